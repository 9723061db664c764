import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { CalendarDate } from '../domain/calendar.ts'
import { answerTo } from './answer.ts'
import { API_SANDBOXES } from './api/all.ts'
import type { ApiContext } from './api/api-sandbox.ts'
import { apiAt, apiBase, serveApi } from './api/serve-api.ts'
import { close, listen } from './listen.ts'
import { metaReportZips, type ReportFile } from './platforms/meta-report.ts'
import { type Manner, send } from './send.ts'
import { type ObjectStore, objectStore, PATHS, type Place, placeAt } from './store.ts'
import { type Switches, switchesNamed } from './switches.ts'
import { nothingThere, type TrapSettings, trapAnswer } from './trap.ts'
import { makeWorld, type World, type WorldDay } from './world.ts'

export interface SandboxOptions {
  readonly seed?: number
  readonly day: CalendarDate
  readonly host?: string
  /** 0: any that is free. */
  readonly port?: number
  readonly switches?: readonly string[]
  /** Of `snap.slow`. */
  readonly latencyMs?: number
  readonly bytesPerSecond?: number
  /** Of `snap.429`: so many requests of each address, and how long they are asked to wait. */
  readonly throttled?: number
  readonly retryAfterSeconds?: number
  readonly now?: () => Date
}

/** One request, in the order of arrival. */
export interface LoggedRequest {
  readonly method: string
  readonly path: string
  /** From the question mark on; empty where there is none. */
  readonly search: string
  /** The header as it came. */
  readonly range: string | null
  readonly userAgent: string | null
  /** 0 until it is answered. */
  readonly status: number
  /** Of the body, as far as they have been sent. */
  readonly bytes: number
}

/** A running sandbox. */
export interface Sandbox {
  readonly url: string
  /** `{year}` stands for a year. */
  readonly addresses: Readonly<Record<'snap' | 'google', string>>
  /** Of the made-up APIs, by the name of the source. */
  readonly apiAddresses: Readonly<Record<string, string>>
  /** What a collector must be given besides: countries, searches, tokens that are none. */
  readonly settings: Readonly<Record<string, string>>
  readonly world: World
  readonly requests: readonly LoggedRequest[]
  /** Those that came to the other port, to which `google.redirect-private` leads. */
  readonly strayRequests: readonly LoggedRequest[]
  readonly metaReportFiles: () => Promise<readonly ReportFile[]>
  /** @throws {RangeError} for a day before the world begins */
  readonly setDay: (day: CalendarDate) => void
  /** @throws {Problem} `config.invalid` */
  readonly setSwitches: (names: readonly string[]) => void
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** What lies there now; replaced as a whole by a new day or other switches. */
interface State {
  readonly day: CalendarDate
  readonly world: WorldDay
  readonly switches: Switches
  readonly store: ObjectStore
  /** What each made-up API remembers of its callers. */
  readonly memories: Map<string, Map<string, unknown>>
  /** Requests of each path, and those of them that were answered with bytes of a file. */
  readonly asked: Map<string, { requests: number; bodies: number }>
}

/**
 * Tells the made-up election of a day over HTTP as Snap and Google tell theirs, out of a store that behaves like Google
 * Cloud Storage. Listens on this machine alone unless told otherwise.
 * @throws {Problem} `config.invalid` for a switch that there is not
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { seed = 7, host = '127.0.0.1', port = 0 } = options
  const world = makeWorld({ seed, today: options.day })
  const now = options.now ?? (() => new Date())
  let state = stateOf(world, options.day, switchesNamed(options.switches ?? []), now())
  const log: LoggedRequest[] = []
  const strays: LoggedRequest[] = []
  const untrapped = () => stateOf(world, state.day, new Set(), now())
  const neighbour = serverFor(() => ({
    state: untrapped(),
    neighbourUrl: '',
    options,
    log: strays,
    path: PATHS.google,
    url: '',
  }))
  const neighbourUrl = `${await listen(neighbour, host, 0)}${PATHS.google}`
  let url = ''
  const server = serverFor((path) => ({ state, neighbourUrl, options, log, path, url }))
  url = await listen(server, host, port).catch(async (error) => {
    await close(neighbour)
    throw error
  })
  const change = (day: CalendarDate, switches: Switches) => {
    state = stateOf(world, day, switches, now())
  }
  return {
    url,
    addresses: { snap: `${url}${PATHS.snap}`, google: `${url}${PATHS.google}` },
    apiAddresses: apiAddresses(url),
    settings: Object.assign({}, ...API_SANDBOXES.map(({ settings }) => settings)),
    world,
    requests: log,
    strayRequests: strays,
    metaReportFiles: () => metaReportZips(world.on(state.day), state.switches),
    setDay: (day) => change(day, state.switches),
    setSwitches: (names) => change(state.day, switchesNamed(names)),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([close(server), close(neighbour)])
    },
  }
}

/** Files are published in the morning; on a day that is not over yet, not before now. */
function stateOf(world: World, day: CalendarDate, switches: Switches, now: Date): State {
  const told = world.on(day)
  const morning = Date.parse(`${day}T05:00:00Z`)
  const publishedAt = new Date(Math.floor(Math.min(morning, now.getTime()) / 1000) * 1000)
  return {
    day,
    world: told,
    switches,
    store: objectStore({ world, day, switches, publishedAt }),
    asked: new Map(),
    memories: new Map(),
  }
}

interface Aim {
  readonly state: State
  readonly neighbourUrl: string
  readonly options: SandboxOptions
  readonly log: LoggedRequest[]
  readonly path: string
  /** Of the sandbox itself. */
  readonly url: string
}

function apiAddresses(url: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    API_SANDBOXES.map(({ source, addressPath = '' }) => [source, `${apiBase(url, source)}${addressPath}`]),
  )
}

