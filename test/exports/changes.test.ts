import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Moment, momentText, parseAsOf } from '../../src/domain/moment.ts'
import { releasedSources } from '../../src/pipeline/redistribution.ts'
import { replay } from '../../src/pipeline/replay.ts'
import type { ReleaseChange } from '../../src/ports/releases.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadLaterElection } from '../support/later-election.ts'
import { seeded } from '../support/seeded.ts'
import { openSmallElection } from '../support/small-election.ts'
import { type SnapCells, snapAdId, snapCsv } from '../support/snap-csv.ts'
import { tolerantReader, tolerantSources } from '../support/tolerant.ts'
import { apply, hashOf, sorted, type Tables, tablesOf } from './support/applied.ts'
import { releaseDeps, releaseInto } from './support/released.ts'

let opened: TestArchive
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paidfor-changes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function newest(): Promise<Moment> {
  const moment = await opened.archive.newestMoment()
  if (moment === null) throw new Error('the archive is empty')
  return moment
}

async function changed(since: Moment, until: Moment, redistribute: string[] = []): Promise<ReleaseChange[]> {
  const { releaseArchive, redistribution } = releaseDeps(opened, folder, redistribute)
  const changes: ReleaseChange[] = []
  const sources = releasedSources(redistribution)
  for await (const change of releaseArchive.changes({ since, until }, sources)) changes.push(change)
  return changes
}

async function released(moment: Moment, redistribute: string[] = []): Promise<Tables> {
  const { manifest, folder: path } = await releaseInto(opened, folder, {
    asOf: parseAsOf(momentText(moment)),
    redistribute,
  })
  return tablesOf(manifest, path)
}

/** Moments that the archive came to show, one after another, while `act` loads into it. */
async function momentsOf(act: (archive: TestArchive) => Promise<void>): Promise<Moment[]> {
  const moments = [await newest()]
  await act({
    ...opened,
    importText: async (...file) => {
      const outcomes = await opened.importText(...file)
      moments.push(await newest())
      return outcomes
    },
  })
  return moments
}

/** A file of Snap with ads that come, change, are renamed, vanish twice and come back. */
const SNAP_DAYS: readonly (readonly [name: string, ads: readonly SnapCells[]])[] = [
  ['snap-2024-12-01_2024.csv', [1, 2, 3].map((n) => ad(n))],
  ['snap-2024-12-03_2024.csv', [1, 2].map((n) => ad(n, { Spend: '900' }))],
  ['snap-2024-12-05_2024.csv', [1, 2].map((n) => ad(n, { Spend: '900', OrganizationName: '=Renamed' }))],
  ['snap-2024-12-07_2024.csv', [1, 2, 3].map((n) => ad(n, { Spend: '901' }))],
  ['snap-2024-11-29_2024.csv', [1, 2, 3, 4].map((n) => ad(n))],
]

function ad(n: number, cells: SnapCells = {}): SnapCells {
  return { ADID: snapAdId(900 + n), OrganizationName: `Dam ${n}`, ...cells }
}

async function loadMore(archive: TestArchive): Promise<void> {
  for (const [name, ads] of SNAP_DAYS) await archive.importText('snap', name, snapCsv(ads))
  await loadLaterElection(archive)
}

/** A release for each of many imports takes its time on a machine that does other things too. */
const SLOW_MS = 240_000

