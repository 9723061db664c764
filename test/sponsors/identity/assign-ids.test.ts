import { assignIds, type HeldEntity, type IdentityInput } from '../../../src/sponsors/identity/assign-ids.ts'

function given(said: Partial<IdentityInput<string>> & Pick<IdentityInput<string>, 'groups'>) {
  let count = 0
  return assignIds<string>({
    ...{ held: new Map(), former: new Map(), weightOf: () => 0, isRegistered: () => false },
    newId: () => `new-${++count}`,
    ...said,
  })
}

const OLD: HeldEntity<string> = { id: 'old', order: 1 }
const YOUNG: HeldEntity<string> = { id: 'young', order: 2 }

test('new groups have new ids, known ones keep theirs', () => {
  const { ids, events } = given({ groups: [['a', 'b'], ['c']], held: new Map([['a', OLD]]) })
  expect(ids).toEqual(['old', 'new-1'])
  expect(events).toEqual([])
})

test('of two that are merged the older stays, and the other leads to it', () => {
  const held = new Map([
    ['a', YOUNG],
    ['b', OLD],
  ])
  const { ids, merged, events } = given({ groups: [['a', 'b', 'c']], held })
  expect(ids).toEqual(['old'])
  expect(merged).toEqual([{ former: 'young', into: 'old' }])
  expect(events).toEqual([{ kind: 'merge', survivor: 'old', gone: ['young'], causes: ['c'] }])
})

test('a split leaves the id with the registered part, else with the most spend, else with the most mentions', () => {
  const held = new Map(['a', 'b', 'c'].map((id) => [id, OLD]))
  const groups = [['a', 'b'], ['c']]
  expect(given({ groups, held }).ids).toEqual(['old', 'new-1'])
  expect(given({ groups, held, weightOf: (id) => (id === 'c' ? 10 : 1) }).ids).toEqual(['new-1', 'old'])
  const { ids, created, events } = given({
    ...{ groups, held, isRegistered: (id: string) => id === 'c' },
    weightOf: (id) => (id === 'a' ? 10 : 1),
  })
  expect(ids).toEqual(['new-1', 'old'])
  expect(created).toEqual([{ id: 'new-1', splitFrom: 'old' }])
  expect(events).toEqual([{ kind: 'split', survivor: 'old', parts: ['new-1', 'old'], causes: [] }])
})

test('merging and then splitting gives both their ids back', () => {
  const held = new Map([
    ['a', OLD],
    ['b', OLD],
  ])
  const { ids, revived, created } = given({ groups: [['a'], ['b']], held, former: new Map([['b', ['young']]]) })
  expect(ids).toEqual(['old', 'young'])
  expect(revived).toEqual(['young'])
  expect(created).toEqual([])
})