function serverFor(aim: (path: string) => Aim): Server {
  return createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?')
    void serve(request, response, aim(path))
  })
}

async function serve(request: IncomingMessage, response: ServerResponse, aim: Aim): Promise<void> {
  const { state, log, path } = aim
  const method = request.method ?? 'GET'
  const search = new URL(request.url ?? '/', 'http://sandbox.example').search
  const entry = {
    method,
    path,
    search,
    range: request.headers.range ?? null,
    userAgent: request.headers['user-agent'] ?? null,
  }
  const logged = { ...entry, status: 0, bytes: 0 }
  log.push(logged)
  const called = apiAt(path)
  if (called !== null) {
    Object.assign(logged, await serveApi(request, response, { ...called, context: contextOf(called.api.source, aim) }))
    return
  }
  const asked = state.asked.get(path) ?? { requests: 0, bodies: 0 }
  state.asked.set(path, asked)
  const place = placeAt(path)
  const before = asked.requests++
  const answer = await answerOf(request, place, { ...aim, before, bodies: asked.bodies })
  logged.status = answer.status
  const isOfFile = answer.status === 200 || answer.status === 206
  const isCut = isOfFile && place?.platform === 'snap' && breaks(state.switches, asked.bodies)
  if (isOfFile && method === 'GET') asked.bodies++
  const manner = mannerOf(aim, place, isCut ? Math.floor(answer.body.length / 2) : null)
  await send(response, answer, {
    ...manner,
    onSent: (bytes) => {
      logged.bytes += bytes
    },
  })
}

function mannerOf({ state, options }: Aim, place: Place | null, breaksAfter: number | null): Omit<Manner, 'onSent'> {
  const isSlow = place?.platform === 'snap' && state.switches.has('snap.slow')
  return {
    breaksAfter,
    bytesPerSecond: isSlow ? (options.bytesPerSecond ?? 20_000) : null,
    latencyMs: isSlow ? (options.latencyMs ?? 200) : 0,
  }
}

function contextOf(source: string, { state, options, url }: Aim): ApiContext {
  const memory = state.memories.get(source) ?? new Map<string, unknown>()
  state.memories.set(source, memory)
  const now = (options.now ?? (() => new Date()))()
  return { world: state.world, switches: state.switches, now, base: apiBase(url, source), memory }
}

function breaks(switches: Switches, bodies: number): boolean {
  return switches.has('snap.body-cut-always') || (switches.has('snap.body-cut') && bodies === 0)
}

async function answerOf(
  request: IncomingMessage,
  place: Place | null,
  { state, neighbourUrl, options, before, bodies }: Aim & { readonly before: number; readonly bodies: number },
) {
  const { switches, store } = state
  if (place === null) return nothingThere()
  const settings: TrapSettings = {
    throttled: options.throttled ?? 2,
    retryAfterSeconds: options.retryAfterSeconds ?? 1,
  }
  const trap = trapAnswer({ place, switches, before, neighbourUrl, settings })
  if (trap !== null) return trap
  const isReplaced = place.platform === 'google' && switches.has('google.changed-midway') && bodies > 0
  const object = await store.at(place, isReplaced ? 2 : 1)
  if (object === null) return nothingThere()
  const isWithoutRanges = place.platform === 'snap' && switches.has('snap.range-refused')
  return answerTo({ method: request.method ?? 'GET', headers: request.headers, isWithoutRanges }, object)
}
