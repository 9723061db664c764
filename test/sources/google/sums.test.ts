import { amounts, anAdvertiser, anOldAdvertiser, problemOf, readStatements } from './builders.ts'

test('G-2, google.disjoint-sums: money in other currencies is other money: a statement for each', () => {
  expect(amounts(anAdvertiser({ Regions: 'GB, US', Spend_USD: '30800', Spend_GBP: '50' }))).toEqual([
    '30800 USD',
    '50 GBP',
  ])
})

const facts = (row: Parameters<typeof readStatements>[0]) =>
  readStatements(row).statements.map((each) => [each.spend.currency, each.facts])
const AGAIN = { 'Part of EUR': 'restated by the source' }

test('G-2: each column is told as published, and of the EU’s own currencies that they tell a part of the euro again', () => {
  const row = anAdvertiser({ Regions: 'PL', Spend_EUR: '43350', Spend_PLN: '181250' })
  expect(amounts(row)).toEqual(['43350 EUR', '181250 PLN'])
  expect(facts(row)).toEqual([
    ['EUR', {}],
    ['PLN', AGAIN],
  ])
  const codes = ['BGN', 'CZK', 'DKK', 'HUF', 'PLN', 'RON', 'SEK']
  const all = anAdvertiser({ Spend_EUR: '50', ...Object.fromEntries(codes.map((code) => [`Spend_${code}`, '1500'])) })
  expect(facts(all)).toEqual([['EUR', {}], ...codes.map((code) => [code, AGAIN])])
})

test('G-2: pounds and dollars are no part of the euro', () => {
  const row = anAdvertiser({ Regions: 'DE, GB', Spend_USD: '100', Spend_EUR: '1450', Spend_GBP: '3333400' })
  expect(facts(row)).toEqual([
    ['USD', {}],
    ['EUR', {}],
    ['GBP', {}],
  ])
})

test('G-2: a currency of the EU without euro beside it is no part of anything', () => {
  expect(facts(anAdvertiser({ Regions: 'PL', Spend_PLN: '250' }))).toEqual([['PLN', {}]])
})

test('G-2, google.same-in-all-currencies: of one amount told in all, the dollar is taken, wherever it was spent', () => {
  const all = { Spend_USD: '5600', Spend_EUR: '4950', Spend_INR: '399750', Spend_PLN: '21500', Spend_GBP: '4250' }
  for (const regions of ['US', 'EU, FI', 'EU, GB, IE', 'EU, PL', 'IN', '']) {
    expect(amounts(anOldAdvertiser({ Regions: regions, ...all }))).toEqual(['5600 USD'])
    expect(amounts(anAdvertiser({ Regions: regions, ...all }))).toEqual(['5600 USD'])
  }
  expect(facts(anOldAdvertiser(all))).toEqual([['USD', { 'Told in': '12 currencies, converted by the source' }]])
})

test('G-2: of a file without dollars the euro is taken, else the first column there is', () => {
  const without = (...codes: string[]) => {
    const row = anOldAdvertiser({ Spend_USD: '5600', Spend_EUR: '4950', Spend_INR: '399750' })
    return Object.fromEntries(Object.entries(row).filter(([name]) => !codes.includes(name)))
  }
  expect(amounts(without('Spend_USD'))).toEqual(['4950 EUR'])
  expect(amounts(without('Spend_USD', 'Spend_EUR'))).toEqual(['399750 INR'])
})

test('G-2: total, week and place of one amount are told in one currency, so that they can be compared', () => {
  const all = { Spend_USD: '200', Spend_EUR: '150', Spend_INR: '14000', Spend_GBP: '150', Spend_HRK: '1100' }
  const advertiser = { Advertiser_ID: 'AR800000000000000009', Advertiser_Name: 'Bridge Party' }
  expect([
    ...amounts(anOldAdvertiser({ Regions: 'EU, FI', ...all })),
    ...amounts({ ...advertiser, Week_Start_Date: '2019-05-19', ...all }),
    ...amounts({ Country: 'FI', Country_Subdivision_Primary: '', Country_Subdivision_Secondary: '', ...all }),
  ]).toEqual(['200 USD', '200 USD', '200 USD'])
})

test('G-2: of the months between, rupees beside the currency of a country are one amount told again', () => {
  const row = anOldAdvertiser({
    Advertiser_ID: 'AR00000000000000000019',
    Spend_USD: '0',
    Spend_INR: '3250',
    Spend_BGN: '75',
  })
  expect(amounts(row)).toEqual(['0 USD'])
})

test('zero in every currency is told once, in the currency of the place if it has a column, else in dollar', () => {
  for (const [regions, amount] of [
    ['US', '0 USD'],
    ['IN', '0 INR'],
    ['FI, SE', '0 EUR'],
    ['PL', '0 EUR'],
    ['IN, US', '0 USD'],
    ['JP', '0 USD'],
    ['', '0 USD'],
  ] as const) {
    expect(amounts(anAdvertiser({ Regions: regions }))).toEqual([amount])
  }
})

test('sums are told with the step to which their vintage rounds them', () => {
  const step = (row: Parameters<typeof readStatements>[0]) =>
    readStatements(row).statements.map((each) => each.roundedTo)
  expect(step(anAdvertiser({ Spend_USD: '400' }))).toEqual([10_000n])
  expect(step(anAdvertiser({ Spend_CLP: '50000' }))).toEqual([50_000n])
  expect(step(anAdvertiser({ Spend_KES: '5000' }))).toEqual([null])
  expect(step(anAdvertiser({ Regions: 'PL', Spend_PLN: '250' }))).toEqual([25_000n])
  expect(step({ ...anOldAdvertiser({ Regions: '' }), Spend_USD: '5600' })).toEqual([10_000n])
})

test('the ads of an advertiser are counted once, however many currencies it paid in', () => {
  const { statements } = readStatements(anAdvertiser({ Spend_USD: '30800', Spend_GBP: '50', Total_Creatives: '7' }))
  expect(statements.map(({ ads }) => ads)).toEqual([7, null])
})

test('a total reaches from the beginning to the day of the file, in the one country told', () => {
  const [total] = readStatements(anAdvertiser({ Spend_USD: '400' })).statements
  expect(total).toMatchObject({
    key: 'total/AR00000000000000000011/USD',
    period: { from: null, to: '2025-04-30' },
    country: { code: 'US' },
    region: null,
  })
  const [abroad] = readStatements(anAdvertiser({ Regions: 'EU, FI', Spend_EUR: '50' })).statements
  expect(abroad?.country).toBeNull()
})

test('rupees and forints with decimals are read to the last one, other text is quarantined', () => {
  const [sum] = readStatements(anAdvertiser({ Regions: 'IN', Spend_INR: '1250.50' })).statements
  expect(sum?.spend.lower).toBe(125_050n)
  expect(problemOf(() => amounts(anAdvertiser({ Spend_USD: '1,200' })))).toBe('record.malformed')
  expect(problemOf(() => amounts(anAdvertiser({ Spend_USD: '-100' })))).toBe('record.malformed')
})
