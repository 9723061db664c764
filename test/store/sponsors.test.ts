import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadPaidAds, type SponsorBench, sponsorBench } from '../support/sponsors.ts'

let opened: TestArchive
let bench: SponsorBench
beforeEach(async () => {
  opened = await openTestArchive()
  bench = sponsorBench(opened)
})
afterEach(() => opened.close())

const PAGE = { id: '1', account: '77', name: 'Ann Brackwater for Congress', payer: 'Brackwater for Congress' }
const ADVERTISER = { id: 'CR1', account: 'AR77', name: 'BRACKWATER FOR CONGRESS' }
const OTHER = { id: '2', account: '88', name: 'Friends of the Old Dam', payer: 'Friends of the Old Dam Inc.' }

test('mentions of two platforms that say one name become one sponsor, with an id that stays', async () => {
  await loadPaidAds(opened, 'meta', 'a', [PAGE, OTHER])
  await loadPaidAds(opened, 'google', 'b', [ADVERTISER])
  expect(await bench.resolve()).toMatchObject({ mentions: 3, sponsors: 2, merged: 0, split: 0 })
  const id = await bench.of('meta', '1')
  expect(await bench.of('google', 'CR1')).toBe(id)
  expect(await bench.of('meta', '2')).not.toBe(id)
  expect(id).toMatch(/^sp-[a-z0-9]{16}$/)
})

test('a second run over the same mentions changes nothing and makes no revision', async () => {
  await loadPaidAds(opened, 'meta', 'a', [PAGE, OTHER])
  await bench.resolve()
  const before = await opened.archive.newestMoment()
  const rows = await opened.database.query('SELECT * FROM mention_sponsor ORDER BY mention_id')
  await bench.resolve()
  expect(await opened.archive.newestMoment()).toEqual(before)
  expect(await opened.database.query('SELECT * FROM mention_sponsor ORDER BY mention_id')).toEqual(rows)
})

test('the page of a sponsor tells its names, its accounts with reasons, its ads and what happened to it', async () => {
  await loadPaidAds(opened, 'meta', 'a', [PAGE])
  await loadPaidAds(opened, 'google', 'b', [ADVERTISER], '2024-11-12')
  await bench.resolve()
  const id = await bench.of('meta', '1')
  if (id === null) throw new Error('it has no sponsor')
  expect(await bench.sponsors.sponsor(id)).toMatchObject({
    id,
    type: 'campaign',
    referents: [],
    memberCount: 2,
    ads: 2,
    withdrawnAds: 0,
    names: expect.arrayContaining([
      expect.objectContaining({
        name: 'Brackwater for Congress',
        kind: 'payer',
        told: 'meta',
        firstSeenOn: '2024-11-10',
      }),
      expect.objectContaining({ name: 'BRACKWATER FOR CONGRESS', kind: 'account', told: 'google' }),
    ]),
    members: [
      expect.objectContaining({
        platform: 'meta',
        accountId: '77',
        payer: 'Brackwater for Congress',
        method: 'auto',
        ads: 1,
      }),
      expect.objectContaining({
        platform: 'google',
        accountId: 'AR77',
        payer: null,
        accountName: 'BRACKWATER FOR CONGRESS',
      }),
    ],
    events: [expect.objectContaining({ kind: 'create', actor: 'paidfor', sponsors: [id] })],
  })
})

test('a sponsor is found by any of its names, nearly so written too', async () => {
  await loadPaidAds(opened, 'meta', 'a', [PAGE, OTHER])
  await bench.resolve()
  const found = async (text: string) => (await bench.sponsors.find(text, null, 10)).rows.map(({ name }) => name)
  expect(await found('brackwater')).toEqual(['Brackwater for Congress'])
  expect(await found('Brakwater')).toEqual(['Brackwater for Congress'])
  expect(await found('old dám')).toEqual(['Friends of the Old Dam Inc.'])
  expect(await found('')).toHaveLength(2)
  const first = await bench.sponsors.find('', null, 1)
  const second = await bench.sponsors.find('', first.next, 1)
  expect([...first.rows, ...second.rows].map(({ id }) => id).sort()).toEqual(
    [await bench.of('meta', '1'), await bench.of('meta', '2')].sort(),
  )
})

test('what happened to a sponsor is only ever added to', async () => {
  await loadPaidAds(opened, 'meta', 'a', [PAGE])
  await bench.resolve()
  for (const change of [
    "UPDATE sponsor_event SET actor = 'x'",
    'DELETE FROM sponsor_event',
    'TRUNCATE sponsor_event',
  ]) {
    await expect(opened.database.query(change)).rejects.toThrow(/only ever added to/)
  }
})
