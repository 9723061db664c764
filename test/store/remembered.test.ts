import type { SpendingQuery } from '../../src/domain/spending.ts'
import { remembered } from '../../src/store/postgres/remembered.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { attribute } from '../support/attribute.ts'
import { aFile, aStatement, statementRecords, USD } from '../support/loads.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const everywhere: SpendingQuery = { by: 'sponsor', place: null, platform: null, currency: USD, from: null, to: null }

function load(name: string, lower: bigint) {
  const told = aStatement({
    id: name,
    from: '2024-10-01',
    to: '2024-10-07',
    country: 'US',
    disclaimer: 'P',
    lower,
    upper: lower,
  })
  return opened.importDeps.statementStore.load(aFile('meta-report', `${name}.csv`), statementRecords([told]))
}

test('a ranking is answered once a revision: what a load brings, and whose it is found to be, is in the next answer', async () => {
  await load('1', 500n)
  const first = await opened.archive.spending(everywhere, null, 50)
  expect(await opened.archive.spending({ ...everywhere }, null, 50)).toBe(first)
  expect(await opened.archive.spending(everywhere, null, 49)).not.toBe(first)
  await load('2', 700n)
  const second = await opened.archive.spending(everywhere, null, 50)
  expect([first.total.lower, second.total.lower]).toEqual([500n, 1_200n])
  await attribute(opened.database, new Map([['1 P', 'sp-aaaaaaaaaaaaaaaa']]))
  const third = await opened.archive.spending(everywhere, null, 50)
  expect([second.total.sponsors, third.total.sponsors]).toEqual([0, 1])
})

test('files of a ranking, and what it was at a moment of before, are asked anew', async () => {
  await load('1', 500n)
  expect(await opened.archive.spending(everywhere, null, 1_000)).not.toBe(
    await opened.archive.spending(everywhere, null, 1_000),
  )
  const moment = await opened.archive.newestMoment()
  if (moment === null) throw new Error('nothing is held')
  await load('2', 700n)
  await opened.archive.spending(everywhere, null, 50)
  const before = await opened.archive.asOf(moment).spending(everywhere, null, 50)
  expect(before.total.lower).toBe(500n)
})

test('what fails is asked again, and the oldest answers of many are forgotten', async () => {
  const remember = remembered(opened.database, 2)
  let asked = 0
  const answer = async () => ++asked
  await expect(remember(['a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await remember(['a'], answer)).toBe(1)
  expect(await remember(['a'], answer)).toBe(1)
  await remember(['b'], answer)
  await remember(['c'], answer)
  expect(await remember(['c'], answer)).toBe(3)
  expect(await remember(['a'], answer)).toBe(4)
})
