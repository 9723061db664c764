import { distanceOf, standingOf } from '../../src/domain/declared-return.ts'

test.each([
  ['less than what is certain is below', 99n, { lower: 100n, upper: 200n }, 'below', 1n],
  ['the lower bound itself is inside', 100n, { lower: 100n, upper: 200n }, 'inside', 0n],
  ['the upper bound itself is inside', 200n, { lower: 100n, upper: 200n }, 'inside', 0n],
  ['more than what is possible is above', 203n, { lower: 100n, upper: 200n }, 'above', 3n],
  ['nothing is above an open top', 9_000n, { lower: 100n, upper: null }, 'inside', 0n],
  ['where no money is held nothing can be said', 5n, null, 'not_held', null],
] as const)('%s', (_name, declared, bounds, standing, distance) => {
  expect(standingOf(declared, bounds)).toBe(standing)
  expect(distanceOf(declared, bounds)).toBe(distance)
})
