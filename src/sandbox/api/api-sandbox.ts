import type { Switches } from '../switches.ts'
import type { WorldDay } from '../world.ts'

/** A request to a made-up API, as it came. */
export interface ApiRequestSeen {
  readonly method: string
  /** Without the query, from the platform's own prefix on: `/v22.0/ads_archive`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly header: (name: string) => string | null
  readonly body: string
}

export interface ApiContext {
  readonly world: WorldDay
  readonly switches: Switches
  readonly now: Date
  /** Where the platform's addresses begin: `http://127.0.0.1:4600/meta`. */
  readonly base: string
  /** What the platform remembers of its callers; empty whenever the day or the switches are set. */
  readonly memory: Map<string, unknown>
}

export interface ApiReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | Buffer
  /** The connection breaks off in the middle of the body. */
  readonly isReset?: boolean
}

/** A platform's API, made up: it tells the world of the day, and falls into the traps that are switched on. */
export interface ApiSandbox {
  /** The source whose address it stands for, which is its path too: `meta`, `snap-eu`. */
  readonly source: string
  /** What a collector must be given to ask it: countries, searches, tokens that are none. */
  readonly settings: Readonly<Record<string, string>>
  /** What is appended to its base to make the source's address; usually nothing. */
  readonly addressPath?: string
  readonly answer: (request: ApiRequestSeen, context: ApiContext) => ApiReply | Promise<ApiReply>
}

export function jsonReply(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): ApiReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }
}

export function textReply(body: string, status: number, type = 'text/html; charset=utf-8'): ApiReply {
  return { status, headers: { 'content-type': type }, body }
}

/** A counter of the platform's memory: its value before this call. */
export function counted(memory: Map<string, unknown>, key: string): number {
  const before = (memory.get(key) as number | undefined) ?? 0
  memory.set(key, before + 1)
  return before
}
