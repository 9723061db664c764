import { commonCycle, cycleOf } from '../../../src/sponsors/linking/race.ts'
import { registryIndex } from '../../../src/sponsors/linking/registry-index.ts'
import { aCommittee, aMention } from './registry-of.ts'

const undated = { firstSeen: null, lastSeen: null }
const numbers = Array.from({ length: 60 }, (_, index) => String(index).padStart(2, '0'))
const name = (number: string) => `LANTERN SOCIETY ${number}`
const mentions = numbers.map((number) => aMention(name(number), null, undated))

function indexOf(cycles: (index: number) => readonly [string, string]) {
  return registryIndex(
    numbers.map((number, index) => aCommittee({ id: `C000000${number}`, names: name(number), cycles: cycles(index) })),
  )
}

test('mentions without days are of the one cycle in which nearly all their committees were registered', () => {
  const index = indexOf((number) => (number % 2 === 0 ? ['2018', '2022'] : ['2022', '2026']))
  expect(commonCycle(index, mentions)).toBe('2022')
  expect(commonCycle(index, mentions.toReversed())).toBe('2022')
})

test('several that fit, none that fits, and too few mentions tell none', () => {
  expect(
    commonCycle(
      indexOf(() => ['2020', '2022']),
      mentions,
    ),
  ).toBeNull()
  expect(
    commonCycle(
      indexOf((number) => (number % 2 === 0 ? ['2018', '2018'] : ['2022', '2022'])),
      mentions,
    ),
  ).toBeNull()
  expect(
    commonCycle(
      indexOf(() => ['2022', '2022']),
      mentions.slice(0, 10),
    ),
  ).toBeNull()
})

test('a mention’s days tell its cycle unless they reach over two', () => {
  expect(cycleOf(aMention('x', null, { firstSeen: '2021-02-01', lastSeen: '2022-11-01' }))).toBe('2022')
  expect(cycleOf(aMention('x', null, { firstSeen: '2020-02-01', lastSeen: '2021-11-01' }))).toBeNull()
  expect(cycleOf(aMention('x', null, { firstSeen: null, lastSeen: '2021-11-01' }))).toBe('2022')
  expect(cycleOf(aMention('x', null, undated))).toBeNull()
})
