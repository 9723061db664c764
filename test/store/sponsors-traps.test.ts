import type { SponsorId } from '../../src/domain/ids.ts'
import type { RegistryNames } from '../../src/sponsors/resolution.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadPaidAds, type PaidAd, type SponsorBench, sponsorBench } from '../support/sponsors.ts'

let opened: TestArchive
let bench: SponsorBench
beforeEach(async () => {
  opened = await openTestArchive()
  bench = sponsorBench(opened)
})
afterEach(() => opened.close())

async function resolved(source: string, ...ads: readonly PaidAd[]) {
  await loadPaidAds(opened, source, `${source} ${ads.map(({ id }) => id).join()}`, ads)
  await bench.resolve()
}

async function profileOf(source: string, ad: string) {
  const profile = await bench.sponsors.sponsor((await bench.of(source, ad)) as SponsorId)
  if (profile === null || 'movedTo' in profile) throw new Error('it is no sponsor')
  return profile
}

/** What a platform tells of accounts apart from ads. */
async function declare(key: string, label: string, value: string) {
  await opened.database.query(
    `INSERT INTO advertiser_fact (advertiser_id, source, label, value_hash, value, first_seen_at, last_seen_at, from_revision)
     SELECT advertiser.id, 'google', $2, md5($3)::uuid, $3, now(), now(), 0 FROM advertiser WHERE advertiser.key = $1`,
    [key, label, value],
  )
}

test('T1: an agency that pays for two campaigns joins them to nobody', async () => {
  await resolved(
    'meta',
    { id: '1', account: '1', name: 'Ann Brackwater for Congress', payer: 'Lanternmedia Consulting LLC' },
    { id: '2', account: '2', name: 'Boris Quillfeather for Senate', payer: 'Lanternmedia Consulting LLC' },
    { id: '3', account: '3', name: 'Cleo Thistlewick for Mayor', payer: 'Lanternmedia Consulting LLC' },
  )
  const ids = await Promise.all(['1', '2', '3'].map((ad) => bench.of('meta', ad)))
  expect(new Set(ids).size).toBe(3)
  const { related } = await profileOf('meta', '1')
  expect(related.every(({ kind }) => kind === 'pays_for' || kind === 'affiliated_with')).toBe(true)
})

test('T8 and T9: a page that is renamed stays one sponsor, with every name it had and its days', async () => {
  const page = { account: '7', payer: 'Friends of the Old Dam' }
  await loadPaidAds(opened, 'meta', 'a', [{ id: '1', ...page, name: 'Save the Old Dam' }], '2024-09-01')
  await bench.resolve()
  const before = await bench.of('meta', '1')
  await loadPaidAds(opened, 'meta', 'b', [{ id: '2', ...page, name: 'Rivers for All' }], '2024-11-01')
  await bench.resolve()
  expect(await bench.of('meta', '2')).toBe(before)
  const { names } = await profileOf('meta', '2')
  expect(names.filter(({ kind }) => kind === 'account')).toEqual([
    { name: 'Rivers for All', kind: 'account', told: 'meta', firstSeenOn: '2024-11-01', lastSeenOn: '2024-11-01' },
    { name: 'Save the Old Dam', kind: 'account', told: 'meta', firstSeenOn: '2024-09-01', lastSeenOn: '2024-09-01' },
  ])
  expect((await bench.sponsors.find('save the old dam', null, 5)).rows[0]).toMatchObject({ id: before })
})

test('T10: an account whose id the platform replaces is the same sponsor, under both ids', async () => {
  await resolved('google', { id: 'CR1', account: 'AR1', name: 'Harbour Lane Group' })
  const before = await bench.of('google', 'CR1')
  await loadPaidAds(opened, 'google', 'b', [{ id: 'CR2', account: 'AR2', name: 'HLG' }])
  await opened.database.query(
    "INSERT INTO advertiser_alias (platform, former_key, key, from_revision) VALUES ('google', 'AR1', 'AR2', 0)",
  )
  await bench.resolve()
  expect(await bench.of('google', 'CR2')).toBe(before)
  expect((await profileOf('google', 'CR1')).members.map(({ accountId }) => accountId).sort()).toEqual(['AR1', 'AR2'])
})

test('T12: an id that many unrelated names declare joins none of them, and is a claim that says so', async () => {
  const names = [
    'Oxmoor',
    'Brackwater',
    'Quillfeather',
    'Thistlewick',
    'Harbourlane',
    'Fernsby',
    'Dunmarrow',
    'Ashgrove',
  ]
  const ads = names.map((name, at) => ({ id: `CR${at}`, account: `AR${at}`, name: `Office of ${name}` }))
  await loadPaidAds(opened, 'google', 'a', ads)
  for (const { account } of ads) await declare(account, 'EIN', '12-3456789')
  await bench.resolve()
  expect(await bench.partition()).toHaveLength(names.length)
  const { claims } = await profileOf('google', 'CR0')
  expect(claims).toEqual([
    expect.objectContaining({ scheme: 'us-ein', value: '123456789', method: 'declared', reason: 'declared_by_many' }),
  ])
  expect(claims[0]?.confidence).toBeLessThan(0.5)
})

