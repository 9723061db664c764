import type { DataSource } from 'typeorm'
import { calendarDate } from '../../../domain/calendar.ts'
import { sourceId } from '../../../domain/ids.ts'
import type { Reconciliation } from '../../../ports/quality.ts'

/** Countries of which any record is held: from totals that loads keep. */
export async function countries(dataSource: DataSource): Promise<string[]> {
  const rows: { code: string }[] = await dataSource.query(COUNTRIES)
  return rows.map(({ code }) => code)
}

const COUNTRIES = `
SELECT total.value AS code FROM facet_total total WHERE total.facet = 'country' AND total.ads > 0 -- facet_total_pkey
UNION SELECT left(period.place, 2) FROM statement_period period WHERE period.place <> ''
ORDER BY 1`

/** Of sources that state how many ads their advertisers ran to date. */
export async function reconciliations(dataSource: Pick<DataSource, 'query'>): Promise<Reconciliation[]> {
  const rows: CountedRow[] = await dataSource.query(COUNTED)
  return rows.map(({ source, to_day, stated, held }) => ({
    source: sourceId(source),
    to: calendarDate(to_day),
    stated: Number(stated),
    held: held === null ? null : Number(held),
  }))
}

interface CountedRow {
  readonly source: string
  readonly to_day: string
  readonly stated: string
  readonly held: string | null
}

const COUNTED = `
SELECT counted.source, counted.to_day::text, counted.stated, total.ads AS held
FROM (
  SELECT file.source, stated.to_day, stated.stated
  FROM (SELECT f.source FROM source_file f GROUP BY f.source) file
  CROSS JOIN LATERAL (
    SELECT max(held.to_day) AS to_day, sum(held.ads) AS stated
    FROM spend_statement held -- spend_statement_counted
    WHERE held.source = file.source AND held.is_current AND held.subject = 'advertiser'
      AND held.from_day = '-infinity' AND held.ads IS NOT NULL
  ) stated
  WHERE stated.stated IS NOT NULL
) counted
LEFT JOIN facet_total total ON total.facet = 'source' AND total.value = counted.source
ORDER BY counted.source`
