import fc from 'fast-check'
import { mergedPairs } from '../../../src/sponsors/scoring/apart.ts'
import { bootstrapped } from '../../../src/sponsors/scoring/bootstrap.ts'
import { churn, type Step, unresolvedIds } from '../../../src/sponsors/scoring/churn.ts'
import { affiliatesLinked, afterReview, type LinkRow, linkFigures } from '../../../src/sponsors/scoring/links.ts'
import { type Placed, pairCounts, partitionFigures } from '../../../src/sponsors/scoring/partition.ts'
import { brier, tenths } from '../../../src/sponsors/scoring/reliability.ts'
import { reviewed } from '../../../src/sponsors/scoring/review.ts'
import { followed, idSurvival } from '../../../src/sponsors/scoring/survival.ts'
import { wilson } from '../../../src/sponsors/scoring/wilson.ts'

/** `m1:meta:g1:e1`: id, platform, gold, found. */
const placed = (...rows: string[]): Placed[] =>
  rows.map((row) => {
    const [id = '', platform = '', gold = '', found = ''] = row.split(':')
    return { id, platform, gold, found }
  })

const values = (figures: Readonly<Record<string, { readonly value: number | null }>>) =>
  Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value]))

test('a partition is measured by its pairs, across platforms, and mention by mention', () => {
  const rows = placed('a:meta:1:x', 'b:meta:1:x', 'c:google:1:y', 'd:meta:2:y')
  expect(pairCounts(rows)).toEqual({ right: 1, found: 2, gold: 3 })
  expect(values(partitionFigures(rows))).toEqual({
    precision: 1 / 2,
    recall: 1 / 3,
    f1: 0.4,
    cross_platform_recall: 0,
    b3_precision: (1 + 1 + 0.5 + 0.5) / 4,
    b3_recall: (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4,
    b3_f: (2 * 0.75 * (8 / 12)) / (0.75 + 8 / 12),
  })
})

test('where no pair was found, precision is whole', () => {
  expect(partitionFigures(placed('a:meta:1:x', 'b:meta:1:y'))['precision']?.value).toBe(1)
})

test('intervals are the same whenever they are counted, and hold the value', () => {
  const units = Array.from({ length: 40 }, (_, index) => [index % 3 === 0 ? 1 : 0, 1])
  const measured = () => bootstrapped(units, { share: ([part = 0, whole = 1]) => part / whole })['share']
  expect(measured()).toEqual(measured())
  const { value, low, high } = measured() ?? {}
  expect([(low ?? 1) < (value ?? 0), (value ?? 1) < (high ?? 0)]).toEqual([true, true])
})

test('Wilson’s interval of 8 of 775 is the published one', () => {
  const { low, high } = wilson(8, 775)
  expect([low?.toFixed(4), high?.toFixed(4)]).toEqual(['0.0052', '0.0202'])
})

test('a reviewer joins sponsors as they then stand, and stops before too many mentions are named', () => {
  const rows = placed('a:meta:1:x', 'b:meta:1:y', 'c:meta:1:z', 'd:meta:2:w')
  const queue = [
    { a: 'a', b: 'b' },
    { a: 'b', b: 'd' },
    { a: 'b', b: 'c' },
  ]
  const all = reviewed(rows, queue, 1)
  expect([all.rowsRead, all.mentionsQueued, all.yield]).toEqual([3, 1, 2 / 3])
  expect(pairCounts(all.placed)).toEqual({ right: 3, found: 3, gold: 3 })
  const some = reviewed(rows, queue, 0.5)
  expect([some.rowsRead, some.mentionsQueued]).toEqual([1, 0.5])
  expect(pairCounts(some.placed)).toEqual({ right: 1, found: 1, gold: 3 })
})

test('links: rows with a committee, rows without one, and affiliates are counted apart', () => {
  const row = (id: string, facts: Partial<LinkRow>): LinkRow => {
    return { id, platform: 'meta', gold: [], isAffiliate: false, unit: id, linked: null, shown: [], ...facts }
  }
  const rows = [
    row('right', { gold: ['C1', 'C2'], linked: 'C2' }),
    row('wrong', { gold: ['C3'], linked: 'C9' }),
    row('left', { gold: ['C4'], shown: ['C8', 'C4'] }),
    row('nil', {}),
    row('false', { linked: 'C5' }),
    row('near', { gold: ['C6'], isAffiliate: true, linked: 'C6' }),
  ]
  const { figures, counts, nilFalseLinks } = linkFigures(rows)
  expect(values(figures)).toEqual({ precision: 1 / 2, recall: 1 / 3, nil_false_links: 1 / 2, overall_precision: 1 / 3 })
  expect(counts).toEqual({ rows: 6, withCommittee: 3, nil: 2, linked: 3, right: 1, nilLinked: 1 })
  expect([nilFalseLinks.value, affiliatesLinked(rows).value]).toEqual([0.5, 1])
  expect(linkFigures(afterReview(rows)).figures['recall']?.value).toBe(2 / 3)
})

test('confidence is held against what came of it, tenth by tenth', () => {
  const told = [
    { confidence: 1, isRight: true },
    { confidence: 0.95, isRight: false },
    { confidence: 0.3, isRight: true },
  ]
  expect(tenths(told).map(({ decisions }) => decisions)).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 2])
  expect(brier(told)).toBeCloseTo((0 + 0.95 ** 2 + 0.7 ** 2) / 3)
})

