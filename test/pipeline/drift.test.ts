import { buffer } from 'node:stream/consumers'
import type { Sha256 } from '../../src/domain/ids.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { archiveDigest, rowVersions } from '../support/digest.ts'
import { bundleAd, bundleMembers, csvOf, type Members, member, zipOf } from '../support/google-bundle.ts'
import { snapAdId, snapCsv, snapRecord } from '../support/snap-csv.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

/** What a person is told of an import: by the report of the run, and by the quarantine. */
interface Told {
  readonly loaded: number
  readonly drift: readonly string[]
  readonly quarantined: readonly string[]
  readonly refused: readonly string[]
}

/** Drift must be told in the run and on the page of sources alike. */
async function bring(source: string, name: string, content: string | Buffer, archive = opened): Promise<Told> {
  const outcomes = await archive.importText(source, name, content)
  const taken = outcomes.flatMap((outcome) => ('report' in outcome ? [outcome] : []))
  const drift = taken.flatMap((outcome) => outcome.drift)
  const statuses = await archive.archive.sourceStatuses()
  expect(statuses.flatMap(({ lastFiles }) => lastFiles.flatMap((file) => file.drift)).sort()).toEqual([...drift].sort())
  const quarantined: string[] = []
  for await (const { reason } of archive.upkeep.quarantined(null, 10)) quarantined.push(reason)
  const refused = outcomes.flatMap((each) => ('problem' in each ? [`${each.name}: ${each.problem.message}`] : []))
  return { loaded: taken.reduce((sum, { report }) => sum + report.loaded, 0), drift, quarantined, refused }
}

const SNAP = '2024-10-01_2024.csv'
const BUNDLE = '2026-10-01_bundle.zip'
const snapTable = (row: Record<string, string>) => csvOf([row])
const bundle = async (changed: Members) => zipOf({ ...bundleMembers({ ads: 2, day: '2026-10-01' }), ...changed })
const withAds = (text: string | Buffer) => bundle({ [member('creative-stats')]: text })
const without = (row: Record<string, string>, column: string) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== column))

/** The value is still there, in the bytes that were kept. */
async function expectKept(value: string | Buffer, of: string | null = null): Promise<void> {
  const [blob]: { sha256: Sha256 }[] = await opened.database.query('SELECT sha256 FROM blob')
  if (blob === undefined) throw new Error('nothing was kept')
  const content = await buffer(await opened.rawArchive.open(blob.sha256, of))
  expect(content.includes(value)).toBe(true)
}

async function expectNothingWritten(act: () => Promise<Told>, words: RegExp): Promise<void> {
  const before = await rowVersions(opened.database)
  const told = await act()
  expect(told).toMatchObject({ loaded: 0, drift: [], quarantined: [] })
  expect(told.refused.join('\n')).toMatch(words)
  expect(await rowVersions(opened.database)).toEqual(before)
}

test('ordinary files tell of no drift', async () => {
  expect((await bring('snap', SNAP, snapCsv([{}]))).drift).toEqual([])
  const { drift, quarantined, refused } = await bring('google', BUNDLE, await bundle({}))
  expect({ drift, quarantined, refused }).toEqual({ drift: [], quarantined: [], refused: [] })
})

test('I-5 new column: it is named, its values are kept, the ad is loaded', async () => {
  const told = await bring('snap', SNAP, snapTable({ ...snapRecord(), PayerCountry: 'Utopia' }))
  expect(told).toMatchObject({ loaded: 1, drift: ['the column “PayerCountry” is new'] })
  await expectKept('Utopia')
})

test('I-5 removed column: one that Google has always written is named; without a key column nothing is written', async () => {
  const keyless = snapTable(without(snapRecord(), 'ADID'))
  await expectNothingWritten(() => bring('snap', SNAP, keyless), /2024-10-01_2024\.csv: .*it lacks adid/)
  const told = await bring('google', BUNDLE, await withAds(csvOf([without(bundleAd(1), 'Regions')])))
  expect(told.drift).toEqual(['the column “regions” is gone'])
  await expectKept('CR00000000000000000001', member('creative-stats'))
})

test('I-5 renamed column: the new name and the lost one are both told', async () => {
  const renamed = { ...without(bundleAd(1), 'Regions'), Region_List: 'US and them' }
  const told = await bring('google', BUNDLE, await withAds(csvOf([renamed])))
  expect(told.drift).toEqual(['the column “Region_List” is new', 'the column “regions” is gone'])
  await expectKept('US and them', member('creative-stats'))
})

test('I-5 reordered columns: the ad is the same, and the first that moved is named', async () => {
  const turned = Object.fromEntries(Object.entries(snapRecord()).reverse())
  const told = await bring('snap', SNAP, snapTable(turned))
  expect(told.drift).toEqual([
    'the columns stand in another order: “CreativeProperties” before “Targeting Carrier (ISP)”',
  ])
  const usual = await openTestArchive()
  await bring('snap', SNAP, snapTable(snapRecord()), usual)
  expect(await archiveDigest(usual.database)).toEqual(await archiveDigest(opened.database))
  await usual.close()
  await expectKept('Harbour Lane')
})

test('I-5 another type: the record is put aside by the name of its column', async () => {
  const told = await bring('snap', SNAP, snapCsv([{ Spend: '1.5k' }, { ADID: snapAdId(2) }]))
  expect(told).toMatchObject({ loaded: 1, quarantined: ['spend is not a whole number'] })
  await expectKept('1.5k')
})

