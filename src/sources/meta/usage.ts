import { jsonOrNull } from '../shared/answer-json.ts'
/** How near we are to a limit, as the headers of an answer tell. */
export interface Usage {
  /** The largest of all percentages; 100 is refused. */
  readonly percent: number
  /** Until it is asked again, where it is refused; 0: not told. */
  readonly minutes: number
}

const HEADERS = ['x-business-use-case-usage', 'x-app-usage'] as const
const WHAT = 'ads_archive'
/** New keys appear, and some are no percentages: `ads_api_access_tier` broke a strict client. */
const PERCENTAGE = /^(?:call_count|total_cputime|total_time|\w+_pct)$/
const MINUTES = 'estimated_time_to_regain_access'

type Entry = Readonly<Record<string, unknown>>

/** Null: no header tells. */
export function usageIn(header: (name: string) => string | null): Usage | null {
  const all = HEADERS.flatMap((name) => entriesIn(parsed(header(name))))
  const isOurs = ({ type }: Entry) => type === undefined || type === WHAT
  const entries = all.some(({ type }) => type === WHAT) ? all.filter(isOurs) : all
  if (entries.length === 0) return null
  const percentages = entries.flatMap((entry) => Object.entries(entry).filter(([key]) => PERCENTAGE.test(key)))
  return {
    percent: greatest(percentages.map(([, value]) => value)),
    minutes: greatest(entries.map((entry) => entry[MINUTES])),
  }
}

/** From so many percent on, so long between two requests. Source: Wesleyan-Media-Project/fb_ads_import README. */
const LADDER = [
  { from: 95, ms: 90_000 },
  { from: 90, ms: 30_000 },
  { from: 80, ms: 10_000 },
  { from: 75, ms: 5_000 },
] as const
/** Above, we would be refused before long. Source: Lejo1/facebook_ad_library crawler/crawlall.py. */
const STEEP_FROM = 97
const STEEP_MS = 600_000
/** Where nothing is told, the pace that was never refused. Source: ambanum/political-ads-scraper. */
const UNTOLD_MS = 18_000

/** How long to wait before the next request, so that it is not refused. */
export function pauseMs(usage: Usage | null): number {
  if (usage === null) return UNTOLD_MS
  const { percent, minutes } = usage
  const step = LADDER.find(({ from }) => percent >= from)?.ms ?? 0
  return percent < STEEP_FROM ? step : Math.max(step, minutes * 60_000, (percent - STEEP_FROM) * STEEP_MS)
}

/** Objects within that hold a figure, however deep. */
function entriesIn(value: unknown): Entry[] {
  if (typeof value !== 'object' || value === null) return []
  const isEntry = !Array.isArray(value) && Object.values(value).some((each) => typeof each === 'number')
  return [...(isEntry ? [value as Entry] : []), ...Object.values(value).flatMap(entriesIn)]
}

/** A header that came twice is joined by a comma. */
function parsed(text: string | null): unknown {
  return jsonOrNull(`[${text ?? ''}]`)
}

function greatest(values: readonly unknown[]): number {
  return Math.max(0, ...values.map(Number).filter(Number.isFinite))
}
