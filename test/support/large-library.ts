import type { DataSource } from 'typeorm'

/**
 * An archive of many ads as loads would leave it, as far as comparing reads it: pages of ten countries, each with twenty ads
 * over a year of weeks; a pass a week and country, their totals by unit and by day, and a report for each week. Of one page in
 * a hundred, a report states an ad more than there is. Written by the database itself: importing it would take longer.
 */
export async function fillLargeLibrary(database: DataSource, ads: number): Promise<void> {
  const runner = database.createQueryRunner()
  await runner.connect()
  try {
    await runner.query("SET statement_timeout = 0; SELECT set_config('paidfor.revision', '1', false)")
    for (const statement of STATEMENTS) await runner.query(statement.replaceAll(':ads', String(ads)))
    await runner.query('ANALYZE')
    await runner.query('RESET statement_timeout')
  } finally {
    await runner.release()
  }
}

const FIRST = "date '2025-01-06'"
const WEEK_OF = (ad: string) => `((${ad}::bigint * 7919 / 20) % 52)::int`
const COUNTRY_OF = (page: string) =>
  `(ARRAY['AT', 'AU', 'BR', 'CA', 'DE', 'FR', 'GB', 'IN', 'MX', 'US'])[1 + ${page} % 10]`

const STATEMENTS = [
  `CREATE TEMP TABLE made AS
   SELECT ad, ad / 20 + 1 AS page, ${COUNTRY_OF('(ad / 20 + 1)')} AS country, ${WEEK_OF('ad')} AS week,
     ${FIRST} + ${WEEK_OF('ad')} * 7 + ad % 4 AS starts_on, ${FIRST} + ${WEEK_OF('ad')} * 7 + 6 AS ends_on
   FROM generate_series(0, :ads - 1) ad`,
  `INSERT INTO advertiser (id, platform, key, account_id) OVERRIDING SYSTEM VALUE
   SELECT page, 'meta', page::text, page::text FROM generate_series(1, :ads / 20 + 1) page`,
  `INSERT INTO advertiser_name (advertiser_id, kind, text_hash, text, first_seen_at, last_seen_at)
   SELECT page, 'name', md5('Page ' || page)::uuid, 'Page ' || page, now(), now() FROM generate_series(1, :ads / 20 + 1) page`,
  `INSERT INTO disclosure (id, source, ad_id) OVERRIDING SYSTEM VALUE SELECT ad + 1, 'meta', ad::text FROM made`,
  `INSERT INTO disclosure_state (disclosure_id, from_revision, source, ad_id, content, countries, regions, formats, currency,
     spend_lower_minor, spend_upper_minor, starts_on, ends_on, search, advertiser_id)
   SELECT ad + 1, 1, 'meta', ad::text, jsonb_build_object('texts', repeat('Vote for the dam. ', 60)), ARRAY[country], '{}', '{}',
     'USD', 10000, 19900, starts_on, ends_on, '', page FROM made`,
  `INSERT INTO blob (sha256, bytes) VALUES ('made', 1)`,
  `INSERT INTO source_file (id, source, name, blob_sha256, member, format, format_version, observed_on, observed_by, cut_tokens,
     rows, loaded, changed, unchanged, quarantined, money, folder, drift) OVERRIDING SYSTEM VALUE
   SELECT row_number() OVER (ORDER BY country, week), 'meta', 'meta~' || country || '.' || ${FIRST} + week * 7 || '.'
     || ${FIRST} + week * 7 + 6 || '~2026-06-01T051200Z~whole.jsonl', 'made', '', 'made', 1, '2026-06-01', 'file_name', 0,
     count(*), count(*), 0, 0, 0, '{}', '', '[]'
   FROM made GROUP BY country, week`,
  `INSERT INTO observation (file_id, record_number, disclosure_id, observed_at, fingerprint)
   SELECT dense_rank() OVER (ORDER BY country, week), row_number() OVER (PARTITION BY country, week), ad + 1, '2026-06-01', ''
   FROM made`,
  `INSERT INTO crawl_unit (source, unit, country, from_day, to_day, state, passed_at, records, pages, requests)
   SELECT 'meta', country || '.' || ${FIRST} + week * 7 || '.' || ${FIRST} + week * 7 + 6, country, ${FIRST} + week * 7,
     ${FIRST} + week * 7 + 6, 'whole', '2026-06-01T05:12:00Z', count(*), 1, 1
   FROM made GROUP BY country, week`,
  `INSERT INTO published_count (source, unit, country, day, ads, said_at)
   SELECT 'meta', unit.unit, '', '0001-01-01', unit.records, now() FROM crawl_unit unit
   UNION ALL
   SELECT 'meta', 'days', country, starts_on, count(*), now() FROM made GROUP BY country, starts_on`,
  `INSERT INTO facet_total (facet, value_hash, value, ads) VALUES ('source', md5('meta')::uuid, 'meta', :ads)`,
  `INSERT INTO ad_spend (advertiser_id, place, currency, is_whole, starts_on, ends_on, ads, lower_minor, upper_minor, open_tops)
   SELECT page, cell.place, 'USD', true, starts_on, ends_on, count(*), sum(10000), sum(19900), 0
   FROM made CROSS JOIN LATERAL (SELECT '' UNION ALL SELECT country) AS cell (place) GROUP BY 1, 2, 5, 6`,
  `INSERT INTO ad_spend_ever (advertiser_id, place, currency, is_whole, last_day, ads, lower_minor, upper_minor, open_tops)
   SELECT spend.advertiser_id, spend.place, CASE WHEN spend.advertiser_id % 500 = 0 THEN 'EUR' ELSE 'USD' END, true,
     max(ends_on), sum(ads), sum(lower_minor), sum(upper_minor), 0 FROM ad_spend spend GROUP BY 1, 2`,
  `INSERT INTO spend_statement (source, statement_key, fingerprint, scope_key, subject, advertiser_id, tells_disclaimer, from_day,
     to_day, place, currency, lower_minor, upper_minor, floor_minor, ceiling_minor, ads, is_partial, is_repeat, is_current)
   SELECT 'meta-report', md5(said.key)::uuid, md5(said.key)::uuid, md5(said.key)::uuid, 'advertiser', said.page, false,
     ${FIRST} + said.week * 7, ${FIRST} + said.week * 7 + 6, said.country, 'USD', 15000 * said.ads, 15000 * said.ads,
     15000 * said.ads, 15000 * said.ads, said.ads + CASE WHEN said.page % 100 = 0 THEN 1 ELSE 0 END, false, false, true
   FROM (SELECT page, week, country, count(*) AS ads, page || ' ' || week AS key FROM made GROUP BY page, week, country) said`,
  `INSERT INTO statement_period (source, place, currency, from_day, to_day, is_partial, statements)
   SELECT held.source, held.place, held.currency, held.from_day, held.to_day, false, count(*) FROM spend_statement held
   GROUP BY 1, 2, 3, 4, 5`,
  'DROP TABLE made',
]
