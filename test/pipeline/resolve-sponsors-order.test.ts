import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { seeded } from '../support/seeded.ts'
import { loadPaidAds, type PaidAd, type SponsorBench, sponsorBench } from '../support/sponsors.ts'

const FIRST = ['Ann', 'Boris', 'Cleo', 'Dagmar', 'Emil']
const LAST = ['Brackwater', 'Quillfeather', 'Oxmoor', 'Thistlewick']
const OFFICES = ['for Congress', 'for Senate', 'for Mayor']

/** Campaigns on two platforms, as different hands would write them; some under accounts that change their name or payer. */
function madeUpAds(random: () => number, count: number): [source: string, ad: PaidAd][] {
  const one = (of: readonly string[]) => of[Math.floor(random() * of.length)] ?? ''
  return Array.from({ length: count }, (_, index): [string, PaidAd] => {
    const [first, last, office] = [one(FIRST), one(LAST), one(OFFICES)]
    const account = String(1 + Math.floor(random() * count))
    const name = random() < 0.3 ? `${last} ${office}`.toUpperCase() : `${first} ${last} ${office}`
    const payer = one([`${first} ${last} ${office}`, `${last} ${office}`, `Friends of ${first} ${last}`, ''])
    const isMeta = random() < 0.6
    const money = { cents: BigInt(Math.floor(random() * 90_000)) }
    if (!isMeta) return ['google', { id: `CR${index}`, account: `AR${account}`, name, ...money }]
    return ['meta', { id: `${index}`, account, name, ...(payer === '' ? {} : { payer }), ...money }]
  })
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

let archives: TestArchive[] = []
afterEach(async () => {
  for (const archive of archives) await archive.close()
  archives = []
})

async function opened(): Promise<[TestArchive, SponsorBench]> {
  const archive = await openTestArchive()
  archives.push(archive)
  return [archive, sponsorBench(archive)]
}

test.each([2, 3])(
  'files in any order, attributed one by one, come to the sponsors of one run over all (%i)',
  async (seed) => {
    const random = seeded(seed)
    const ads = madeUpAds(random, 24)
    const [whole, rebuilt] = await opened()
    for (const source of ['meta', 'google']) {
      const own = ads.filter(([of]) => of === source)
      await loadPaidAds(
        whole,
        source,
        'all',
        own.map(([, ad]) => ad),
      )
    }
    await rebuilt.resolve()
    const [parts, replayed] = await opened()
    for (const [index, [source, ad]] of shuffled(ads, random).entries()) {
      await loadPaidAds(parts, source, `part ${index}`, [ad])
      expect(await replayed.attributeNew()).toMatchObject({ merged: 0, split: 0 })
    }
    const oneByOne = await replayed.partition()
    const { merged, split } = await replayed.resolve()
    expect(await replayed.partition()).toEqual(await rebuilt.partition())
    // What could not be seen one by one is put right by the run, and told.
    const isSettled = JSON.stringify(oneByOne) !== JSON.stringify(await rebuilt.partition())
    expect(merged + split > 0).toBe(isSettled)
    const [told] = await parts.database.query(
      "SELECT count(*)::int AS events FROM sponsor_event WHERE kind IN ('merge', 'split')",
    )
    expect(told.events).toBe(merged + split)
  },
)
