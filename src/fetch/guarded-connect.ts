import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { Problem } from '../domain/errors.ts'
import { isPublicAddress } from './public-address.ts'

/** All addresses of a name. */
export type Lookup = (name: string) => Promise<readonly LookupAddress[]>

export interface ConnectRules {
  readonly connectMs: number
  /** Whether the operator named this origin: then it may lie anywhere. */
  readonly isOperators: (origin: string) => boolean
  readonly lookup: Lookup
}

/** Happy eyeballs gives up an address after 250 ms by default, which is too short for another continent. */
const ATTEMPT_MS = 2_500

/**
 * Opens connections to public addresses only, unless the operator named the place. What is checked is what is connected to:
 * a name is looked up once for each connection, and the socket's own peer is looked at once more.
 */
export function guardedConnect({ connectMs, isOperators, lookup }: ConnectRules): buildConnector.connector {
  const shared = { timeout: connectMs, autoSelectFamilyAttemptTimeout: ATTEMPT_MS }
  const anywhere = buildConnector({ ...shared, lookup: asNodeLookup(lookup) } as buildConnector.BuildOptions)
  const guarded = buildConnector({
    ...shared,
    lookup: asNodeLookup(publicOnly(lookup)),
  } as buildConnector.BuildOptions)
  return (target, callback) => {
    if (isOperators(new URL(`${target.protocol}//${target.host}`).origin)) return anywhere(target, callback)
    if (isIP(target.hostname) !== 0 && !isPublicAddress(target.hostname)) {
      return queueMicrotask(() => callback(notPublic(target.hostname, target.hostname), null))
    }
    guarded(target, (error, socket) => {
      if (error !== null) return callback(error, null)
      const peer = socket.remoteAddress ?? 'nowhere'
      if (isPublicAddress(peer)) return callback(null, socket)
      socket.destroy()
      callback(notPublic(target.hostname, peer), null)
    })
  }
}

function publicOnly(lookup: Lookup): Lookup {
  return async (name) => {
    const found = await lookup(name)
    const hidden = found.find(({ address }) => !isPublicAddress(address))
    if (hidden !== undefined) throw notPublic(name, hidden.address)
    return found
  }
}

function notPublic(name: string, address: string): Problem {
  const where = name === address ? `${address} is` : `${name} lies at ${address}, which is`
  return new Problem(
    'collect.refused',
    `${where} no public address, and nothing was asked of it: if you mean that place, name its address in the settings.`,
  )
}

function asNodeLookup(lookup: Lookup): LookupFunction {
  return (name, options, callback) => {
    lookup(name).then(
      (found) => {
        const [first] = found
        if (first === undefined) callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0)
        else if (options.all === true) callback(null, [...found])
        else callback(null, first.address, first.family)
      },
      (error) => callback(error, '', 0),
    )
  }
}
