import { performance } from 'node:perf_hooks'
import { adQuality, spansOf } from '../../src/domain/data-quality.ts'
import { dayOfNumber } from '../../src/domain/days.ts'
import { postgresQuality } from '../../src/store/postgres/quality/quality.ts'
import { openTestArchive } from '../support/archive.ts'
test('figures', async () => {
  const d = (n: number) => dayOfNumber(19000 + n) as never
  const problems = new Map([['snap', { newest: d(2000), gaps: spansOf(Array.from({length: 400}, (_, i) => d(3*i))), unsettledFrom: d(1993), partial: spansOf(Array.from({length: 100}, (_, i) => d(7*i))), held: [] }]])
  const ads = Array.from({ length: 1_000_000 }, (_, i) => ({ source: 'snap', startsOn: d(1300 + (i % 300)), endsOn: d(1310 + (i % 300)) }))
  let t = performance.now(); let n = 0
  for (const ad of ads) n += adQuality(ad, problems).length
  const untouched = performance.now() - t
  const touching = ads.map((ad, i) => ({ ...ad, startsOn: d(i % 300), endsOn: null }))
  t = performance.now()
  for (const ad of touching.slice(0, 100000)) n += adQuality(ad as never, problems).length
  console.log('1M untouched ms', untouched, '100k touching 21+21 spans ms', performance.now() - t, n)
  const opened = await openTestArchive()
  await opened.database.query(`INSERT INTO blob (sha256, bytes) VALUES ('x', 1)`)
  await opened.database.query(`
    SET statement_timeout = 0; INSERT INTO source_file (source, name, blob_sha256, member, format, format_version, observed_on, observed_by, cut_tokens, rows, loaded, changed, unchanged, quarantined, money, series, series_kind, series_of)
    SELECT CASE WHEN s < 100 THEN 'meta-report' ELSE 'snap' END, s || ' ' || day, 'x', '', 'f', 1, date '2018-01-01' + day, 'name', 0, 10, 10, 0, 0, 0, '{}', 'S' || s, 'standing', 'ads'
    FROM generate_series(1, 110) s, generate_series(0, 1000) day WHERE day % 97 <> 5`)
  await opened.database.query(`SET statement_timeout = 0; INSERT INTO file_place SELECT id, place, 5 FROM source_file, unnest(ARRAY['US','FR','DE']) place`)
  await opened.database.query('SET statement_timeout = 0; ANALYZE')
  console.log('loaded'); await opened.database.query('RESET statement_timeout'); const q = postgresQuality(opened.database, { plans: [], now: () => new Date() })
  const time = async (what: string, act: () => Promise<unknown>) => { const s = performance.now(); await act(); console.log(what, Math.round(performance.now() - s), 'ms') }
  await time('problems, 109k files, first', () => q.problems(null))
  await time('problems, again', () => q.problems(null))
  const everything = { source: null, country: null, from: null, to: null }
  await time('days', () => q.days(everything))
  const days = await q.days(everything)
  await time('cells of 30 days', () => q.cells(everything, days.slice(0, 30)))
  await time('cells of 60 days', () => q.cells(everything, days))
  await time('days all', () => q.days({ ...everything, from: '2018-01-01' as never }))
  await time('standings+countries+reconciliations', () => Promise.all([q.standings(), q.countries(), q.reconciliations()]))
  await opened.close()
}, 120_000)