describe('over many imports', () => {
  let moments: readonly Moment[]
  let first: Moment
  let last: Moment
  const made = new Map<Moment, Tables>()
  beforeAll(async () => {
    opened = await openSmallElection()
    moments = await momentsOf(loadMore)
    expect(moments.length).toBeGreaterThan(12)
    ;[first, last] = [moments[0], moments.at(-1)] as [Moment, Moment]
  }, SLOW_MS)
  afterAll(() => opened.close())

  /** Each moment is released once. */
  async function tablesAt(moment: Moment): Promise<Tables> {
    const tables = made.get(moment) ?? (await released(moment))
    made.set(moment, tables)
    return new Map(tables)
  }

  test(
    'changes, applied in any order to the first release, make the last one',
    async () => {
      const [begun, wanted] = [await tablesAt(first), await tablesAt(last)]
      expect(hashOf(begun)).not.toBe(hashOf(wanted))
      const changes = await changed(first, last)
      const kinds = new Set(changes.map(({ change }) => change))
      expect([...kinds].sort()).toEqual(expect.arrayContaining(['added', 'changed', 'withdrawn']))
      for (const table of ['ads', 'versions', 'statements', 'advertisers', 'files'] as const) {
        expect(changes.some((change) => change.table === table)).toBe(true)
      }
      const random = seeded()
      const shuffled = changes.map((change) => [random(), change] as const).sort(([a], [b]) => a - b)
      const atOnce = new Map(begun)
      apply(
        atOnce,
        shuffled.map(([, each]) => each),
      )
      expect(sorted(atOnce)).toEqual(sorted(wanted))
    },
    SLOW_MS,
  )

  test(
    'each import’s changes make just the release of its own moment, and say no more than what is different',
    async () => {
      const stepByStep = await tablesAt(first)
      for (const [index, since] of moments.slice(0, -1).entries()) {
        const until = moments[index + 1] as Moment
        const held = new Set([...(await tablesAt(since)).values()].map((row) => JSON.stringify(row)))
        const changes = await changed(since, until)
        const same = changes.filter(({ change, row }) => change !== 'removed' && held.has(JSON.stringify(row)))
        expect(same).toEqual([])
        apply(stepByStep, changes)
        expect(sorted(stepByStep)).toEqual(sorted(await tablesAt(until)))
      }
    },
    SLOW_MS,
  )

  test('of a source that is withheld nothing is told, and of its platform only what others tell', async () => {
    const withheld = await changed(first, last)
    expect(withheld.filter(({ table, row }) => table !== 'files' && row.includes('meta'))).toEqual([])
    const all = await changed(first, last, ['meta'])
    expect(all.some(({ table, row }) => table === 'ads' && row[1] === 'meta')).toBe(true)
    const begun = await released(first, ['meta'])
    apply(begun, all)
    expect(hashOf(begun)).toBe(hashOf(await released(last, ['meta'])))
  })
})

describe('of an archive of one’s own', () => {
  beforeEach(async () => {
    opened = await openTestArchive()
  })
  afterEach(() => opened.close())

  test('an ad that is withdrawn, and one that is back, are told as such', async () => {
    const told: (string | undefined)[] = []
    for (const [name, ads] of SNAP_DAYS) {
      const since = await opened.archive.newestMoment()
      await opened.importText('snap', name, snapCsv(ads))
      if (since === null) continue
      const changes = await changed(since, await newest())
      const ofAd = changes.filter(({ table, row }) => table === 'ads' && row[0] === `snap/${snapAdId(903)}`)
      told.push(ofAd[0]?.change)
    }
    // Missing, withdrawn, back again, and first seen earlier than was known.
    expect(told).toEqual(['changed', 'withdrawn', 'restored', 'changed'])
  })

  test('a file that comes late and brings no news moves only when an ad was first seen', async () => {
    await opened.importText('snap', 'snap-2024-12-03_2024.csv', snapCsv([ad(1), ad(2)]))
    const since = await newest()
    await opened.importText('snap', 'snap-2024-11-20_2024.csv', snapCsv([ad(2)]))
    const changes = await changed(since, await newest())
    expect(changes.map(({ table, change }) => [table, change])).toEqual([
      ['files', 'added'],
      ['ads', 'changed'],
    ])
    expect(changes[1]?.row).toContain('2024-11-20T00:00:00Z')
  })

  test('what is read otherwise afterwards is told, with what it moves', async () => {
    const broken = snapCsv([ad(1), ad(2), ad(3)]).replace(',100,20000,', ',NaN,20000,')
    await opened.importText('snap', 'snap-2024-12-01_2024.csv', broken)
    await opened.importText('snap', 'snap-2024-12-02_2024.csv', snapCsv([ad(1), ad(2), ad(3)]))
    const since = await newest()
    const begun = await released(since)
    const deps = { ...opened.importDeps, sources: tolerantSources(opened.importDeps.sources), reader: tolerantReader }
    const outcomes = []
    for await (const outcome of replay({ ...deps, upkeep: opened.upkeep }, { source: null, onlyQuarantined: true })) {
      outcomes.push(outcome)
    }
    expect(outcomes).toHaveLength(1)
    const until = await newest()
    expect(until.revision).toBeGreaterThan(since.revision)
    const changes = await changed(since, until)
    apply(begun, changes)
    expect(sorted(begun)).toEqual(sorted(await released(until)))
  })
})
