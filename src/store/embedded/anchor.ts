import { Socket } from 'node:net'
import { resolve } from 'node:path'
import pg from 'pg'
import { USER } from './cluster.ts'
import { errorCode } from './unavailable.ts'

/** Two halves of the advisory lock's key: “paid” and “for ” in ASCII. */
const KEY = '1885432164, 1718579744'
const LOCK_NOT_AVAILABLE = '55P03'
const AGAIN_AFTER = 2000

/** Whom to talk to, and what must be true of it. */
export interface Address {
  readonly port: number
  readonly password: string
  readonly folder: string
}

interface Connection {
  readonly client: pg.Client
  readonly socket: Socket
}

/**
 * The connection by which a process says “I use this server”: it holds a lock that all users share. The lock goes
 * with the process, however that ends.
 *
 * When the server drops all its connections (it does after one of its processes crashed), the anchor is cast again;
 * until then another process that leaves may stop the server.
 */
export class Anchor {
  readonly #address: Address
  readonly #onLoss: () => void
  #connection: Connection
  #isLost = false
  #isLeaving = false

  /** Fails with the error of `pg` as it is. */
  static async cast(address: Address, onLoss: () => void): Promise<Anchor> {
    return new Anchor(address, await connect(address), onLoss)
  }

  private constructor(address: Address, connection: Connection, onLoss: () => void) {
    this.#address = address
    this.#onLoss = onLoss
    this.#connection = this.#watched(connection)
  }

  get port(): number {
    return this.#address.port
  }

  /** Gives up our share of the lock. @returns whether nobody else has one: then all of it is ours. */
  async isLast(): Promise<boolean> {
    this.#isLeaving = true
    if (this.#isLost) this.#connection = await connect(this.#address)
    const { client, socket } = this.#connection
    socket.ref()
    await client.query(`SELECT pg_advisory_unlock_shared(${KEY})`)
    // a process that was killed an instant ago may still be seen
    await client.query("SET lock_timeout = '200ms'")
    try {
      await client.query(`SELECT pg_advisory_lock(${KEY})`)
      return true
    } catch (error) {
      if (errorCode(error) === LOCK_NOT_AVAILABLE) return false
      throw error
    }
  }

  async weigh(): Promise<void> {
    this.#isLeaving = true
    await close(this.#connection)
  }

  /** The anchor alone must not keep Node running. */
  #watched(connection: Connection): Connection {
    connection.socket.unref()
    connection.client.once('end', () => {
      if (this.#isLeaving) return
      this.#isLost = true
      this.#onLoss()
      this.#castAgainLater()
    })
    return connection
  }

  #castAgainLater(): void {
    const again = async () => {
      if (this.#isLeaving) return
      try {
        const connection = await connect(this.#address)
        if (this.#isLeaving) return await close(connection)
        this.#connection = this.#watched(connection)
        this.#isLost = false
      } catch {
        this.#castAgainLater()
      }
    }
    setTimeout(again, AGAIN_AFTER).unref()
  }
}

async function connect({ port, password, folder }: Address): Promise<Connection> {
  const socket = new Socket()
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port, user: USER, password, database: 'postgres', ssl: false },
    ...{
      application_name: 'paidfor anchor',
      connectionTimeoutMillis: 2000,
      query_timeout: 5000,
      keepAlive: true,
      stream: () => socket,
    },
  })
  client.on('error', () => {}) // 'end' follows and is what we act on; unheard, an error would end Node
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    // a copied folder has the same password, and its postmaster.pid may name the original's server
    const served = rows[0]?.data_directory
    if (served === undefined || resolve(served) !== folder) throw new Error(`port ${port} serves ${served}`)
    await client.query(`SELECT pg_advisory_lock_shared(${KEY})`)
    return { client, socket }
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/** A server that hangs must not keep us. */
async function close({ client, socket }: Connection): Promise<void> {
  const force = setTimeout(() => socket.destroy(), 2000)
  await client.end().catch(() => {})
  clearTimeout(force)
}