test('T17: an office holder’s official page and the campaign are two sponsors', async () => {
  await resolved(
    'meta',
    { id: '1', account: '1', name: 'Ann Brackwater for Congress', payer: 'Brackwater for Congress' },
    { id: '2', account: '2', name: 'Congresswoman Ann Brackwater', payer: 'US House of Representatives' },
  )
  expect(await bench.of('meta', '1')).not.toBe(await bench.of('meta', '2'))
})

test('T21: a payer with many pages is one sponsor, and a page with two payers is two', async () => {
  const dam = 'Friends of the Old Dam Committee'
  await resolved(
    'meta',
    { id: '1', account: '1', name: 'Dam Friends North', payer: dam },
    { id: '2', account: '2', name: 'Dam Friends South', payer: dam },
    { id: '3', account: '3', name: 'Harbour Voices', payer: dam },
    { id: '4', account: '3', name: 'Harbour Voices', payer: 'Oxmoor Workers Union Local 12' },
  )
  const [one, two, three, four] = await Promise.all(['1', '2', '3', '4'].map((ad) => bench.of('meta', ad)))
  expect([two, three]).toEqual([one, one])
  expect(four).not.toBe(one)
  expect(
    (await bench.sponsors.ofAdvertiser({ platform: 'meta', key: '3' } as never)).map(({ id }) => id).sort(),
  ).toEqual([three, four].sort())
})

test('two committees of one name in a loaded registry are never joined by their name alone', async () => {
  const bearer = (id: string, state: string): RegistryNames['entries'][number] => ({
    ...{ scheme: 'us-fec', id, names: [{ name: 'FRIENDS OF THE OLD DAM', from: '2022', to: '2024' }] },
    ...{ type: 'committee', country: 'US', state, candidates: [], facts: {} },
  })
  const registered = sponsorBench(opened, { entries: [bearer('C00000001', 'GA'), bearer('C00000002', 'OH')] })
  await loadPaidAds(opened, 'meta', 'a', [
    { id: '1', account: '1', name: 'Dams of Ohio', payer: 'Friends of the Old Dam' },
  ])
  await loadPaidAds(opened, 'google', 'b', [{ id: 'CR1', account: 'AR1', name: 'Friends of the Old Dam' }])
  await registered.resolve()
  expect(await bench.of('meta', '1')).not.toBe(await bench.of('google', 'CR1'))
  const { rows } = await registered.desk.queue(null, 10)
  expect(rows[0]?.vetoes).toContain('V8')
})

test('declared ids are claims with who says so and when, and what a registry calls them', async () => {
  const named = {
    scheme: 'us-fec',
    id: 'C00000001',
    names: [{ name: 'BRACKWATER FOR CONGRESS', from: null, to: null }],
  }
  const entry = { ...named, type: 'campaign', country: 'US', state: 'OH', candidates: [], facts: {} }
  const registered = sponsorBench(opened, { entries: [entry] })
  await loadPaidAds(opened, 'google', 'a', [{ id: 'CR1', account: 'AR1', name: 'Brackwater for Congress' }])
  await declare('AR1', 'FEC id', 'C00000001')
  await registered.resolve()
  const profile = await profileOf('google', 'CR1')
  expect(profile.claims).toEqual([
    expect.objectContaining({
      scheme: 'us-fec',
      value: 'C00000001',
      method: 'declared',
      name: 'BRACKWATER FOR CONGRESS',
    }),
  ])
  expect(profile.claims[0]?.firstSeenOn).not.toBeNull()
  expect(profile.type).toBe('campaign')
  expect(profile.events.map(({ kind }) => kind)).toContain('link')
})

test('T6 and T22: who runs for another office has another campaign, and is one person above both', async () => {
  const committee = (
    id: string,
    name: string,
    office: string,
    candidate: string,
  ): RegistryNames['entries'][number] => ({
    ...{ scheme: 'us-fec', id, names: [{ name, from: null, to: null }], type: 'campaign', country: 'US', state: 'OH' },
    candidates: [{ id: candidate, name: 'BRACKWATER, ANN', office, state: 'OH', district: null, cycles: ['2024'] }],
    facts: {},
  })
  const registered = sponsorBench(opened, {
    entries: [
      committee('C00000001', 'BRACKWATER FOR CONGRESS', 'H', 'H4OH00001'),
      committee('C00000002', 'ANN BRACKWATER FOR SENATE', 'S', 'S4OH00002'),
    ],
  })
  await loadPaidAds(opened, 'google', 'a', [
    { id: 'CR1', account: 'AR1', name: 'Brackwater for Congress' },
    { id: 'CR2', account: 'AR2', name: 'Ann Brackwater for Senate' },
  ])
  await declare('AR1', 'FEC id', 'C00000001')
  await declare('AR2', 'FEC id', 'C00000002')
  await registered.resolve()
  const [house, senate] = [await profileOf('google', 'CR1'), await profileOf('google', 'CR2')]
  expect(house.id).not.toBe(senate.id)
  const [above] = house.related.filter(({ kind }) => kind === 'campaign_of')
  expect(senate.related.filter(({ kind }) => kind === 'campaign_of')).toEqual([above])
  expect(above).toMatchObject({ name: 'BRACKWATER, ANN', direction: 'from' })
  expect(await bench.sponsors.sponsor(above?.sponsor as SponsorId)).toMatchObject({ type: 'person', memberCount: 0 })
  await registered.resolve()
  expect((await profileOf('google', 'CR1')).related).toEqual(house.related)
})
