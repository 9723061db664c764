import { amounts, anAdvertiser, anOldAdvertiser, problemOf, readStatements } from './builders.ts'

test('G-2, google.disjoint-sums: money in other currencies is other money: a statement for each', () => {
  expect(amounts(anAdvertiser({ Regions: 'GB, US', Spend_USD: '30800', Spend_GBP: '50' }))).toEqual([
    '30800 USD',
    '50 GBP',
  ])
})

test('G-2: inside the EU the euro is the whole, and the country’s own currency tells a part of it again', () => {
  const row = anAdvertiser({ Regions: 'PL', Spend_EUR: '43350', Spend_PLN: '181250' })
  expect(amounts(row)).toEqual(['43350 EUR'])
  expect(readStatements(row).statements[0]?.facts).toEqual({ 'Of it in PLN': '181250' })
})

test('G-2: pounds stand apart from euro', () => {
  const row = anAdvertiser({ Regions: 'DE, GB', Spend_EUR: '1450', Spend_CZK: '1500', Spend_GBP: '3333400' })
  expect(amounts(row)).toEqual(['1450 EUR', '3333400 GBP'])
})

test('G-2: a currency of the EU without euro beside it is no part of anything', () => {
  expect(amounts(anAdvertiser({ Regions: 'PL', Spend_PLN: '250' }))).toEqual(['250 PLN'])
})

test('G-2, google.same-in-all-currencies: of one amount told in all, one is taken: that of the place', () => {
  const all = { Spend_USD: '5600', Spend_EUR: '4950', Spend_INR: '399750', Spend_PLN: '21500', Spend_GBP: '4250' }
  for (const [regions, amount] of [
    ['US', '5600 USD'],
    ['EU, FI', '4950 EUR'],
    ['EU, GB, IE', '4950 EUR'],
    ['EU, PL', '4950 EUR'],
    ['IN', '399750 INR'],
    ['', '5600 USD'],
  ] as const) {
    expect(amounts(anOldAdvertiser({ Regions: regions, ...all }))).toEqual([amount])
    expect(amounts(anAdvertiser({ Regions: regions, ...all }))).toEqual([amount])
  }
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

test('zero in every currency is told once, as zero in the currency of the place', () => {
  for (const [regions, amount] of [
    ['US', '0 USD'],
    ['IN', '0 INR'],
    ['FI, SE', '0 EUR'],
    ['IN, US', '0 XXX'],
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
