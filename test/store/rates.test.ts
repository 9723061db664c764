import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { importRates } from '../../src/pipeline/import-rates.ts'
import { ecbRates } from '../../src/rates/ecb/read-rates.ts'
import { postgresRatesStore } from '../../src/store/postgres/rates/store.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

async function load(name: string, text: string) {
  const path = join(opened.folder, name)
  await writeFile(path, text)
  const store = postgresRatesStore(opened.database)
  const [loaded] = await importRates({ rawArchive: opened.rawArchive, store, readers: [ecbRates] }, path)
  return { store, report: loaded?.report }
}

const on = async (day: string | null, archive = opened.archive) =>
  (await archive.ratesOn(day as CalendarDate | null)).map((rate) => [rate.currency, rate.day, rate.perEuro])

test('a file of rates is kept under its hash, and the rate of a day is the newest on or before it', async () => {
  const { store, report } = await load('hist.csv', 'Date,USD,JPY,\n2024-11-05,1.0897,N/A,\n2024-11-01,1.0900,165.9,\n')
  expect(report).toEqual({
    rates: 3,
    firstDay: '2024-11-01',
    lastDay: '2024-11-05',
    added: 3,
    changed: 0,
    wasKnown: false,
  })
  expect(await on(null)).toEqual([
    ['JPY', '2024-11-01', '165.9'],
    ['USD', '2024-11-05', '1.0897'],
  ])
  expect(await on('2024-11-04')).toEqual([
    ['JPY', '2024-11-01', '165.9'],
    ['USD', '2024-11-01', '1.0900'],
  ])
  expect(await on('2024-10-31')).toEqual([])
  const [file] = await store.files()
  expect(file).toMatchObject({ name: 'hist.csv', rates: 3, lastDay: '2024-11-05' })
  expect(await opened.rawArchive.check(file?.blob ?? ('' as never))).toBe('sound')
})

test('a rate that is told otherwise later holds from then on; as of before, the old one does', async () => {
  await load('first.csv', 'Date,USD,\n2024-11-05,1.0897,\n')
  const moment = await opened.archive.newestMoment()
  if (moment === null) throw new Error('there is no moment')
  const { report } = await load('second.csv', 'Date,USD,\n2024-11-06,1.0730,\n2024-11-05,1.0898,\n')
  expect(report).toMatchObject({ added: 1, changed: 1 })
  expect(await on('2024-11-05')).toEqual([['USD', '2024-11-05', '1.0898']])
  expect(await on(null, opened.archive.asOf(moment))).toEqual([['USD', '2024-11-05', '1.0897']])
  expect((await load('second again.csv', 'Date,USD,\n2024-11-06,1.0730,\n2024-11-05,1.0898,\n')).report).toMatchObject({
    ...{ wasKnown: true, added: 0 },
  })
})

test('a file that is none of rates is refused, and nothing of it stays', async () => {
  await expect(load('ads.csv', 'id,name\n1,2\n')).rejects.toMatchObject({ code: 'file.unknown_format' })
  await expect(load('bad.csv', 'Date,USD,\n2024-11-05,much,\n')).rejects.toMatchObject({ code: 'record.malformed' })
  expect(await on(null)).toEqual([])
  expect(await opened.archive.newestMoment()).toBeNull()
})
