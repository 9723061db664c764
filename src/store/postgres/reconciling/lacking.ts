import type { DataSource } from 'typeorm'
import { calendarDate } from '../../../domain/calendar.ts'
import { grouped } from '../../../domain/grouped.ts'
import type { Lacking } from '../../../domain/reconciliation.ts'
import { tooFew } from './units-sql.ts'

/** By source: days and countries of which not all that is stated is held, as the last comparison found. */
export async function lackingBySource(dataSource: DataSource): Promise<ReadonlyMap<string, readonly Lacking[]>> {
  const rows: LackingRow[] = await dataSource.query(LACKING)
  const bySource = grouped(rows, ({ source }) => source)
  return new Map([...bySource].map(([source, own]) => [source, own.map(lackingOf)]))
}

function lackingOf({ country, from_day, to_day }: LackingRow): Lacking {
  return { from: calendarDate(from_day), to: calendarDate(to_day), country }
}

interface LackingRow {
  readonly source: string
  readonly country: string | null
  readonly from_day: string
  readonly to_day: string
}

/**
 * Where ads prove more than a report states, it is the report that lacks something. Of files that are issued whole, the day
 * of the file: which days its missing ads ran on, nobody knows. These may be few: sums tell of ads that are listed no more.
 */
const LACKING = `
SELECT DISTINCT slice.source, slice.country, slice.from_day::text, slice.to_day::text
FROM (
  SELECT CASE WHEN slice.wrong = '{sum_above}' THEN slice.source ELSE slice.ads_source END AS source, slice.country,
    CASE WHEN slice.kind = 'bundle' THEN slice.to_day ELSE slice.from_day END AS from_day, slice.to_day
  FROM reconciled slice -- reconciled_slices
  WHERE slice.wrong <> '{}' AND slice.advertiser_id IS NULL 
    AND (slice.kind <> 'bundle' OR ${tooFew('slice.held_ads', 'slice.stated_ads')})
) slice
ORDER BY 1, 3, 4, 2`
