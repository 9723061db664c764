import { type CalendarDate, instantOf } from '../../domain/calendar.ts'
import { Problem } from '../../domain/errors.ts'
import type { Crawling, WorkUnit } from '../../ports/crawling.ts'
import type { CollectReport } from '../collect.ts'
import { type Added, NOTHING_ADDED, type Pull, sumOfAdded } from '../import-collected.ts'
import { type AccessDeps, inspectToken, session, tokenNotice } from './access.ts'
import { dueUnits } from './due-units.ts'
import { leftPasses } from './left-passes.ts'
import { pacer } from './pacer.ts'
import { PAUSED, reportOf } from './report.ts'
import type { WalkEnd, Walking } from './walk.ts'
import { endLeft, type UnitDeps, type UnitWalked, walkUnit } from './walk-unit.ts'

export interface CrawlDeps extends UnitDeps, AccessDeps {
  /** 0 up to 1. */
  readonly random: () => number
}

export interface CrawlRequest extends Pull {
  readonly address: string
  /** The operator's settings, secrets too. */
  readonly settings: (name: string) => string | null
  /** From which day on older periods are filled in. */
  readonly from: CalendarDate
  /** The operator's own budget of calls a day; null: that of the source. */
  readonly callsPerDay: number | null
}

/** Asks a source's API for all that is due, unit by unit, and imports each pass when it is done. */
export async function crawl(deps: CrawlDeps, request: CrawlRequest): Promise<CollectReport> {
  const crawling = crawlingOf(request)
  const lacking = crawling.needs.filter(({ setting, isRequired }) => isRequired && request.settings(setting) === null)
  const wanted = lacking.map(({ setting, what }) => `${setting} is not set: ${what}`)
  if (wanted.length > 0) return endedEarly('failed', wanted)
  const closed = await closedNow(deps, request)
  if (closed !== null) return endedEarly('deferred', [closed])
  const asking = { ...request, source: request.source.manifest.id, access: crawling.access, secrets: request.settings }
  await inspectToken(deps, asking)
  const walking: Walking = {
    ...deps,
    ...asking,
    crawling,
    setting: openSettings(crawling, request),
    callsPerDay: request.callsPerDay ?? crawling.pace.callsPerDay,
    pacer: pacer(deps, crawling.pace),
    session: session(deps, asking),
    secrets: crawling.needs.flatMap(({ setting, isSecret }) => (isSecret ? (request.settings(setting) ?? []) : [])),
    waited: { ms: 0 },
  }
  const run = await allUnits(deps, request, walking)
  const notice = await tokenNotice(deps, asking)
  return reportOf({ ...run, notices: notice === null ? [] : [notice] })
}

function crawlingOf({ source }: CrawlRequest): Crawling {
  if (source.crawling !== undefined) return source.crawling
  throw new Problem('request.invalid', `${source.manifest.name} has no API that we ask.`)
}

function endedEarly(outcome: 'failed' | 'deferred', sentences: readonly string[]): CollectReport {
  return { outcome, message: sentences.join(' '), counts: {} }
}

/** No platform closes for longer than a day: what lies further ahead was written by a clock that was wrong. */
const LONGEST_CLOSED_MS = 26 * 3_600_000

/** Why nobody is to be asked now; null: we may. */
async function closedNow({ crawlLog, clock }: CrawlDeps, { source }: CrawlRequest): Promise<string | null> {
  const { closedUntil, closedBecause, pausedAt } = await crawlLog.standing(source.manifest.id)
  if (pausedAt !== null) return PAUSED
  const ms = closedUntil === null ? 0 : Date.parse(closedUntil) - clock.now().getTime()
  if (ms <= 0 || ms > LONGEST_CLOSED_MS) return null
  return `It is not asked before ${closedUntil}: ${closedBecause ?? 'it asked us to wait'}.`
}

/** What is no secret: a platform's own code never sees one. */
function openSettings({ needs }: Crawling, { settings }: CrawlRequest): (name: string) => string | null {
  const open = new Set(needs.flatMap(({ setting, isSecret }) => (isSecret ? [] : [setting])))
  return (name) => (open.has(name) ? settings(name) : null)
}

async function allUnits(deps: CrawlDeps, request: CrawlRequest, walking: Walking) {
  const { source, from } = request
  const units = walking.crawling.units({ today: deps.today(), from, setting: walking.setting })
  const known = new Map(await deps.crawlLog.units(source.manifest.id))
  const { over, ...left } = await leftPasses(deps, walking.source, units)
  const walked: UnitWalked[] = []
  let unread: { readonly unit: WorkUnit; readonly why: WalkEnd } | null = null
  for (const { walked: walk, why } of over) {
    const going = { pull: request, walking, onProgress: (what: string) => progress(request, what, 0, over.length) }
    const became = await endLeft(deps, going, { walked: walk, before: known.get(walk.unit.key), why })
    if ('end' in became) unread = { unit: walk.unit, why: became.end }
    else {
      walked.push(became)
      known.set(walk.unit.key, became.record)
    }
  }
  const alike = new Map([...known.values()].map((record) => [record.country, record]))
  const due = dueUnits({ units, ...left, known, now: deps.clock.now() })
  for (const [index, unit] of due.entries()) {
    const going = { pull: request, walking, onProgress: (what: string) => progress(request, what, index, due.length) }
    const knowing = { unit, before: known.get(unit.key), alike: alike.get(unit.country) }
    const became = await walkUnit(deps, going, knowing)
    if ('end' in became) return ended(deps, request, { units, due: due.length, walked, unit, why: became.end })
    alike.set(unit.country, became.record)
    walked.push(became)
  }
  if (unread !== null) return ended(deps, request, { units, due: due.length, walked, ...unread })
  return { all: units.length, units: due.length, ...summed(walked), end: null }
}

function progress({ onProgress }: CrawlRequest, what: string, done: number, total: number): void {
  onProgress({ what, done, total, unit: 'parts' })
}

function summed(walked: readonly UnitWalked[]) {
  const added = walked.reduce<Added>((sum, each) => sumOfAdded(sum, each.added), NOTHING_ADDED)
  return {
    passes: walked.length,
    requests: walked.reduce((sum, each) => sum + each.requests, 0),
    added,
    doubts: walked.flatMap(({ doubt }) => doubt ?? []),
    parts: walked.flatMap(({ gap }) => gap ?? []),
  }
}

interface Ended {
  readonly units: readonly WorkUnit[]
  readonly due: number
  readonly walked: readonly UnitWalked[]
  /** At which, and why. */
  readonly unit: WorkUnit
  readonly why: WalkEnd
}

/** A run that ended before all was walked: what is known of why is kept. */
async function ended(deps: CrawlDeps, request: CrawlRequest, { units, due, walked, unit, why }: Ended) {
  const { crawlLog, clock } = deps
  const { id } = request.source.manifest
  // Where a part was walked in this very run, it is no fault of what we show.
  const isRefused = why.is === 'refused' && walked.length === 0
  if (why.is === 'needs_credentials' || isRefused) await crawlLog.change(id, { credential: 'needed' })
  if (why.is === 'deferred') {
    const closedUntil = instantOf(new Date(clock.now().getTime() + why.ms))
    await crawlLog.change(id, { closedUntil, closedBecause: why.why })
  }
  return { all: units.length, units: due, ...summed(walked), end: { unit: unit.key, why } }
}
