import { dayOf, instantOf, untilMidnight } from '../../domain/calendar.ts'
import type { SourceId } from '../../domain/ids.ts'
import { refuseStopped } from '../../domain/stopped.ts'
import type { ApiCalls } from '../../ports/api-calls.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CrawlLog } from '../../ports/crawl-log.ts'
import type { ApiRequest, Crawling, JsonValue, Position, Verdict } from '../../ports/crawling.ts'
import type { Spool } from '../../ports/spools.ts'
import type { Session } from './access.ts'
import { cleanLine, cleanVerdict } from './clean-line.ts'
import { type Act, leaveLoop, type Obeyed, obey, positionHash } from './obey.ts'
import type { Pacer } from './pacer.ts'
import type { WalkState } from './walk-state.ts'

/** What one run of a source has at hand for all of its units. */
export interface Walking {
  readonly source: SourceId
  readonly crawling: Crawling
  readonly address: string
  readonly setting: (name: string) => string | null
  readonly callsPerDay: number | null
  readonly api: ApiCalls
  readonly clock: Clock
  readonly crawlLog: CrawlLog
  readonly pacer: Pacer
  readonly session: Session
  /** The operator's secrets: none of them is ever kept. */
  readonly secrets: readonly string[]
  readonly signal: AbortSignal
  /** All waits of the run that we were told, in milliseconds. */
  readonly waited: { ms: number }
}

/** How a walk ended. `done`: nothing is left to be asked. All else leaves its state, and is gone on with. */
export type WalkEnd =
  | { readonly is: 'done'; readonly state: WalkState }
  | { readonly is: 'deferred'; readonly why: string; readonly ms: number }
  | { readonly is: 'needs_credentials'; readonly why: string; readonly todo: string | null }
  | { readonly is: 'refused'; readonly why: string; readonly todo: string }
  | { readonly is: 'paused' }

/** All waits of a run that we were told; one that would make it longer ends the run. Source: reliability I-8. */
const LONGEST_WAIT_MS = 3_600_000

/** A longer pause counts as a wait that we were told, and is kept in mind also beyond this process. */
const LONG_PAUSE_MS = 300_000

interface Begun {
  readonly spool: Spool
  readonly begun: WalkState
  readonly onPage: (state: WalkState) => void
}

/**
 * Asks until nothing is left, keeping each answer together with where to go on.
 * @throws {Problem} `import.stopped`; `collect.refused` for an address that must not be asked
 */
export async function walk(walking: Walking, { spool, begun, onPage }: Begun): Promise<WalkEnd> {
  let state = begun
  while (state.queue.length > 0) {
    refuseStopped(walking.signal)
    const barrier = await barred(walking)
    if (barrier !== null) return barrier
    const obeyed = await step(walking, state)
    if ('end' in obeyed) return obeyed.end
    state = obeyed.state
    const lines = obeyed.kept.map((document) => cleanLine(document, secretsOf(walking)))
    await spool.append(lines, state as unknown as JsonValue)
    onPage(state)
    const end = await wait(walking, obeyed.act)
    if (end !== null) return end
  }
  return { is: 'done', state }
}

function secretsOf({ secrets, session }: Walking): readonly string[] {
  return [...secrets, ...session.secrets()]
}

async function barred({ crawlLog, source, clock, callsPerDay }: Walking): Promise<WalkEnd | null> {
  const { pausedAt } = await crawlLog.standing(source)
  if (pausedAt !== null) return { is: 'paused' }
  const now = instantOf(clock.now())
  if (await crawlLog.takeCall(source, dayOf(now), callsPerDay)) return null
  return { is: 'deferred', why: `the ${callsPerDay} calls of today are used up`, ms: untilMidnight(now) }
}

async function step(walking: Walking, state: WalkState): Promise<Obeyed | { readonly end: WalkEnd }> {
  const at = state.queue[0] as Position
  const { crawling, address, setting } = walking
  if (state.seen.includes(positionHash(at))) return leaveLoop(crawling, state)
  const request = crawling.request(at, { address, pageSize: state.pageSize, setting })
  const secretHeaders = request.isOpen === true ? {} : await walking.session.headers()
  if (secretHeaders === null) return { end: noToken(walking) }
  if (secretHeaders === 'later') return { end: { is: 'deferred', why: 'nobody gave us a token', ms: TOKEN_LATER_MS } }
  await walking.pacer.turn(walking.signal)
  const verdict = await verdictOn(walking, request, { at, secretHeaders })
  const lastAt = instantOf(walking.clock.now())
  return obey(crawling, { ...state, lastAt, requests: state.requests + 1 }, cleanVerdict(verdict, secretsOf(walking)))
}

function noToken({ crawling }: Walking): WalkEnd {
  const wanted = crawling.needs.filter(({ isSecret }) => isSecret).map(({ setting }) => setting)
  return { is: 'needs_credentials', why: 'it gave us no token', todo: `Check ${wanted.join(' and ')}.` }
}

const TOKEN_LATER_MS = 600_000

interface Asked {
  readonly at: Position
  readonly secretHeaders: Readonly<Record<string, string>>
}

const NETWORK_MS = 15_000

async function verdictOn(walking: Walking, request: ApiRequest, { at, secretHeaders }: Asked): Promise<Verdict> {
  const answer = await walking.api.ask(request, secretHeaders, walking.signal)
  if ('noAnswer' in answer) return { is: 'transient', what: answer.noAnswer, waitMs: NETWORK_MS }
  if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
    const todo = 'Look whether the API has moved, and set its address where it lies now.'
    return { is: 'refused', what: `it sends us elsewhere (${answer.status}), which is not followed`, todo }
  }
  return walking.crawling.read(answer, at)
}

/** What must be done before the next request; a walk that cannot go on now ends. */
async function wait(walking: Walking, act: Act): Promise<WalkEnd | null> {
  switch (act.do) {
    case 'go_on':
      if (act.pauseMs > LONG_PAUSE_MS) {
        return waitOut(walking, { ms: act.pauseMs, why: 'it is close to its limit', isTold: true })
      }
      await walking.pacer.wait(act.pauseMs, walking.signal)
      return null
    case 'wait':
      return waitOut(walking, act)
    case 'close':
      return { is: 'deferred', why: act.why, ms: act.ms }
    case 'renew_token':
      if (await walking.session.renew()) return null
      return { is: 'needs_credentials', why: act.why, todo: newToken(walking) }
    case 'give_up':
      return { is: 'refused', why: act.why, todo: act.todo }
  }
}

function newToken({ crawling: { access } }: Walking): string | null {
  return access?.setting == null ? null : `Give ${access.setting} a new one.`
}

/** Closed in the archive too, before we wait: a process that dies is followed by one that waits as well. */
async function waitOut(
  walking: Walking,
  { ms, why, isTold, isOurs }: Omit<Extract<Act, { readonly do: 'wait' }>, 'do'>,
): Promise<WalkEnd | null> {
  const { waited, clock, crawlLog, source, pacer, signal } = walking
  if (isOurs === true) {
    await pacer.wait(ms, signal)
    return null
  }
  if (waited.ms + ms > LONGEST_WAIT_MS) return { is: 'deferred', why, ms }
  waited.ms += ms
  if (isTold) {
    const until = instantOf(new Date(clock.now().getTime() + ms))
    await crawlLog.change(source, { closedUntil: until, closedBecause: why })
  }
  await pacer.wait(ms, signal)
  return null
}
