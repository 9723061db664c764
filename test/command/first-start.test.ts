import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type OpenArchive, openApp } from '../../src/app.ts'
import { collectSandbox } from '../../src/collect-sandbox.ts'
import { readConfig } from '../../src/config.ts'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { daysLater } from '../../src/domain/days.ts'
import { parseSearchTerms, type SearchTerms } from '../../src/domain/search-terms.ts'
import { pullFacts } from '../../src/pipeline/pull-facts.ts'
import { sources } from '../../src/sources/registry.ts'
import { againstTruth, allSponsors, wrongSums } from '../support/sandbox-truth.ts'

test('a first start that is cut off is gone on with by the next, and what is whole is not collected again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-first-'))
  const app = await openApp(readConfig({ DATA_DIR: join(folder, 'data') }), () => undefined)
  const archive = await app.openSandbox()
  if (archive === null) throw new Error('no database could be made')
  const said: string[] = []
  const start = (stop: AbortController, onProgress: () => void) =>
    collectSandbox({
      archive,
      inbox: join(folder, 'inbox'),
      stop: stop.signal,
      log: (line) => said.push(line),
      show: onProgress,
    })
  try {
    const stop = new AbortController()
    let steps = 0
    const cut = start(stop, () => (++steps === 20 ? stop.abort() : undefined))
    await expect(cut).rejects.toMatchObject({ code: 'import.stopped' })
    await start(new AbortController(), () => undefined)
    const statuses = await archive.archive.sourceStatuses()
    const pulled = sources.filter((source) => pullFacts(source) !== null).map(({ manifest }) => manifest.id)
    expect(statuses.map(({ source }) => source).sort()).toEqual([...pulled, 'meta-report'].sort())
    expect(statuses.filter(({ source, ads }) => ads === 0 && source !== 'meta-report')).toEqual([])
    expect(await payersBySource(archive)).toBeGreaterThan(5)
    await expectRightSponsors(archive)
    expect(statuses.flatMap(({ series }) => series).filter(({ files }) => files > 1).length).toBeGreaterThan(5)
    const runs = (await archive.runLog.runs('collect-snap', 10)).length
    await start(new AbortController(), () => undefined)
    expect((await archive.runLog.runs('collect-snap', 10)).length).toBe(runs)
    expect(said.filter((line) => /failed|suspect/.test(line))).toEqual([])
  } finally {
    await archive[Symbol.asyncDispose]()
    await app[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)

/** From how many sources the site shows ads about one made-up body, which each platform calls by another name. */
async function payersBySource({ archive }: OpenArchive): Promise<number> {
  const terms = parseSearchTerms('Regenschirmfreunde') as SearchTerms
  const { facets } = await archive.search({ terms, filters: {}, sort: 'newest' }, null, 1)
  return facets.source.length
}

/** A1 and A2 against the made-up election's own truth: nobody's names are mixed, few stay apart, no sum is refuted. */
async function expectRightSponsors({ archive, sponsors, importDeps }: OpenArchive): Promise<void> {
  const today = importDeps.today()
  const profiles = await allSponsors(sponsors)
  const { wrong, pairs, found } = againstTruth(profiles, today)
  expect(wrong).toEqual([])
  expect(found / pairs).toBeGreaterThan(0.9)
  for (const window of [
    { from: daysLater(today, -60), to: daysLater(today, -20) },
    { from: '2025-01-01', to: today },
  ]) {
    const days = { from: window.from as CalendarDate, to: window.to as CalendarDate }
    for (const place of ['US', 'US-GA', 'GB'])
      expect(await wrongSums(archive, profiles, { today, ...days, place })).toEqual([])
  }
}
