import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SORTS, type Sort } from '../../src/domain/search.ts'
import { detectLanguage } from '../../src/language.ts'
import { projectRoot } from '../../src/project-root.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { proveReport } from '../support/prove-report.ts'
import { readsAllPublished } from '../support/published-files.ts'
import { proofSize } from '../support/seeded.ts'
import { compared, goldenQuery, overlapOfTen } from './asked-of-both.ts'
import { goldenAds } from './golden-ads.ts'
import { GOLDEN_QUERIES } from './golden-queries.ts'

/** Files as collectors published them. They are no part of the project. */
const data = join(projectRoot, '..', 'shared', 'data')
const isHere = existsSync(join(data, 'meta_ads'))
if (!isHere) process.stderr.write('Skipped: golden queries, for published files are not at hand (../shared/data).\n')
const elasticsearch = await testElasticsearch()
const suite = isHere && elasticsearch !== null ? describe : describe.skip

const REAL = [
  ['meta', 'meta_ads/us_frontgroups/all-front-group-ads-032123.all-front-group-ads-032123.csv.gz'],
  ['meta', 'meta_ads/ch2019/2019-10-09_ads.csv.gz'],
  ['meta', 'meta_ads/cz2023/2022-11-03_6f1739_merged_dataset.csv.gz'],
  ['snap', 'snap/2019/2020-02-15_2019.csv.gz'],
  ['snap', 'snap/2019/2026-07-22_2019.csv.gz'],
] as const
const SIZE = proofSize(readsAllPublished ? 20_000 : 8_000)
/** The largest of the files: without it the questions find less, and are answered alike no less. */
const LARGEST = REAL[0][1]
const PAGES = readsAllPublished ? 3 : 2
const LEAST_FINDING = readsAllPublished ? 150 : 100
const ORDERS = SORTS.filter((sort) => sort !== 'relevance')

suite('200 golden queries', () => {
  let opened: TestArchive
  let indexed: Indexed
  beforeAll(async () => {
    opened = await openTestArchive()
    opened = { ...opened, importDeps: Object.assign(opened.importDeps, { detectLanguage }) }
    for (const [source, path] of REAL.filter(([, path]) => readsAllPublished || path !== LARGEST))
      reportOf((await opened.importPath(source, join(data, path)))[0])
    await opened.importText('meta', '2024-10-20_golden.json', goldenAds())
    await multiply(opened, SIZE)
    indexed = indexedArchive(opened, elasticsearch?.url ?? '', { findMs: 30_000 })
    await indexed.catchUp()
  }, 3_600_000)
  afterAll(async () => {
    await indexed.close()
    await opened.close()
  })

  test('are answered alike: totals, sums, facets and every order but that by relevance', async () => {
    const both = { postgres: opened.archive, elasticsearch: indexed.archive }
    const differing: Record<string, readonly string[]> = {}
    const totals: (number | null)[] = []
    const overlaps: number[] = []
    for (const [number, line] of GOLDEN_QUERIES.entries()) {
      // Each in one order by days or amounts, the most usual ones most often.
      const sort: Sort = ORDERS[[0, 2, 0, 2, 1, 3, 4][number % 7] ?? 0] ?? 'newest'
      const asked = goldenQuery(line, sort)
      const { total, differences } = await compared(both, asked, { size: 40, pages: PAGES })
      if (differences.length > 0) differing[line] = differences
      totals.push(total)
      const overlap = asked.terms.include.length === 0 ? null : await overlapOfTen(both, asked)
      if (overlap !== null) overlaps.push(overlap)
    }
    const { total: ads } = await opened.archive.search(goldenQuery('', 'newest'), null, 1)
    const finding = totals.filter((total) => total !== null && total > 0).length
    proveReport({
      ads,
      queries: GOLDEN_QUERIES.length,
      finding,
      capped: totals.filter((total) => total === 10_000).length,
      tooSlow: totals.filter((total) => total === null).length,
      differing: Object.keys(differing).length,
      overlapMean: Math.round((100 * overlaps.reduce((sum, each) => sum + each, 0)) / overlaps.length) / 100,
      overlapMin: Math.min(...overlaps),
    })
    expect(differing).toEqual({})
    expect([GOLDEN_QUERIES.length, new Set(GOLDEN_QUERIES).size]).toEqual([200, 200])
    expect(ads).toBeGreaterThanOrEqual(SIZE)
    expect(finding).toBeGreaterThanOrEqual(LEAST_FINDING)
  }, 3_600_000)
})

type WriteAds = (
  folder: string,
  count: number,
) => Promise<readonly { readonly source: string; readonly path: string }[]>

/** Adds real rows over and over, each with a word or two of its own, until there are so many ads. */
async function multiply({ archive, importPath }: TestArchive, count: number): Promise<void> {
  const { total } = await archive.search(goldenQuery('', 'newest'), null, 1)
  if (count <= total) return
  const module: { readonly writeAds: WriteAds } = await import(
    pathToFileURL(join(projectRoot, 'test', 'bench', 'multiplied.mjs')).href
  )
  const folder = mkdtempSync(join(tmpdir(), 'paidfor-golden-'))
  try {
    for (const { source, path } of await module.writeAds(folder, count - total))
      reportOf((await importPath(source, path))[0])
    if (readdirSync(folder).length === 0) throw new Error('no ads were written')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
