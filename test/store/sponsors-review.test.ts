import type { SponsorId } from '../../src/domain/ids.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadPaidAds, type PaidAd, type SponsorBench, sponsorBench } from '../support/sponsors.ts'

let opened: TestArchive
let bench: SponsorBench
beforeEach(async () => {
  opened = await openTestArchive()
  bench = sponsorBench(opened)
})
afterEach(() => opened.close())

const BRACKWATER: PaidAd = {
  id: '1',
  account: '77',
  name: 'Ann Brackwater for Congress',
  payer: 'Brackwater for Congress',
}
const ADVERTISER: PaidAd = { id: '2', account: '99', name: 'BRACKWATER FOR CONGRESS' }
const DAM: PaidAd = { id: '3', account: '88', name: 'Friends of the Old Dam', payer: 'Friends of the Old Dam Inc.' }

async function resolved(...ads: readonly PaidAd[]) {
  await loadPaidAds(opened, 'meta', 'a', ads)
  await bench.resolve()
}

const who = { actor: 'Noor', why: 'It says so on both pages.' }

/** Everything that says who belongs to whom, and where ids lead. */
async function standing() {
  const placed = await opened.database.query(
    'SELECT mention_id, sponsor_id, method, confidence, reason FROM mention_sponsor ORDER BY 1',
  )
  const sponsors = await opened.database.query('SELECT id, name, status, redirect_to FROM sponsor ORDER BY 1')
  return { placed, sponsors }
}

test('what a person calls the same is one at once, and the younger id leads to the older for ever', async () => {
  await resolved(BRACKWATER, DAM)
  const [one, other] = [await bench.of('meta', '1'), await bench.of('meta', '3')]
  const judged = await bench.desk.judge({ pair: await bench.pairOf('meta/1', 'meta/3'), verdict: 'same', ...who })
  expect(judged).toMatchObject({ verdict: 'same', state: 'in_force', actor: 'Noor' })
  const now = await bench.of('meta', '1')
  expect(await bench.of('meta', '3')).toBe(now)
  const gone = (now === one ? other : one) as SponsorId
  expect(await bench.sponsors.sponsor(gone)).toEqual({ movedTo: now })
  expect(await bench.sponsors.sponsor(now as SponsorId)).toMatchObject({
    referents: [gone],
    events: expect.arrayContaining([
      expect.objectContaining({ kind: 'judge', actor: 'Noor', reason: 'It says so on both pages.' }),
      expect.objectContaining({ kind: 'merge', sponsors: [now, gone] }),
    ]),
  })
})

test('a word outlives every run, and undone it leaves everything as it was, former ids in use again', async () => {
  await resolved(BRACKWATER, DAM)
  const before = await standing()
  const { id } = await bench.desk.judge({ pair: await bench.pairOf('meta/1', 'meta/3'), verdict: 'same', ...who })
  const joined = await standing()
  await bench.resolve()
  expect(await standing()).toEqual(joined)
  expect(await bench.desk.undo(id, 'Sam', 'They are two after all.')).toMatchObject({
    state: 'undone',
    undoneBy: 'Sam',
  })
  expect(await standing()).toEqual(before)
  await bench.resolve()
  expect(await standing()).toEqual(before)
})

test('what a person calls different comes apart, stays apart in every run, and comes together again when it is undone', async () => {
  await resolved(BRACKWATER, ADVERTISER)
  const before = await standing()
  const id = await bench.of('meta', '1')
  expect(await bench.of('meta', '2')).toBe(id)
  const judged = await bench.desk.judge({ pair: await bench.pairOf('meta/1', 'meta/2'), verdict: 'different', ...who })
  const [one, other] = [await bench.of('meta', '1'), await bench.of('meta', '2')]
  expect(one).not.toBe(other)
  expect([one, other]).toContain(id)
  expect(await bench.sponsors.sponsor((one === id ? other : one) as SponsorId)).toMatchObject({ splitFrom: id })
  const apart = await standing()
  await bench.resolve()
  expect(await standing()).toEqual(apart)
  await bench.desk.undo(judged.id, 'Noor', 'I was wrong.')
  expect((await standing()).placed).toEqual(before.placed)
  expect(await bench.sponsors.sponsor((one === id ? other : one) as SponsorId)).toEqual({ movedTo: id })
})

