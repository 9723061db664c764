import type { DataSource } from 'typeorm'
import { calendarDate } from '../../domain/calendar.ts'
import { grouped } from '../../domain/grouped.ts'
import type { SourceId } from '../../domain/ids.ts'
import { countryCode } from '../../domain/place.ts'
import type { CrawlLog, CrawlStanding, UnitRecord } from '../../ports/crawl-log.ts'
import type { PublishedCount } from '../../ports/crawling.ts'
import { asInstant, instantOrNull } from './rows/held.ts'
import type { CrawlStandingRow, CrawlUnitRow, PublishedCountRow } from './tables/crawling.ts'

export function postgresCrawlLog(dataSource: DataSource): CrawlLog {
  return {
    units: (source) => units(dataSource, source),
    remember: (source, unit, record) =>
      dataSource.transaction(async (manager) => {
        await manager.query(REMEMBER, [source, unit, ...unitValues(record)])
        await manager.query(COUNTED_NO_MORE, [source, unit])
        await manager.query(COUNTED, [source, unit, JSON.stringify(countRows(record.counts)), record.passedAt])
      }),
    standing: async (source) => {
      const [row]: CrawlStandingRow[] = await dataSource.query(STANDING, [source])
      return row === undefined ? UNKNOWN : standingOf(row)
    },
    change: (source, news) => change(dataSource, source, news),
    takeCall: async (source, day, most) => {
      const taken: unknown[] = await dataSource.query(TAKE_CALL, [source, day, most])
      return taken.length > 0
    },
    callsOn: async (source, day) => {
      const [row]: { calls: number }[] = await dataSource.query(CALLS, [source, day])
      return row?.calls ?? 0
    },
  }
}

const UNKNOWN: CrawlStanding = {
  closedUntil: null,
  closedBecause: null,
  credential: 'unknown',
  tokenEndsAt: null,
  tokenSeenAt: null,
  toldDays: null,
  pausedAt: null,
  diesAfter: null,
}

const STANDING = `
SELECT standing.closed_until, standing.closed_because, standing.credential, standing.token_ends_at, standing.token_seen_at,
  standing.told_days, standing.paused_at, standing.dies_after
FROM crawl_standing standing WHERE standing.source = $1`

function standingOf(row: CrawlStandingRow): CrawlStanding {
  return {
    closedUntil: instantOrNull(row.closed_until),
    closedBecause: row.closed_because,
    credential: row.credential,
    tokenEndsAt: instantOrNull(row.token_ends_at),
    tokenSeenAt: instantOrNull(row.token_seen_at),
    toldDays: row.told_days,
    pausedAt: instantOrNull(row.paused_at),
    diesAfter: row.dies_after,
  }
}

const COLUMNS: Readonly<Record<keyof CrawlStanding, keyof CrawlStandingRow>> = {
  closedUntil: 'closed_until',
  closedBecause: 'closed_because',
  credential: 'credential',
  tokenEndsAt: 'token_ends_at',
  tokenSeenAt: 'token_seen_at',
  toldDays: 'told_days',
  pausedAt: 'paused_at',
  diesAfter: 'dies_after',
}