test('pairs that must stay apart are counted by label', () => {
  const found = new Map([
    ['a', 'x'],
    ['b', 'x'],
    ['c', 'y'],
  ])
  const labels = mergedPairs(
    [
      { a: 'a', b: 'b', label: 'related' },
      { a: 'a', b: 'c', label: 'negative' },
    ],
    found,
  )
  expect(labels.map(({ label, pairs, merged }) => [label, pairs, merged])).toEqual([
    ['negative', 1, 0],
    ['related', 1, 1],
  ])
})

test('an id survives where redirects lead from the old entity to the new one', () => {
  const cases = [
    { kind: 'k', before: ['m1'], after: 'm2', name: 'kept' },
    { kind: 'k', before: ['m3'], after: 'm4', name: 'redirected' },
    { kind: 'k', before: ['m5', 'm1'], after: 'm2', name: 'lost' },
    { kind: 'k', before: [], after: 'm2', name: 'unknown' },
  ]
  const [survival] = idSurvival(cases, {
    before: new Map(Object.entries({ m1: 'e1', m3: 'e3', m5: 'e5' })),
    after: new Map(Object.entries({ m2: 'e1', m4: 'e4' })),
    redirects: new Map([['e3', 'e4']]),
  })
  expect([survival?.surviving, survival?.cases, survival?.lost]).toEqual([2, 4, ['lost', 'unknown']])
})

test('redirects are followed to their end; a circle leads nowhere', () => {
  const links = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 6 })
  fc.assert(
    fc.property(links, (pairs) => {
      const redirects = new Map(pairs.map(([from, to]) => [`e${from}`, `e${to}`]))
      const end = followed('e0', redirects)
      expect(end === null || !redirects.has(end)).toBe(true)
    }),
  )
})

const step = (mentions: readonly string[], entities: Readonly<Record<string, string>>): Step => ({
  mentions: mentions.map((each) => {
    const [id = '', key = ''] = each.split(':')
    return { id, content: each, keys: [key] }
  }),
  entities: new Map(Object.entries(entities)),
})

test('churn counts mentions that nothing new touches, and tells apart what a merge explains', () => {
  const first = step(['a:k1', 'b:k2', 'c:k3'], { a: 'e1', b: 'e2', c: 'e3' })
  const second = step(['d:k3'], { a: 'e1', b: 'e9', c: 'e4', d: 'e4' })
  const events = [{ step: 2, entityIds: ['e2', 'e9'], causes: ['d'] }]
  const { untouched, changed, explained, share } = churn([first, second], events)
  expect([untouched, changed, explained, share.value]).toEqual([2, ['b'], ['b'], 0.5])
  expect(unresolvedIds([first, second], new Map([['e3', 'e4']]))).toEqual(['e2'])
})
