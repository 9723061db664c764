import { aMention, areOne, edgeOf } from '../../support/a-mention.ts'

test.each([
  ['V2', 'Pat Doe for Vermont', 'Pat Doe for Texas'],
  ['V3', 'Pat Doe for Governor', 'Pat Doe for Congress'],
  ['V5', 'Yes on 12, Example Roads', 'No on 12, Example Roads'],
  ['V6', 'Growers Union Local 12', 'Growers Union Local 25'],
  ['V6', 'Pat Doe for Congress TX-12', 'Pat Doe for Congress TX-21'],
  ['V7', 'Pat Doe Jr for Congress', 'Pat Doe Sr for Congress'],
])('%s keeps “%s” and “%s” apart', (veto, a, b) => {
  const mentions = [aMention({ payer: a }), aMention({ payer: b })]
  expect(areOne(mentions)).toBe(false)
  const kept = edgeOf(mentions)
  if (kept !== undefined) expect(kept.vetoes).toContain(veto)
})

test('the people of a state are for it: “Vermonters for …” is of Vermont, and its core is whom they are for', () => {
  const of = (payer: string) => aMention({ payer })
  expect(areOne([of('Vermonters for Wexampleton'), of('Wexampleton for Vermont')])).toBe(true)
  expect(areOne([of('West Virginians for Wexampleton'), of('Wexampleton for West Virginia')])).toBe(true)
  expect(areOne([of('Vermonters for Wexampleton'), of('Wexampleton for Texas')])).toBe(false)
})

test('V2 and V4: where it is told, another state or country keeps one name apart', () => {
  const of = (said: object) => aMention({ payer: 'Better Roads Fund', ...said })
  expect(areOne([of({ state: 'GA' }), of({ state: 'US-TX' })])).toBe(false)
  expect(areOne([of({ state: 'GA' }), of({ state: 'US-GA' })])).toBe(true)
  expect(areOne([of({ country: 'US' }), of({ country: 'CA' })])).toBe(false)
})

test('V8: two records of a registry are two bodies, with and without ids', () => {
  const record = (id: string) =>
    aMention({
      platform: 'registry',
      accountId: '',
      payer: 'Better Roads Fund',
      state: 'GA',
      registryIds: id === '' ? [] : [id],
    })
  expect(areOne([record(''), record('')])).toBe(false)
  expect(areOne([record('us-fec:C90000001'), record('us-fec:C70000001')])).toBe(false)
})

test('V9: what a person says of a pair outranks every rule', () => {
  const [a, b] = [aMention({ payer: 'Better Roads Fund' }), aMention({ payer: 'Better Roads Fund' })]
  expect(areOne([a, b], { judgements: [{ a: a.id, b: b.id, verdict: 'different' }] })).toBe(false)
  expect(areOne([a, b], { judgements: [{ a: b.id, b: a.id, verdict: 'affiliated' }] })).toBe(false)
  const other = aMention({ payer: 'Alder Leadership Committee' })
  expect(areOne([a, other])).toBe(false)
  expect(areOne([a, other], { judgements: [{ a: a.id, b: other.id, verdict: 'same' }] })).toBe(true)
})

test('a veto between two members keeps whole groups apart', () => {
  const vermont = aMention({ payer: 'Pat Doe for Vermont' })
  const texas = aMention({ payer: 'Pat Doe for Texas' })
  const bridge = aMention({ page: 'Pat Doe', payer: 'Friends of Pat Doe' })
  expect(areOne([vermont, texas, bridge])).toBe(false)
})
