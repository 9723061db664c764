import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createGunzip, gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse'
import { disclosureId } from '../../src/domain/ids.ts'
import { majorText } from '../../src/domain/money.ts'
import type { LoadReport } from '../../src/ports/disclosure-store.ts'
import { projectRoot } from '../../src/project-root.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { archiveDigest, rowVersions } from '../support/digest.ts'
import { readsAllPublished } from '../support/published-files.ts'

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

onPublishedFiles(
  'none of the 33,644 Snap ads is withdrawn by the three files of one day that shrank; they are held, and can be accepted',
  async () => {
    const withdrawnBy = () =>
      opened.database.query(
        `SELECT count(*)::int AS ads FROM absence
         JOIN source_file file ON file.id IN (absence.missing_file_id, absence.withdrawn_file_id)
         WHERE file.observed_on = '2024-09-11'`,
      )
    expect(await withdrawnBy()).toEqual([{ ads: 0 }])
    const held = (await opened.upkeep.holds()).filter(({ status }) => status === 'held')
    const told = held.map(({ fileName, listed, absent }) => [fileName, listed, absent])
    expect(told.sort()).toEqual([
      ['2024-09-11_2020.csv.gz', 3_376, 3_341],
      ['2024-09-11_2021.csv.gz', 4_507, 4_477],
      ['2024-09-11_2024.csv.gz', 6_121, 6_076],
    ])
    const [hold] = held.filter(({ series }) => series === '2021')
    await opened.upkeep.decideHold(hold?.id ?? 0, 'accepted')
    expect(await withdrawnBy()).toEqual([{ ads: 4_477 }])
    const [{ source, ad_id }] = await opened.database.query(
      `SELECT state.source, state.ad_id FROM disclosure_state state
       WHERE state.to_revision IS NULL AND state.missing_since = '2024-09-11' LIMIT 1`,
    )
    const history = await opened.archive.history(disclosureId(source, ad_id))
    expect(history?.events.map(({ kind }) => kind).sort()).toEqual(['held', 'hold_accepted', 'missing'])
    // Back in a file of a later day: restored, and the history says so.
    const [header, ...rows] = gunzipSync(readFileSync(join(data, 'snap/2021/2021-08-28_2021.csv.gz')))
      .toString()
      .split('\n')
    const row = rows.find((line) => line.startsWith(ad_id)) ?? ''
    await opened.importText('snap', '2024-09-20_2021.csv', `${header}\n${row}\n`)
    const later = await opened.archive.history(disclosureId(source, ad_id))
    expect(later?.held.listing).toEqual({ missingSince: null, withdrawnAt: null })
    expect(later?.events.map(({ kind }) => kind)).toContain('restored')
  },
  120_000,
)

const TWINS: ReadonlySet<string> = new Set([
  'us_frontgroups/all-front-group-ads-032123.all-front-group-ads-032123.csv.gz',
  'ch2019/2019-10-09_ads.csv.gz',
])

const RANGES = { lower: 'spend.lower_bound', upper: 'spend.upper_bound' }

/** Of two files of one shape, in CI the smaller one alone. */
const COLLECTED = [
  ['us_frontgroups/Citizens-Energizing-Michigans-Economy-111422.csv.gz', RANGES],
  ['us_frontgroups/all-front-group-ads-032123.all-front-group-ads-032123.csv.gz', RANGES],
  ['ch2019/2019-10-09_ads.csv.gz', { ...RANGES, currency: 'currency' }],
  ['ch2019/2019-10-10_ads.csv.gz', { ...RANGES, currency: 'currency' }],
  [
    'cz2023/2022-11-03_6f1739_merged_dataset.csv.gz',
    { currency: 'currency', lower: 'spend_lower', upper: 'spend_upper' },
  ],
] as const

onPublishedFiles.each(COLLECTED.filter(([name]) => readsAllPublished || !TWINS.has(name)))(
  'the collectors’ file %s is taken whole, to the last bound',
  async (name, columns) => {
    const path = join(data, 'meta_ads', name)
    const report = reportOf((await opened.importPath('meta', path))[0])
    const expected = await independently(path, columns)
    expect([report.rows, report.quarantined, moneyOf(report)]).toEqual([expected.rows, 0, expected.money])
  },
  120_000,
)

const inFull = isHere && readsAllPublished ? test : test.skip

inFull(
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

inFull(
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
