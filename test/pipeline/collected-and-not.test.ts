import { disclosureId, sourceId } from '../../src/domain/ids.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { snapCsv } from '../support/snap-csv.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const full = {
  id: '123456789012345',
  page_id: '9',
  page_name: 'Dam',
  bylines: 'Friends of the Old Dam',
  ad_creative_bodies: ['Vote'],
  ad_delivery_start_time: '2024-10-01',
  currency: 'USD',
  spend: { lower_bound: '100', upper_bound: '199' },
}
const held = async () => (await opened.archive.history(disclosureId(sourceId('meta'), full.id)))?.held.fields

test('a newer file that lacks a column takes nothing away from what an older one told', async () => {
  await opened.importText('meta', '2024-10-02.json', JSON.stringify([full]))
  const csv = `id,page_name,spend.lower_bound,spend.upper_bound,ad_delivery_start_time\n${full.id},Dam,200,299,2024-10-01\n`
  await opened.importText('meta', '2024-10-03.csv', csv)
  expect(await held()).toMatchObject({
    disclaimer: 'Friends of the Old Dam',
    spend: { lower: 20_000n, currency: 'XXX' },
  })
})

test('a newer file in which the field is blank does: the source now says nothing', async () => {
  await opened.importText('meta', '2024-10-02.json', JSON.stringify([full]))
  const { bylines: _, ...silent } = full
  await opened.importText('meta', '2024-10-03.json', JSON.stringify([silent]))
  expect(await held()).toMatchObject({ disclaimer: { absent: 'not_disclosed' } })
})

test('an older observation never replaces a newer one, but joins the history', async () => {
  await opened.importText('meta', '2024-10-05.json', JSON.stringify([full]))
  await opened.importText('meta', '2024-10-01.json', JSON.stringify([{ ...full, page_name: 'Old name' }]))
  expect(await held()).toMatchObject({ advertiserName: 'Dam' })
  const history = await opened.archive.history(disclosureId(sourceId('meta'), full.id))
  expect(history?.versions.map(({ fields }) => fields.advertiserName)).toEqual(['Dam', 'Old name'])
})

test('an ad that says again what it once said has three versions, not two', async () => {
  for (const [day, name] of [
    ['1', 'Dam'],
    ['2', 'Dyke'],
    ['3', 'Dam'],
  ] as const) {
    await opened.importText('meta', `2024-10-0${day}.json`, JSON.stringify([{ ...full, page_name: name }]))
  }
  const history = await opened.archive.history(disclosureId(sourceId('meta'), full.id))
  expect(history?.versions.map(({ fields }) => fields.advertiserName)).toEqual(['Dam', 'Dyke', 'Dam'])
})

test('a record that cannot be understood is put aside with its bytes, its place and the reason; the rest is loaded', async () => {
  const csv = snapCsv([{}, { ADID: 'nonsense', OrganizationName: 'Kept as it came' }])
  await opened.importText('snap', '2024-10-01_2024.csv', csv)
  const [record] = await opened.database.query('SELECT record_number, code, reason, raw FROM quarantined_record')
  expect(record).toMatchObject({ record_number: 3, code: 'record.malformed', reason: expect.stringContaining('adid') })
  expect(csv).toContain(record.raw.toString())
  expect(record.raw.toString()).toContain('Kept as it came')
})

test('the day of a file comes from its name, else the operator, else its latest record, else it is refused', async () => {
  const csv = snapCsv([
    { StartDate: '2024/09/01 00:00:00Z' },
    { ADID: 'f'.repeat(64), StartDate: '2024/10/02 00:00:00Z' },
  ])
  const days = async () =>
    opened.database.query('SELECT name, observed_on::text, observed_by FROM source_file ORDER BY id')
  await opened.importText('snap', '2024-10-09_2024.csv', csv)
  await opened.importText('snap', 'unnamed.csv', csv)
  expect(await days()).toEqual([
    { name: '2024-10-09_2024.csv', observed_on: '2024-10-09', observed_by: 'name' },
    { name: 'unnamed.csv', observed_on: '2024-10-02', observed_by: 'content' },
  ])
  const [outcome] = await opened.importText('snap', 'no-day.csv', snapCsv([]))
  expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'file.undated' } })
})
