import { closeSync, openSync } from 'node:fs'
import { chown, stat, truncate } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { ClusterFiles } from './files.ts'
import type { ServerAccount } from './run.ts'
import { spawnCommand } from './run.ts'
import { unavailable, unusableFolder } from './unavailable.ts'

const LARGEST_LOG = 10 * 1024 * 1024

/** A server process that we started, and which may already be gone. */
interface Launched {
  readonly port: number
  hasEnded(): boolean
  /** Why the program could not be run at all, if so. */
  failure(): unknown
}

/**
 * Starts the server on a free port of this machine's own interface. It has its own process group and Node does not
 * wait for it: Ctrl-C in our terminal must not end a server that another process shares.
 */
export async function launch(
  files: ClusterFiles,
  { binaries, account }: { binaries: Binaries; account: ServerAccount },
): Promise<Launched> {
  const port = await freePort()
  const log = await openLog(files.log, account)
  const command = { ...serverCommand(files, { binaries, port }), account, libraries: binaries.libraries }
  let hasEnded = false
  let failure: unknown
  const fail = (error: unknown) => {
    hasEnded = true
    failure = error
  }
  try {
    const child = spawnCommand(command, { detached: true, stdio: ['ignore', log, log] })
    child.once('error', fail)
    child.once('exit', (code) => {
      hasEnded = process.platform !== 'win32' || code !== 0 // there it is pg_ctl that ends, not the server
    })
    child.unref()
  } catch (error) {
    fail(error)
  } finally {
    closeSync(log)
  }
  return { port, hasEnded: () => hasEnded, failure: () => failure }
}

/**
 * On Windows `pg_ctl` stands in between, since it can give up an administrator's rights, which the server refuses.
 * @NOTE Never tried on a Windows machine.
 */
function serverCommand(files: ClusterFiles, { binaries, port }: { binaries: Binaries; port: number }) {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '256MB',
    temp_buffers: '32MB', // a load stages a few thousand rows at a time
    // A load writes several times as much as it keeps; where it all fits between checkpoints, no page is logged twice.
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.5', // what is read often is in memory, and disks have no heads any more
    logging_collector: 'off', // the log must come to us
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  if (process.platform !== 'win32') return { file: binaries.postgres, args: ['-D', files.folder, ...options] }
  return { file: binaries.pgCtl, args: ['start', '-W', '-D', files.folder, '-o', options.join(' ')] }
}

async function openLog(file: string, { owner }: ServerAccount): Promise<number> {
  try {
    const old = await stat(file).catch(() => undefined)
    if (old !== undefined && old.size > LARGEST_LOG) await truncate(file)
    const log = openSync(file, 'a', 0o600)
    if (owner !== undefined) await chown(file, owner.uid, owner.gid) // he may start without us later
    return log
  } catch (error) {
    throw unusableFolder(dirname(file), error)
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  return await new Promise((resolve, reject) => {
    server.once('error', (error) => reject(unavailable(`No free port on 127.0.0.1 (${error.message}).`, error)))
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
