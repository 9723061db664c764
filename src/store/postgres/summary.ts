import type { DataSource } from 'typeorm'
import { calendarDate, startOfDay } from '../../domain/calendar.ts'
import { sourceId } from '../../domain/ids.ts'
import { currency } from '../../domain/money.ts'
import type { ArchiveSummary, SourceTotal } from '../../ports/archive.ts'
import { type At, kept, wasShown, wasThere } from './as-of.ts'

const MOST_PLACES = 200

export async function isEmpty(dataSource: DataSource): Promise<boolean> {
  const [row] = await dataSource.query(
    `SELECT EXISTS (SELECT FROM facet_total WHERE facet_total.facet = 'source')
       OR EXISTS (SELECT FROM spend_statement) AS holds_any`,
  )
  return !row.holds_any
}

/** What a home page says of the archive, from totals that loads keep. */
export async function summary(dataSource: DataSource, at: At): Promise<ArchiveSummary> {
  const [sources, currencies, places] = await Promise.all([
    dataSource.query(sourcesSql(at)),
    dataSource.query(currenciesSql(at)),
    dataSource.query(
      `SELECT place.source, place.name, place.records FROM unresolved_place place
       ORDER BY place.records DESC, place.name LIMIT ${MOST_PLACES}`,
    ),
  ])
  return {
    sources: sources.map(sourceTotal),
    currencies: currencies.map((row: { currency: string; ads: string }) => ({
      currency: currency(row.currency),
      ads: Number(row.ads),
    })),
    unresolvedPlaces: places.map((row: { source: string; name: string; records: string }) => ({
      source: sourceId(row.source),
      name: row.name,
      records: Number(row.records),
    })),
  }
}

/** First and last day are two probes a source of disclosure_state_by_source. */
const sourcesSql = (at: At) => `
SELECT file.source, coalesce(total.ads, 0) AS ads, file.files, file.last_observed_on, file.quarantined, days.first_day,
  days.last_day
FROM (
  SELECT f.source, count(*) AS files, max(f.observed_on)::text AS last_observed_on, sum(f.quarantined) AS quarantined
  FROM source_file f WHERE ${wasThere('f.id', at)} GROUP BY f.source
) file
LEFT JOIN ${kept('facet_total', at)} total ON total.facet = 'source' AND total.value = file.source
CROSS JOIN LATERAL (
  SELECT min(state.starts_on)::text AS first_day, max(state.starts_on)::text AS last_day
  FROM disclosure_state state WHERE state.source = file.source AND ${wasShown(at)}
) days
ORDER BY file.source`

const currenciesSql = (at: At) => `
SELECT total.currency, total.ads FROM ${kept('currency_total', at)} total ORDER BY total.ads DESC, total.currency`

interface SourceRow {
  readonly source: string
  readonly ads: string
  readonly files: string
  readonly last_observed_on: string | null
  readonly quarantined: string | null
  readonly first_day: string | null
  readonly last_day: string | null
}

function sourceTotal(row: SourceRow): SourceTotal {
  return {
    source: sourceId(row.source),
    ads: Number(row.ads),
    files: Number(row.files),
    firstDay: row.first_day,
    lastDay: row.last_day,
    lastObservedAt: row.last_observed_on === null ? null : startOfDay(calendarDate(row.last_observed_on)),
    quarantined: Number(row.quarantined ?? 0),
  }
}
