import { instant } from '../../../src/domain/calendar.ts'
import { type SourceId, sourceId } from '../../../src/domain/ids.ts'
import { countryCode } from '../../../src/domain/place.ts'
import type { CrawlStanding, UnitRecord } from '../../../src/ports/crawl-log.ts'
import type { RunRecord } from '../../../src/ports/run-log.ts'
import type { ApiRuns, SourcePulls, SourceRuns } from '../../../src/ports/source-runs.ts'
import { day } from './builders.ts'

export const AT_REST: CrawlStanding = {
  closedUntil: null,
  closedBecause: null,
  credential: 'good',
  tokenEndsAt: null,
  tokenSeenAt: null,
  toldDays: null,
  pausedAt: null,
  diesAfter: null,
}

export function aUnit(made: Partial<UnitRecord> = {}): UnitRecord {
  return {
    country: countryCode('US'),
    days: { from: day('2026-11-02'), to: day('2026-11-08') },
    state: 'whole',
    passedAt: instant('2026-11-25T05:17:00Z'),
    wholeAt: instant('2026-11-25T05:17:00Z'),
    records: 310,
    recent: [310],
    doubts: 0,
    pages: 13,
    requests: 14,
    errors: {},
    remarks: [],
    counts: [],
    ...made,
  }
}

export function anApi(made: Partial<ApiRuns> = {}, standing: Partial<CrawlStanding> = {}): ApiRuns {
  return {
    standing: { ...AT_REST, ...standing },
    wantsCredential: true,
    callsToday: 120,
    callsPerDay: 2_000,
    units: SAMPLE_UNITS,
    ...made,
  }
}

export function aRun(made: Partial<RunRecord> = {}): RunRecord {
  return {
    id: 1,
    job: 'collect-meta',
    trigger: 'tick',
    dueAt: instant('2026-11-25T05:17:00Z'),
    startedAt: instant('2026-11-25T05:17:00Z'),
    finishedAt: instant('2026-11-25T05:59:00Z'),
    outcome: 'done',
    message: null,
    counts: { parts: 12, 'due parts': 12, requests: 171, rows: 4_020, loaded: 40, changed: 310, quarantined: 0 },
    progress: null,
    ...made,
  }
}

export function someRuns(made: Partial<SourceRuns> = {}): SourceRuns {
  const runs = made.runs ?? [aRun({ id: 2 }), aRun({ outcome: 'deferred', message: 'Put off at US: <b>slow</b>.' })]
  const running = runs.find(({ outcome }) => outcome === null) ?? null
  const last = runs.find(({ outcome }) => outcome !== null) ?? null
  const lastGoodAt = instant('2026-11-25T05:59:00Z')
  return {
    source: sourceId('meta'),
    isScheduled: true,
    everyHours: 24,
    size: 'about 600 calls a country',
    state: { job: 'collect-meta', nextDueAt: instant('2099-11-26T05:17:00Z'), running, last, lastGoodAt },
    runs,
    api: anApi(),
    ...made,
  }
}

const SAMPLE_UNITS = new Map([
  ['US.2026-11-02.2026-11-08', aUnit()],
  ['GB.2026-11-02.2026-11-08', aUnit({ country: countryCode('GB'), state: 'unknown', records: 0, doubts: 1 })],
  [
    'DE.2026-11-02.2026-11-08',
    aUnit({
      country: countryCode('DE'),
      state: 'part',
      wholeAt: null,
      errors: { 'code 2: <i>try later</i>': 3 },
      remarks: ['a key that is new: colour'],
      counts: [{ country: countryCode('DE'), day: null, ads: 400 }],
    }),
  ],
  ['pages-1', aUnit({ country: null, days: null })],
])

/** Meta is asked over an API, Snap pulled as files; pausing is remembered. */
export function memoryPulls(meta: SourceRuns = someRuns()): SourcePulls {
  const snap = someRuns({ source: sourceId('snap'), api: null })
  let { api } = meta
  const change = (source: SourceId, pausedAt: CrawlStanding['pausedAt']) => {
    if (source !== 'meta' || api === null) return false
    api = { ...api, standing: { ...api.standing, pausedAt } }
    return true
  }
  return {
    runs: async (source) => (source === 'meta' ? { ...meta, api } : source === 'snap' ? snap : null),
    pause: async (source) => change(source, instant('2026-11-25T12:00:00Z')),
    resume: async (source) => change(source, null),
  }
}
