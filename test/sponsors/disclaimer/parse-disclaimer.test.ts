import { parseDisclaimer } from '../../../src/sponsors/disclaimer/parse-disclaimer.ts'

const payersOf = (text: string) => parseDisclaimer(text).payers

test.each([
  ['Paid for by Friends of the Dam', 'Friends of the Dam'],
  ['PAID FOR BY: ROE FOR CONGRESS.', 'ROE FOR CONGRESS.'],
  ['Pagado por Amigos del Río', 'Amigos del Río'],
  ['Finanziert von Verein Beispiel', 'Verein Beispiel'],
  ['Sfinansowano przez Komitet Przykład', 'Komitet Przykład'],
  ['Friends of the Dam. Not authorized by any candidate or candidate’s committee.', 'Friends of the Dam'],
  ['ROE FOR CONGRESS % PAT EXAMPLE', 'ROE FOR CONGRESS'],
  ['Roe for Congress, c/o Pat Example', 'Roe for Congress'],
  ['Roe for Congress, Pat Q. Example, Treasurer', 'Roe for Congress'],
  ['Roe for Congress. Pat Example, Treasurer', 'Roe for Congress'],
  ['Roe for Congress, PO Box 12, Springfield', 'Roe for Congress'],
  ['Roads Fund, 123 Main St, Springfield, IL 62701', 'Roads Fund'],
  ['Roads Fund (202) 555-0100', 'Roads Fund'],
])('T16: of “%s” the payer is “%s”', (text, payer) => {
  expect(payersOf(text)).toEqual([payer])
})

test('T16: who is named beside the payer is kept', () => {
  expect(parseDisclaimer('Roe for Congress, Pat Q. Example, Treasurer').treasurer).toBe('Pat Q. Example')
  expect(parseDisclaimer('ROE FOR CONGRESS % PAT EXAMPLE').careOf).toBe('PAT EXAMPLE')
})

test('T2: “ran without a disclaimer” is a status and nobody', () => {
  expect(parseDisclaimer('These ads ran without a disclaimer')).toMatchObject({ status: 'none_declared', payers: [] })
  expect(parseDisclaimer('')).toMatchObject({ status: 'unknown', payers: [] })
})

test('T5: who gives major funding is no name of the payer', () => {
  const { payers, funders } = parseDisclaimer('Yes on 12, major funding from Acme Corp, Widget Union and Roads Fund')
  expect(payers).toEqual(['Yes on 12'])
  expect(funders).toEqual(['Acme Corp', 'Widget Union', 'Roads Fund'])
})

test('identifiers are taken out and kept', () => {
  expect(parseDisclaimer('Roads PAC (FEC ID C00123456)')).toMatchObject({
    payers: ['Roads PAC'],
    ids: ['us-fec:C00123456'],
  })
  expect(parseDisclaimer('Roads Fund, FPPC ID# 1234567').ids).toEqual(['us-ca-fppc:1234567'])
  expect(parseDisclaimer('Roads Fund EIN 12-3456789').ids).toEqual(['us-ein:12-3456789'])
})

test('several payers are split, names that hold “and” are not', () => {
  expect(payersOf('Dam Action PAC and Friends of the Dam')).toEqual(['Dam Action PAC', 'Friends of the Dam'])
  expect(payersOf('Roads Fund; Rails Fund')).toEqual(['Roads Fund', 'Rails Fund'])
  expect(payersOf('Smith & Jones LLP')).toEqual(['Smith & Jones LLP'])
  expect(payersOf('Bread and Roses Fund')).toEqual(['Bread and Roses Fund'])
})