test('affiliated sponsors stay two, and each names the other', async () => {
  await resolved(BRACKWATER, DAM)
  const judged = await bench.desk.judge({ pair: await bench.pairOf('meta/1', 'meta/3'), verdict: 'affiliated', ...who })
  const [one, other] = [(await bench.of('meta', '1')) as SponsorId, (await bench.of('meta', '3')) as SponsorId]
  expect(one).not.toBe(other)
  expect(await bench.sponsors.sponsor(one)).toMatchObject({
    related: [{ sponsor: other, kind: 'affiliated_with', source: 'review', confidence: 1 }],
  })
  await bench.desk.undo(judged.id, 'Noor', 'They are not.')
  expect(await bench.sponsors.sponsor(one)).toMatchObject({ related: [] })
})

test('a merge of much money waits until a second person agrees', async () => {
  await resolved({ ...BRACKWATER, cents: 4_000_000n }, { ...DAM, cents: 1_100_000n })
  const pair = await bench.pairOf('meta/1', 'meta/3')
  const before = await standing()
  const first = await bench.desk.judge({ pair, verdict: 'same', ...who })
  expect(first.state).toBe('waiting')
  expect(await standing()).toEqual(before)
  await expect(bench.desk.judge({ pair, verdict: 'same', ...who, actor: ' NOOR ' })).rejects.toMatchObject({
    code: 'review.decided',
  })
  const second = await bench.desk.judge({ pair, verdict: 'same', actor: 'Sam', why: 'I think so too.' })
  expect(second.state).toBe('in_force')
  expect(await bench.of('meta', '1')).toBe(await bench.of('meta', '3'))
  expect((await bench.desk.judgements(null, 10)).rows.map(({ state }) => state)).toEqual(['in_force', 'in_force'])
  await bench.desk.undo(first.id, 'Noor', 'On second thoughts, no.')
  expect(await standing()).toEqual(before)
  expect((await bench.desk.judgements(null, 10)).rows.map(({ state }) => state)).toEqual(['waiting', 'undone'])
})

test('who is unsure decides nothing, and what is decided is not decided again', async () => {
  await resolved(BRACKWATER, DAM)
  const pair = await bench.pairOf('meta/1', 'meta/3')
  const before = await standing()
  expect(await bench.desk.judge({ pair, verdict: 'unsure', ...who })).toMatchObject({ state: 'in_force' })
  expect(await standing()).toEqual(before)
  await bench.desk.judge({ pair, verdict: 'same', ...who })
  await expect(bench.desk.judge({ pair, verdict: 'different', actor: 'Noor', why: 'No!' })).rejects.toMatchObject({
    code: 'review.decided',
  })
  for (const unknown of ['1-9999', '2-1', 'x']) {
    await expect(bench.desk.judge({ pair: unknown, verdict: 'same', ...who })).rejects.toMatchObject({
      code: 'review.unknown',
    })
  }
  await expect(bench.desk.undo('9999', 'Noor', 'why not')).rejects.toMatchObject({ code: 'review.unknown' })
  await expect(bench.desk.judge({ pair, verdict: 'same', actor: ' ', why: 'because' })).rejects.toMatchObject({
    code: 'request.invalid',
  })
})

test('one word cannot join what another keeps apart', async () => {
  await resolved(BRACKWATER, ADVERTISER, DAM)
  await bench.desk.judge({ pair: await bench.pairOf('meta/1', 'meta/3'), verdict: 'different', ...who })
  await bench.desk.judge({ pair: await bench.pairOf('meta/2', 'meta/3'), verdict: 'same', ...who })
  expect(await bench.of('meta', '2')).toBe(await bench.of('meta', '3'))
  expect(await bench.of('meta', '1')).not.toBe(await bench.of('meta', '3'))
  await expect(
    bench.desk.judge({ pair: await bench.pairOf('meta/1', 'meta/2'), verdict: 'same', ...who }),
  ).rejects.toMatchObject({ code: 'request.invalid' })
})
