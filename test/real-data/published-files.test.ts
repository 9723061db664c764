import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { majorText } from '../../src/domain/money.ts'
import type { LoadReport } from '../../src/ports/disclosure-store.ts'
import { projectRoot } from '../../src/project-root.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { archiveDigest, rowVersions } from '../support/digest.ts'

/** Files as platforms and collectors published them. They are no part of the project. */
const data = join(projectRoot, '..', 'shared', 'data')
const isHere = existsSync(join(data, 'snap'))
if (!isHere) process.stderr.write('Skipped: published files are not at hand (../shared/data).\n')
const onPublishedFiles = isHere ? test : test.skip

const filesUnder = (folder: string) =>
  (isHere ? readdirSync(join(data, folder), { recursive: true, encoding: 'utf8' }) : [])
    .filter((name) => /\.(csv|json)(\.gz)?$/.test(name))
    .map((name) => join(data, folder, name))
    .sort()

/** Sums by another way: another CSV parser, plain addition, whole units. Null: an open top. */
async function independently(path: string, columns: { currency?: string; lower: string; upper: string }) {
  const bytes = createReadStream(path)
  const sums = new Map<string, { lower: bigint; upper: bigint | null }>()
  let rows = 0
  const plain = path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  for await (const row of plain.pipe(parse({ columns: true, bom: true }))) {
    rows++
    const code = columns.currency === undefined ? 'XXX' : row[columns.currency]
    const sum = sums.get(code) ?? { lower: 0n, upper: 0n }
    const upper = row[columns.upper]
    sums.set(code, {
      lower: sum.lower + BigInt(row[columns.lower]),
      upper: sum.upper === null || upper === '' ? null : sum.upper + BigInt(upper),
    })
  }
  return { rows, money: Object.fromEntries([...sums].sort()) }
}

const moneyOf = (report: LoadReport) =>
  Object.fromEntries(
    [...report.money]
      .sort()
      .map(([code, { lower, upper }]) => [
        code,
        { lower: BigInt(majorText(lower, code)), upper: upper === null ? null : BigInt(majorText(upper, code)) },
      ]),
  )

let opened: TestArchive
beforeAll(async () => {
  opened = await openTestArchive()
})
afterAll(() => opened.close())

onPublishedFiles(
  'every file of Snap is taken whole, to the last unit of money',
  async () => {
    let rows = 0
    for (const path of filesUnder('snap')) {
      const report = reportOf((await opened.importPath('snap', path))[0])
      const expected = await independently(path, { currency: 'Currency Code', lower: 'Spend', upper: 'Spend' })
      expect([basename(path), report.rows, moneyOf(report)]).toEqual([basename(path), expected.rows, expected.money])
      expect(report.loaded + report.changed + report.unchanged + report.quarantined).toBe(report.rows)
      expect(report.quarantined).toBe(0)
      rows += report.rows
    }
    const [held] = await opened.database.query(
      `SELECT count(*)::int AS ads, (sum(spend_lower_minor) FILTER (WHERE currency = 'USD') / 100)::int AS usd
       FROM disclosure_state WHERE to_revision IS NULL`,
    )
    expect([rows, held.ads, held.usd]).toEqual([68_919, 33_644, 27_739_470])
  },
  300_000,
)

const RANGES = { lower: 'spend.lower_bound', upper: 'spend.upper_bound' }

onPublishedFiles.each([
  ['us_frontgroups/Citizens-Energizing-Michigans-Economy-111422.csv.gz', RANGES],
  ['us_frontgroups/all-front-group-ads-032123.all-front-group-ads-032123.csv.gz', RANGES],
  ['ch2019/2019-10-09_ads.csv.gz', { ...RANGES, currency: 'currency' }],
  ['ch2019/2019-10-10_ads.csv.gz', { ...RANGES, currency: 'currency' }],
  [
    'cz2023/2022-11-03_6f1739_merged_dataset.csv.gz',
    { currency: 'currency', lower: 'spend_lower', upper: 'spend_upper' },
  ],
])(
  'the collectors’ file %s is taken whole, to the last bound',
  async (name, columns) => {
    const path = join(data, 'meta_ads', name)
    const report = reportOf((await opened.importPath('meta', path))[0])
    const expected = await independently(path, columns)
    expect([report.rows, report.quarantined, moneyOf(report)]).toEqual([expected.rows, 0, expected.money])
  },
  120_000,
)

onPublishedFiles(
  'every other file beside them is read, skipped or refused in words, without a crash',
  async () => {
    for (const path of filesUnder('meta_ads')) {
      for (const outcome of await opened.importPath('meta', path)) {
        if ('problem' in outcome) expect(outcome.problem.code).toMatch(/^file\.(unknown_format|undated)$/)
      }
    }
  },
  120_000,
)

onPublishedFiles(
  'seven daily files make the same archive forwards, again and backwards; again writes no row',
  async () => {
    const days = filesUnder('snap/2026_daily')
    expect(days).toHaveLength(7)
    const [forwards, backwards] = [await openTestArchive(), await openTestArchive()]
    for (const path of days) await forwards.importPath('snap', path)
    const before = await rowVersions(forwards.database)
    for (const path of days)
      expect(reportOf((await forwards.importPath('snap', path))[0])).toMatchObject({ loaded: 0, changed: 0 })
    expect(await rowVersions(forwards.database)).toEqual(before)
    for (const path of days.reverse()) await backwards.importPath('snap', path)
    expect(await archiveDigest(backwards.database)).toEqual(await archiveDigest(forwards.database))
    await forwards.close()
    await backwards.close()
  },
  300_000,
)
