import type { SponsorId } from '../../src/domain/ids.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadPaidAds, type SponsorBench, sponsorBench } from '../support/sponsors.ts'

let opened: TestArchive
let bench: SponsorBench
beforeEach(async () => {
  opened = await openTestArchive()
  bench = sponsorBench(opened)
})
afterEach(() => opened.close())

test('a past moment tells sponsors, members, names and ids as they were, whatever was merged since', async () => {
  await loadPaidAds(opened, 'meta', 'a', [
    { id: '1', account: '1', name: 'Ann Brackwater for Congress', payer: 'Brackwater for Congress' },
    { id: '2', account: '2', name: 'Friends of the Old Dam', payer: 'Friends of the Old Dam' },
  ])
  await bench.resolve()
  const then = await opened.archive.newestMoment()
  const [one, other] = [(await bench.of('meta', '1')) as SponsorId, (await bench.of('meta', '2')) as SponsorId]
  const told = await Promise.all([one, other].map((id) => bench.sponsors.sponsor(id)))
  await bench.desk.judge({
    ...{ pair: await bench.pairOf('meta/1', 'meta/2'), verdict: 'same' },
    ...{ actor: 'Noor', why: 'They are one campaign.' },
  })
  await loadPaidAds(opened, 'meta', 'b', [
    { id: '3', account: '1', name: 'Brackwater 2026', payer: 'Brackwater for Congress' },
  ])
  await bench.resolve()
  const before = bench.sponsors.asOf(then?.revision ?? 0)
  expect(await Promise.all([one, other].map((id) => before.sponsor(id)))).toEqual(told)
  expect((await before.ofAd('meta/2' as never))?.id).toBe(other)
  expect((await before.find('old dam', null, 5)).rows.map(({ id }) => id)).toEqual([other])
  expect(await before.ofAd('meta/3' as never)).toBeNull()
  const now = await bench.of('meta', '2')
  expect(now).toBe(await bench.of('meta', '1'))
  const gone = now === one ? other : one
  expect(await bench.sponsors.sponsor(gone)).toEqual({ movedTo: now })
})

test('a chain of merges leads from every former id straight to the one in use', async () => {
  const names = ['Oxmoor Rail Users', 'Harbour Voices Club', 'Fernsby Bakers Guild']
  await loadPaidAds(
    opened,
    'meta',
    'a',
    names.map((name, at) => ({ id: `${at}`, account: `9${at}`, name, payer: name })),
  )
  await bench.resolve()
  const ids = (await Promise.all(['0', '1', '2'].map((ad) => bench.of('meta', ad)))) as SponsorId[]
  const word = { verdict: 'same', actor: 'Noor', why: 'One and the same.' } as const
  await bench.desk.judge({ pair: await bench.pairOf('meta/1', 'meta/2'), ...word })
  const second = await bench.desk.judge({ pair: await bench.pairOf('meta/0', 'meta/1'), ...word })
  const now = await bench.of('meta', '0')
  for (const id of ids.filter((each) => each !== now)) {
    expect(await bench.sponsors.sponsor(id)).toEqual({ movedTo: now })
  }
  await bench.desk.undo(second.id, 'Noor', 'Not those two.')
  expect(await bench.of('meta', '0')).toBe(ids[0])
  expect(await bench.of('meta', '1')).toBe(await bench.of('meta', '2'))
})

test('the ids of sponsors stay when whatever is new has nothing to do with them', async () => {
  const ads = ['Oxmoor', 'Harbour', 'Fernsby'].map((name, at) => ({
    ...{ id: `${at}`, account: `9${at}`, name: `${name} Rail Users`, payer: `${name} Rail Users` },
  }))
  await loadPaidAds(opened, 'meta', 'a', ads)
  await bench.resolve()
  const rows = await opened.database.query(
    'SELECT mention_id, sponsor_id, from_revision FROM mention_sponsor ORDER BY 1',
  )
  await loadPaidAds(opened, 'google', 'b', [{ id: 'CR1', account: 'AR1', name: 'Dunmarrow Bakers Guild' }])
  await bench.resolve()
  const after = await opened.database.query(
    'SELECT mention_id, sponsor_id, from_revision FROM mention_sponsor ORDER BY 1',
  )
  expect(after.slice(0, rows.length)).toEqual(rows)
  expect(after).toHaveLength(rows.length + 1)
})
