import { z } from 'zod'
import type { CalendarDate } from '../../domain/calendar.ts'
import { type Range, range, sumOfRanges } from '../../domain/range.ts'
import { type Cells, cell } from './cells.ts'
import { dayIn } from './days.ts'
import { malformed } from './malformed.ts'
import { isInEea } from './regions.ts'

/** Bounds are text in Google's own exports and numbers in others'. */
const bound = z.union([z.string().regex(/^\d{1,15}$/), z.int().nonnegative()]).nullish()
const day = z.string().nullish()

const regionStat = z.looseObject({
  region_code: z.string().min(1),
  first_shown: day,
  last_shown: day,
  times_shown_lower_bound: bound,
  times_shown_upper_bound: bound,
})
const regionStats = z.array(regionStat)
type RawRegionStat = z.infer<typeof regionStat>

/** What the Ads Transparency Center tells of an ad in one region. */
export interface RegionStat {
  /** ISO 3166-1 alpha-2, or `EEA`: the sum of its countries, on every ad (G-12). */
  readonly region: string
  readonly firstShown: CalendarDate | null
  readonly lastShown: CalendarDate | null
  /** Null: not told, or not yet. */
  readonly timesShown: Range | null
}

/** @throws {Problem} `record.malformed` when the cell is no such list. */
export function regionStatsIn(cells: Cells): readonly RegionStat[] {
  const parsed = regionStats.safeParse(jsonIn(cells, 'region_stats'))
  if (parsed.success) return parsed.data.map(readStat)
  const value = cell(cells, 'region_stats').slice(0, 200)
  throw malformed('region_stats is no list of regions', { field: 'region_stats', value, cause: parsed.error })
}

/** Exports wrap the value in an object of the column's name. @throws {Problem} `record.malformed` */
export function jsonIn(cells: Cells, name: string): unknown {
  const text = cell(cells, name)
  try {
    const value: unknown = JSON.parse(text)
    const isWrapped = typeof value === 'object' && value !== null && name in value
    return isWrapped ? (value as Record<string, unknown>)[name] : value
  } catch (cause) {
    throw malformed(`${name} is no JSON`, { field: name, value: text.slice(0, 200), cause })
  }
}

function readStat(stat: RawRegionStat): RegionStat {
  const { times_shown_lower_bound: lower, times_shown_upper_bound: upper } = stat
  return {
    region: stat.region_code,
    firstShown: dayIn(stat.first_shown ?? ''),
    lastShown: dayIn(stat.last_shown ?? ''),
    timesShown: lower == null ? null : bounds(BigInt(lower), upper == null ? null : BigInt(upper)),
  }
}

function bounds(lower: bigint, upper: bigint | null): Range {
  try {
    return range(lower, upper)
  } catch (cause) {
    throw malformed('The bounds of times shown are reversed', {
      field: 'region_stats',
      value: `${lower}–${upper}`,
      cause,
    })
  }
}

/**
 * How often the ad was shown in all: the row `EEA` is the source's own sum and narrower than that of its countries, so it
 * stands for them; countries outside (Turkey) are added. Where a region does not tell, the top is open. Null: none does.
 */
export function timesShown(stats: readonly RegionStat[]): Range | null {
  const eea = stats.find(({ region, timesShown: told }) => region === 'EEA' && told !== null)
  const apart = stats.filter(({ region }) => region !== 'EEA' && (eea === undefined || !isInEea(region)))
  const parts = eea === undefined ? apart : [eea, ...apart]
  if (parts.every(({ timesShown: told }) => told === null)) return null
  return sumOfRanges(parts.map(({ timesShown: told }) => told ?? { lower: 0n, upper: null }))
}
