import fc from 'fast-check'
import type { Mention } from '../../../src/sponsors/mention.ts'
import { aMention, resolved } from '../../support/a-mention.ts'

const FIRST = ['Pat', 'Sam', 'Quimby']
const LAST = ['Doe', 'Roe', 'Aldermann', 'Smith']
const FORMS = [
  (first: string, last: string) => `${first} ${last} for Congress`,
  (_first: string, last: string) => `${last.toUpperCase()} FOR CONGRESS`,
  (first: string, last: string) => `Friends of ${first} ${last}`,
  (_first: string, last: string) => `${last} for Senate`,
  (_first: string, last: string) => `${last}4Congress`,
  () => 'Acme Media LLC',
]

const mentions = fc.array(
  fc.record({
    first: fc.constantFrom(...FIRST),
    last: fc.constantFrom(...LAST),
    payer: fc.nat(FORMS.length - 1),
    page: fc.nat(FORMS.length),
    account: fc.nat(9),
  }),
  { minLength: 2, maxLength: 14 },
)

function made(seeds: readonly { first: string; last: string; payer: number; page: number; account: number }[]) {
  return seeds.map(({ first, last, payer, page, account }) =>
    aMention({
      ...{ accountId: `${account}`, payer: FORMS[payer]?.(first, last) ?? '' },
      ...(page < FORMS.length ? { page: FORMS[page]?.(first, last) ?? '' } : { platform: 'google' }),
    }),
  )
}

/** Groups by what mentions say, so that ids do not matter. */
function partition(of: readonly Mention[]): string {
  const texts = new Map(
    of.map(({ id, payer, accountNames, accountId, platform }) => [
      id,
      `${platform} ${accountId} ${accountNames} ${payer}`,
    ]),
  )
  return resolved(of)
    .groups.map((group) =>
      group
        .map((id) => texts.get(id))
        .sort()
        .join('|'),
    )
    .sort()
    .join('\n')
}

test('neither order nor the form of ids has a say in the partition', () => {
  fc.assert(
    fc.property(mentions, fc.infiniteStream(fc.nat(1_000_000)), (seeds, random) => {
      const all = made(seeds)
      const keyed = all.map((mention) => [random.next().value ?? 0, mention] as const)
      const shuffled = keyed
        .sort(([a], [b]) => a - b)
        .map(([key, mention]) => ({ ...mention, id: `x${key}-${mention.id}` }))
      expect(partition(shuffled)).toBe(partition(all))
    }),
    { numRuns: 60 },
  )
})

test('every mention has one placement with a confidence and a reason, and no group holds a veto', () => {
  fc.assert(
    fc.property(mentions, (seeds) => {
      const all = made(seeds)
      const { placements, groups, edges } = resolved(all)
      expect(placements.map(({ mentionId }) => mentionId).sort()).toEqual(all.map(({ id }) => id).sort())
      for (const { confidence, reason } of placements) {
        expect(confidence).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeLessThanOrEqual(1)
        expect(reason).not.toBe('')
      }
      const groupOf = new Map(groups.flatMap((group, index) => group.map((id) => [id, index] as const)))
      for (const { a, b, vetoes } of edges) if (vetoes.length > 0) expect(groupOf.get(a)).not.toBe(groupOf.get(b))
    }),
    { numRuns: 60 },
  )
})

test('deleting and restoring a judgement leaves no trace', () => {
  const [a, b] = [aMention({ payer: 'Better Roads Fund' }), aMention({ payer: 'Better Roads Fund' })]
  const before = resolved([a, b])
  resolved([a, b], { judgements: [{ a: a.id, b: b.id, verdict: 'different' }] })
  expect(resolved([a, b])).toEqual(before)
})

test('the queue names a pair of groups once, and nothing that was judged', () => {
  const [doe, roe] = [aMention({ payer: 'Doe for Congress' }), aMention({ payer: 'Quimby Doe for Congress' })]
  const twin = aMention({ payer: 'Quimby Doe for Congress' })
  const { queue } = resolved([doe, roe, twin])
  expect(queue).toHaveLength(1)
  const judgements = [{ a: doe.id, b: roe.id, verdict: 'different' as const }]
  expect(resolved([doe, roe, twin], { judgements }).queue).toHaveLength(0)
})
