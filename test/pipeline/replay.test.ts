import { NOT_DISCLOSED } from '../../src/domain/disclosure.ts'
import { Problem } from '../../src/domain/errors.ts'
import { disclosureId, sourceId } from '../../src/domain/ids.ts'
import { replay } from '../../src/pipeline/replay.ts'
import type { AdFormat, Source, StatementFormat } from '../../src/ports/source.ts'
import { sources } from '../../src/sources/registry.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { archiveDigest, rowVersions } from '../support/digest.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

/** The sources as a later version of this program has them. */
function withFormat(id: string, change: (format: AdFormat) => AdFormat): readonly Source[] {
  return sources.map((source) => ({
    ...source,
    formats: source.formats.map((format) => (format.id === id && format.tells === 'ads' ? change(format) : format)),
  }))
}

async function replayed(source: string, later: readonly Source[] = sources, onlyQuarantined = false) {
  const deps = { ...opened.importDeps, upkeep: opened.upkeep, sources: later }
  const outcomes = []
  for await (const outcome of replay(deps, { source: sourceId(source), onlyQuarantined })) outcomes.push(outcome)
  return outcomes.map((outcome) => ('report' in outcome ? outcome.report : outcome.problem.code))
}

const idOf = (number: number) => disclosureId(sourceId('snap'), snapAdId(number))

test('reading kept files again as before changes nothing, and writes no row', async () => {
  await opened.importText('snap', '2024-10-14_2024.csv', snapCsv([{}, { ADID: 'broken' }]))
  await opened.importText('google', 'weekly-2024-10-20.csv', WEEKLY)
  const before = [await archiveDigest(opened.database), await rowVersions(opened.database)]
  expect(await replayed('snap')).toEqual([{ rows: 2, changed: 0, recovered: 0, quarantined: 1 }])
  expect(await replayed('google')).toEqual([{ rows: 1, changed: 0, recovered: 0, quarantined: 0 }])
  expect([await archiveDigest(opened.database), await rowVersions(opened.database)]).toEqual(before)
})

const WEEKLY =
  'Advertiser_ID,Advertiser_Name,Election_Cycle,Week_Start_Date,Spend_USD\nAR00000000000000000001,Page,,2024-10-13,8100\n'

test('a better normaliser changes what the archive holds; the change is ours, and the source has said nothing new', async () => {
  await opened.importText('snap', '2024-10-14_2024.csv', snapCsv([{ ADID: snapAdId(1) }, { ADID: snapAdId(2) }]))
  await opened.importText('snap', '2024-10-15_2024.csv', snapCsv([{ ADID: snapAdId(1) }, { ADID: snapAdId(2) }]))
  const better = withFormat('snap-csv', (format) => ({
    ...format,
    version: 2,
    normalise: (record) => {
      const disclosure = format.normalise(record)
      if (disclosure.adId !== snapAdId(1)) return disclosure
      return { ...disclosure, fields: { ...disclosure.fields, disclaimer: NOT_DISCLOSED } }
    },
  }))
  expect(await replayed('snap', better)).toEqual([
    { rows: 2, changed: 1, recovered: 0, quarantined: 0 },
    { rows: 2, changed: 1, recovered: 0, quarantined: 0 },
  ])
  const history = await opened.archive.history(idOf(1))
  expect(history?.held.fields.disclaimer).toEqual(NOT_DISCLOSED)
  expect(history?.versionCount).toBe(1)
  expect(history?.events.map(({ kind, fileName }) => [kind, fileName])).toEqual([
    ['reread', expect.any(String)],
    ['reread', expect.any(String)],
  ])
  expect(history?.versions[0]?.record.parser).toBe('snap-csv/2')
  expect((await opened.archive.history(idOf(2)))?.events).toEqual([])
  const [{ ours }] = await opened.database.query('SELECT count(*)::int AS ours FROM revision WHERE is_ours')
  expect(ours).toBe(2) // one for each file that was read again
  // What was understood before stays on record, and totals count the ad once.
  const [{ contents }] = await opened.database.query('SELECT count(*)::int AS contents FROM disclosure_content')
  expect(contents).toBe(3)
  const fresh = await openTestArchive()
  for (const day of ['2024-10-14', '2024-10-15']) {
    const content = snapCsv([{ ADID: snapAdId(1), PayingAdvertiserName: '' }, { ADID: snapAdId(2) }])
    await fresh.importText('snap', `${day}_2024.csv`, content)
  }
  const spend = 'SELECT place, currency, ads, lower_minor FROM ad_spend ORDER BY 1, 2'
  expect(await opened.database.query(spend)).toEqual(await fresh.database.query(spend))
  await fresh.close()
})

