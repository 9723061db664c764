import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { platformId } from '../../src/domain/ids.ts'
import { currency, majorText } from '../../src/domain/money.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import { projectRoot } from '../../src/project-root.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { readsAllPublished } from '../support/published-files.ts'

/** Reports as Google and Meta published them, through the whole line. They are no part of the project. */
const data = join(projectRoot, '..', 'shared', 'data')
const isHere = existsSync(join(data, 'meta_report'))
if (!isHere) process.stderr.write('Skipped: published reports are not at hand (../shared/data).\n')
const onPublishedFiles = isHere ? test : test.skip

const USD = currency('USD')
let opened: TestArchive
beforeAll(async () => {
  opened = await openTestArchive()
})
afterAll(() => opened.close())

onPublishedFiles(
  'Google’s advertisers of 2025: 20,832 of them, and USD 2,128,902,500 on the report, in the archive and in the ranking',
  async () => {
    const path = join(data, 'google', '2025-04', 'google-political-ads-advertiser-stats.csv.gz')
    const [outcome] = await opened.importPath('google', path, '2025-04-15' as never)
    const report = reportOf(outcome)
    expect([report.rows, report.quarantined]).toEqual([20_832, 0])
    const money = report.money.get(USD)
    expect([majorText(money?.lower ?? 0n, USD), money?.lower === money?.upper]).toEqual(['2128902500', true])
    const query = {
      by: 'advertiser' as const,
      place: null,
      platform: platformId('google'),
      currency: USD,
      from: null,
      to: null,
    }
    const { total, rows } = await opened.archive.spending(query, null, 1)
    // Each figure is rounded to 100 dollars: the bounds are a step around it.
    expect(total.lower < 212_890_250_000n && (total.upper ?? 0n) > 212_890_250_000n).toBe(true)
    expect(rows[0]?.lower).toBeGreaterThan(0n)
    const [held] = await opened.database.query(
      `SELECT count(DISTINCT advertiser_id)::int AS advertisers FROM spend_statement WHERE source = 'google'`,
    )
    expect(held.advertisers).toBe(20_832)
  },
  120_000,
)

const inFull = isHere && readsAllPublished ? test : test.skip
if (isHere && !readsAllPublished)
  process.stderr.write('Left to npm test: loading Meta’s month of the world, and its day of the US.\n')

inFull(
  'Meta’s month of the world: 205 countries, 201 with rows, 104,634 rows; nobody in particular is never an entity',
  async () => {
    const outcomes = await opened.importPath('meta-report', join(data, 'meta_report', '2024-07_world_month.zip'))
    const reports = outcomes.map(reportOf)
    expect(reports).toHaveLength(205)
    expect(reports.filter(({ rows }) => rows > 0)).toHaveLength(201)
    expect(reports.reduce((sum, { rows }) => sum + rows, 0)).toBe(104_634)
    expect(reports.reduce((sum, { quarantined }) => sum + quarantined, 0)).toBe(0)
    const [count] = await opened.database.query(
      `SELECT count(*) FILTER (WHERE subject = 'nobody')::int AS nobody,
         (SELECT count(*)::int FROM advertiser WHERE key = '0' OR account_id = '0') AS zero,
         count(DISTINCT advertiser_id) FILTER (WHERE disclaimer = 'an advertiser in Ukraine')::int AS pages
       FROM spend_statement WHERE source = 'meta-report'`,
    )
    expect([count.nobody, count.zero]).toEqual([868, 0])
    expect(count.pages).toBeGreaterThan(100)
  },
  300_000,
)

inFull('a day of the US counts every row, and its ranking adds up to the report', async () => {
  const path = join(data, 'meta_report', 'FacebookAdLibraryReport_2023-06-01_US_yesterday.zip')
  const outcomes = await opened.importPath('meta-report', path)
  const advertisers = outcomes.find(({ name }) => name.endsWith('_advertisers.csv'))
  const money = reportOf(advertisers).money.get(USD)
  const day = { from: '2023-06-01', to: '2023-06-01' } as never as { from: null; to: null }
  const query = {
    by: 'advertiser' as const,
    place: 'US' as CountryCode,
    platform: platformId('meta'),
    currency: USD,
    ...day,
  }
  const { total, unnamed } = await opened.archive.spending(query, null, 1)
  expect(total.lower + (unnamed?.lower ?? 0n)).toBe(money?.lower)
  expect((total.upper ?? 0n) + (unnamed?.upper ?? 0n)).toBe(money?.upper)
})