/** What is not among the news stays as it is. */
async function change(dataSource: DataSource, source: SourceId, news: Partial<CrawlStanding>): Promise<void> {
  const names = Object.keys(news) as (keyof CrawlStanding)[]
  if (names.length === 0) return
  const columns = names.map((name) => COLUMNS[name])
  const places = names.map((_, index) => `$${index + 2}`)
  await dataSource.query(
    `INSERT INTO crawl_standing (source, ${columns.join(', ')}) VALUES ($1, ${places.join(', ')})
     ON CONFLICT (source) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [source, ...names.map((name) => news[name])],
  )
}

const UNITS = `
SELECT unit.unit, unit.country, unit.from_day::text AS from_day, unit.to_day::text AS to_day, unit.state, unit.passed_at,
  unit.whole_at, unit.records, unit.recent, unit.doubts, unit.pages, unit.requests, unit.errors, unit.remarks
FROM crawl_unit unit WHERE unit.source = $1`

const COUNTS = `
SELECT said.unit, said.country, said.day::text AS day, said.ads FROM published_count said WHERE said.source = $1`

async function units(dataSource: DataSource, source: SourceId): Promise<ReadonlyMap<string, UnitRecord>> {
  const [rows, said]: [CrawlUnitRow[], PublishedCountRow[]] = await Promise.all([
    dataSource.query(UNITS, [source]),
    dataSource.query(COUNTS, [source]),
  ])
  const counts = grouped(said, ({ unit }) => unit)
  return new Map(rows.map((row) => [row.unit, unitOf(row, (counts.get(row.unit) ?? []).map(countOf))]))
}

function unitOf(row: CrawlUnitRow, counts: readonly PublishedCount[]): UnitRecord {
  const { from_day: from, to_day: to } = row
  return {
    country: row.country === null ? null : countryCode(row.country),
    days: from === null || to === null ? null : { from: calendarDate(from), to: calendarDate(to) },
    state: row.state,
    passedAt: asInstant(row.passed_at),
    wholeAt: instantOrNull(row.whole_at),
    records: row.records,
    recent: row.recent,
    doubts: row.doubts,
    pages: row.pages,
    requests: row.requests,
    errors: row.errors,
    remarks: row.remarks,
    counts,
  }
}

const REMEMBER = `
INSERT INTO crawl_unit (source, unit, country, from_day, to_day, state, passed_at, whole_at, records, recent, doubts, pages,
  requests, errors, remarks)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT (source, unit) DO UPDATE SET country = excluded.country, from_day = excluded.from_day,
  to_day = excluded.to_day, state = excluded.state, passed_at = excluded.passed_at, whole_at = excluded.whole_at,
  records = excluded.records, recent = excluded.recent, doubts = excluded.doubts, pages = excluded.pages,
  requests = excluded.requests, errors = excluded.errors, remarks = excluded.remarks`

function unitValues({ country, days, state, passedAt, wholeAt, records, ...rest }: UnitRecord): readonly unknown[] {
  const { recent, doubts, pages, requests, errors, remarks } = rest
  const told = [JSON.stringify(recent), doubts, pages, requests, JSON.stringify(errors), JSON.stringify(remarks)]
  return [country, days?.from ?? null, days?.to ?? null, state, passedAt, wholeAt, records, ...told]
}

/** Stands for a total of all days that a unit asks about. */
export const NO_DAY = '0001-01-01'

function countRows(counts: readonly PublishedCount[]): readonly unknown[] {
  return counts.map(({ country, day, ads }) => ({ country: country ?? '', day: day ?? NO_DAY, ads }))
}

function countOf({ country, day, ads }: PublishedCountRow): PublishedCount {
  return {
    country: country === '' ? null : countryCode(country),
    day: day === NO_DAY ? null : calendarDate(day),
    ads,
  }
}

/** A pass tells all that its platform counts: what it does not is no word of today. */
const COUNTED_NO_MORE = 'DELETE FROM published_count said WHERE said.source = $1 AND said.unit = $2'

const COUNTED = `
INSERT INTO published_count (source, unit, country, day, ads, said_at)
SELECT $1, $2, said.country, said.day, max(said.ads), $4
FROM jsonb_to_recordset($3::jsonb) AS said (country text, day date, ads integer)
GROUP BY said.country, said.day`

const TAKE_CALL = `
INSERT INTO crawl_calls AS calls (source, day, calls) SELECT $1, $2, 1 WHERE $3::integer IS NULL OR $3::integer > 0
ON CONFLICT (source, day) DO UPDATE SET calls = calls.calls + 1
WHERE $3::integer IS NULL OR calls.calls < $3::integer
RETURNING calls.calls`

const CALLS = 'SELECT calls.calls FROM crawl_calls calls WHERE calls.source = $1 AND calls.day = $2'