test('I-5 nothing where something must be: the record is put aside by the name of its column', async () => {
  const told = await bring('snap', SNAP, snapCsv([{ ADID: '', PayingAdvertiserName: 'Nameless' }, {}]))
  expect(told).toMatchObject({ loaded: 1, quarantined: ['adid is not 64 hexadecimal digits'] })
  await expectKept('Nameless')
})

test('I-5 a value new to a list: the record is put aside with the value', async () => {
  const url = 'https://www.snap.com/political-ads/asset/abc?mediaType=hologram'
  const told = await bring('snap', SNAP, snapCsv([{ CreativeUrl: url }, { ADID: snapAdId(2) }]))
  expect(told).toMatchObject({ loaded: 1, quarantined: ['mediaType “hologram” is new to us'] })
  await expectKept(url)
})

test('I-5 a new currency: its columns are named and kept, as when Google added ILS, AUD, TWD, ARS and ZAR', async () => {
  const ad = bundleAd(1, 100, { Spend_Range_Min_XQQ: '41', Spend_Range_Max_XQQ: '4242' })
  const told = await bring('google', BUNDLE, await withAds(csvOf([ad])))
  expect(told.drift).toEqual(['the column “Spend_Range_Min_XQQ” is new', 'the column “Spend_Range_Max_XQQ” is new'])
  await expectKept('4242', member('creative-stats'))
})

test('I-5 nested to flat: the new fields are named and kept, and no spend is made up', async () => {
  const ad = { id: '123456789012341', page_id: '1', page_name: 'Page', ad_creative_bodies: ['Vote'], currency: 'USD' }
  const flat = { ...ad, ad_delivery_start_time: '2024-01-01', spend_lower_bound: '7', spend_upper_bound: '9999' }
  const told = await bring('meta', '2024-10-01.json', JSON.stringify({ data: [flat] }))
  const drift = ['the field “spend_lower_bound” is new', 'the field “spend_upper_bound” is new']
  expect(told).toMatchObject({ loaded: 1, drift })
  const [{ content }] = await opened.database.query('SELECT content FROM disclosure_content')
  expect(content.spend).not.toMatchObject({ upper: expect.anything() })
  await expectKept('9999')
})

test('I-5 no header: nothing is written, and the columns that lack are named', async () => {
  const rows = snapCsv([{}, { ADID: snapAdId(2) }]).split('\r\n')
  await expectNothingWritten(() => bring('snap', SNAP, rows.slice(1).join('\r\n')), /it lacks adid, creativeurl/)
})

test('I-5 a byte-order mark: it is told, and no column is lost to it', async () => {
  const told = await bring('snap', SNAP, `\ufeff${snapCsv([{}])}`)
  expect(told).toMatchObject({ loaded: 1, drift: ['a byte-order mark at its start is new'] })
  await expectKept(Buffer.from([0xef, 0xbb, 0xbf]))
})

test('I-5 CR LF: it is told where lines have ended otherwise, and no cell has a CR for it', async () => {
  const told = await bring('google', BUNDLE, await withAds(csvOf([bundleAd(1)], '\r\n')))
  expect(told.drift).toEqual(['lines that end in CR LF are new'])
  const usual = await openTestArchive()
  await bring('google', BUNDLE, await withAds(csvOf([bundleAd(1)])), usual)
  expect(await archiveDigest(usual.database)).toEqual(await archiveDigest(opened.database))
  await usual.close()
  await expectKept('\r\n', member('creative-stats'))
})

test('I-5 a column twice: it is named, and the ad is loaded by the first', async () => {
  const [header = '', row = ''] = snapCsv([{ Spend: '5' }]).split('\r\n')
  const told = await bring('snap', SNAP, `${header},Spend\n${row},777\n`)
  expect(told.drift).toEqual(['the column “Spend” stands there more than once: one of them is read'])
  const [{ lower }] = await opened.database.query('SELECT spend_lower_minor AS lower FROM disclosure_state')
  expect(lower).toBe('500')
  await expectKept('777')
})

test('I-5 another encoding: a cell of Latin-1 puts its record aside by name, UTF-16 is refused', async () => {
  const latin = Buffer.from(snapCsv([{ OrganizationName: 'Café' }, { ADID: snapAdId(2) }]), 'latin1')
  const told = await bring('snap', SNAP, latin)
  expect(told).toMatchObject({ loaded: 1, quarantined: [expect.stringContaining('“OrganizationName” is not UTF-8')] })
  await expectKept(Buffer.from('Café', 'latin1'))
  const wide = Buffer.from(`\ufeff${snapCsv([{}])}`, 'utf16le')
  const [outcome] = await opened.importText('snap', '2024-10-02_2024.csv', wide)
  expect(outcome).toMatchObject({ kind: 'refused', problem: { message: expect.stringContaining('UTF-16') } })
})

test('I-5 another file in the bundle: it is named and kept, and the others are loaded', async () => {
  const told = await bring('google', BUNDLE, await bundle({ [member('holograms')]: 'Hologram_ID,Shine\nH1,bright\n' }))
  expect(told.refused).toEqual([expect.stringContaining(`${BUNDLE}!${member('holograms')}: it is no file as known`)])
  expect(told.loaded).toBeGreaterThan(2)
  await expectKept('bright', member('holograms'))
})

test('I-5 a file that lacks: the bundle is refused whole, and the file is named', async () => {
  const { [member('creative-stats')]: _, ...rest } = bundleMembers({ ads: 2, day: '2026-10-01' })
  const zip = await zipOf(rest)
  const before = await rowVersions(opened.database)
  await expect(bring('google', BUNDLE, zip)).rejects.toThrow(`it lacks ${member('creative-stats')}`)
  expect(await rowVersions(opened.database)).toEqual(before)
})