test('a record that could not be read is read after the fix: once, as ours, and the file is complete', async () => {
  await opened.importText('snap', '2024-10-13_2024.csv', snapCsv([{ ADID: snapAdId(1) }, { ADID: snapAdId(2) }]))
  const poisoned = snapCsv([{ ADID: snapAdId(1) }, { ADID: snapAdId(3), Spend: 'NaN' }])
  await opened.importText('snap', '2024-10-14_2024.csv', poisoned)
  const tolerant = withFormat('snap-csv', (format) => ({
    ...format,
    version: 2,
    normalise: (record) => format.normalise(record['Spend'] === 'NaN' ? { ...record, Spend: '7' } : record),
  }))
  expect(await replayed('snap', tolerant, true)).toEqual([{ rows: 2, changed: 0, recovered: 1, quarantined: 0 }])
  expect(await replayed('snap', tolerant, true)).toEqual([])
  expect((await opened.archive.history(idOf(3)))?.versions).toHaveLength(1)
  expect((await opened.archive.history(idOf(3)))?.events.map(({ kind }) => kind)).toEqual(['reread'])
  // Now that the file is complete, what it lacks counts.
  expect((await opened.archive.history(idOf(2)))?.held.listing.missingSince).toBe('2024-10-14T00:00:00Z')
  const [file] = await opened.database.query(
    `SELECT loaded, quarantined FROM source_file WHERE name LIKE '2024-10-14%'`,
  )
  expect(file).toEqual({ loaded: 1, quarantined: 0 })
})

test('a record that a new normaliser refuses keeps what was understood of it, and joins the quarantine', async () => {
  await opened.importText('snap', '2024-10-14_2024.csv', snapCsv([{ ADID: snapAdId(1) }]))
  const strict = withFormat('snap-csv', (format) => ({
    ...format,
    version: 2,
    normalise: () => {
      throw new Problem('record.schema_changed', 'refused')
    },
  }))
  expect(await replayed('snap', strict)).toEqual([{ rows: 1, changed: 0, recovered: 0, quarantined: 1 }])
  expect((await opened.archive.history(idOf(1)))?.versionCount).toBe(1)
})

test('statements are read again too: the newest reading counts, once', async () => {
  await opened.importText('google', 'weekly-2024-10-20.csv', WEEKLY)
  const halved = sources.map((source) => ({
    ...source,
    formats: source.formats.map((format) => (format.tells === 'statements' ? halving(format) : format)),
  }))
  expect(await replayed('google', halved)).toEqual([{ rows: 1, changed: 1, recovered: 0, quarantined: 0 }])
  const rows = await opened.database.query('SELECT lower_minor FROM spend_statement WHERE is_current')
  expect(rows).toEqual([{ lower_minor: '405000' }])
  expect(await replayed('google')).toMatchObject([{ changed: 1 }])
  const back = await opened.database.query('SELECT lower_minor FROM spend_statement WHERE is_current')
  expect(back).toEqual([{ lower_minor: '810000' }])
})

function halving(format: StatementFormat): StatementFormat {
  return {
    ...format,
    version: format.version + 1,
    normalise: (record, file) => {
      const told = format.normalise(record, file)
      const half = (amount: bigint) => amount / 2n
      return {
        ...told,
        statements: told.statements.map((each) => ({
          ...each,
          spend: { ...each.spend, lower: half(each.spend.lower), upper: half(each.spend.upper ?? 0n) },
        })),
      }
    },
  }
}

test('a file whose bytes are gone is named, and the others are read', async () => {
  await opened.importText('snap', '2024-10-14_2024.csv', snapCsv([{}]))
  const gone = { ...opened.importDeps.rawArchive, open: () => Promise.reject(new Problem('file.missing', 'gone')) }
  const deps = { ...opened.importDeps, rawArchive: gone, upkeep: opened.upkeep }
  const outcomes = []
  for await (const outcome of replay(deps, { source: null, onlyQuarantined: false })) outcomes.push(outcome)
  expect(outcomes).toMatchObject([{ problem: { code: 'file.missing' } }])
})
