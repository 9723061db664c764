import { cohensKappa, isCodedTwice, type Said, standingOf } from '../../src/domain/review.ts'
import { dollarsBy } from '../../src/pipeline/resolve-sponsors-stake.ts'

function said(id: string, verdict: Said['verdict'], actor: string, needsTwo = false): Said {
  return { id, verdict, actor, needsTwo }
}

test('of one pair, what was agreed upon first holds, and what contradicts it waits', () => {
  expect(standingOf([said('1', 'unsure', 'Noor')])).toEqual({ verdict: null, inForce: new Set(['1']) })
  expect(standingOf([said('1', 'different', 'Noor'), said('2', 'same', 'Sam')])).toEqual({
    verdict: 'different',
    inForce: new Set(['1']),
  })
  const much = [said('1', 'same', 'Noor', true), said('2', 'same', ' NOOR', true)]
  expect(standingOf(much)).toEqual({ verdict: null, inForce: new Set() })
  expect(standingOf([...much, said('3', 'same', 'Sam', true)])).toEqual({
    verdict: 'same',
    inForce: new Set(['1', '2', '3']),
  })
  expect(standingOf([...much, said('3', 'affiliated', 'Sam')]).verdict).toBe('affiliated')
})

test('kappa is agreement beyond chance', () => {
  expect(cohensKappa([['same', 'same']])).toBeNull()
  expect(
    cohensKappa([
      ['same', 'same'],
      ['same', 'same'],
    ]),
  ).toBe(1)
  const half = cohensKappa([
    ['same', 'same'],
    ['same', 'different'],
    ['different', 'same'],
    ['different', 'different'],
  ])
  expect(half).toBe(0)
})

test('about five pairs in a hundred are judged by two people, always the same ones', () => {
  const pairs = Array.from({ length: 4_000 }, (_, at) => `${at}-${at + 7}`)
  const twice = pairs.filter(isCodedTwice)
  expect(twice.length).toBeGreaterThan(150)
  expect(twice.length).toBeLessThan(250)
  expect(pairs.filter(isCodedTwice)).toEqual(twice)
})

test('what is at stake is told in dollars by rates where there are any, and by none where there are none', () => {
  const rates = [
    { day: '2024-11-05', currency: 'USD', perEuro: '1.1' },
    { day: '2024-11-05', currency: 'JPY', perEuro: '165' },
  ] as never
  expect(dollarsBy(rates)(10_000n, 'EUR')).toBe(110n)
  expect(dollarsBy(rates)(16_500n, 'JPY')).toBe(110n)
  expect(dollarsBy([])(10_000n, 'USD')).toBe(100n)
  expect(dollarsBy([])(10_000n, 'EUR')).toBeNull()
})
