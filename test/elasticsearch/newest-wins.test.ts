import { LISTED } from '../../src/domain/held-disclosure.ts'
import type { HeldDocument, IndexedAd, WriteOutcome } from '../../src/ports/search-engine.ts'
import { anAd } from '../search/elasticsearch/an-ad.ts'
import { openEngine, type TestEngine } from '../search/elasticsearch/open-engine.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize, seeded } from '../support/seeded.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

const UPDATES = proofSize(2_000)
const REVISIONS = 10
const ADS = UPDATES / REVISIONS
const WRITERS = 4
const WITHDRAWN = { missingSince: '2024-11-05T00:00:00Z' as never, withdrawnAt: '2024-11-07T00:00:00Z' as never }
const random = seeded()

/** Every fifth ad is withdrawn by its last update. */
const isWithdrawn = (id: number) => id % 5 === 0

function update(id: number, revision: number): IndexedAd {
  const listing = revision === REVISIONS && isWithdrawn(id) ? WITHDRAWN : LISTED
  return anAd(id, { revision, listing, says: `as of revision ${revision}` })
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const found = [...items]
  for (let at = found.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[found[at], found[other]] = [found[other] as Item, found[at] as Item]
  }
  return found
}

/** Each update at least once; a third of them twice or more. */
function repeated(updates: readonly IndexedAd[]): IndexedAd[] {
  return updates.flatMap((ad) => Array.from({ length: random() < 1 / 3 ? 2 + Math.floor(random() * 2) : 1 }, () => ad))
}

suite('Updates that arrive in any order', () => {
  let opened: TestEngine
  beforeEach(async () => {
    opened = await openEngine(elasticsearch?.url ?? '')
    // What the server remembers of a delete, it forgets at once: the longest delay makes no difference then.
    await opened.raw('PUT', `/${opened.index}/_settings`, { 'index.gc_deletes': '0s' })
  })
  afterEach(() => opened.close())

  test('leave the newest of each ad, whoever writes; a withdrawn ad is there, and stays withdrawn', async () => {
    const all = Array.from({ length: UPDATES }, (_, at) => update(1 + (at % ADS), 1 + Math.floor(at / ADS)))
    const left = shuffled(repeated(all))
    // The oldest of some come when all is over.
    const delayed = shuffled(all.filter(({ revision }) => revision < 3 && random() < 0.2))
    const kinds = new Map<WriteOutcome['kind'], number>()
    const writer = async (queue: IndexedAd[]) => {
      while (queue.length > 0) {
        const batch = queue.splice(0, 1 + Math.floor(random() * 200))
        for (const { kind } of await opened.write(batch)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      }
    }
    const sent = left.length + delayed.length
    await Promise.all(Array.from({ length: WRITERS }, () => writer(left)))
    await opened.point()
    await writer(delayed)
    const found = await held()
    const isNewest = ({ id, version, body }: HeldDocument) =>
      version === REVISIONS && body === opened.engine.bodyOf(update(Number(id), REVISIONS))
    const wrong = found.filter((each) => !isNewest(each))
    const resurrected = wrong.filter(({ id }) => isWithdrawn(Number(id)))
    expect([...kinds.keys()].sort()).toEqual(['stale', 'written'])
    expect((kinds.get('stale') ?? 0) + (kinds.get('written') ?? 0)).toBe(sent)
    expect(found).toHaveLength(ADS)
    expect(wrong).toEqual([])
    expect(
      await opened.raw('POST', `/${opened.index}/_count`, { query: { term: { listing: 'withdrawn' } } }),
    ).toMatchObject({ body: { count: Math.floor(ADS / 5) } })
    proveReport({
      updates: UPDATES,
      sent,
      stale: kinds.get('stale') ?? 0,
      missing: ADS - found.length,
      notNewest: wrong.length,
      resurrected: resurrected.length,
    })
  })

  async function held(): Promise<HeldDocument[]> {
    const { pit } = await opened.point()
    const found: HeldDocument[] = []
    for await (const each of opened.engine.documents(pit, { from: '0', to: null, withBody: true })) found.push(each)
    return found
  }
})
