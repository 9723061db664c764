import { type DisclosureFields, NOT_DISCLOSED, toldValue } from '../../../src/domain/disclosure.ts'
import type { CountryCode } from '../../../src/domain/place.ts'
import { recordedAbroad } from '../../../src/domain/recorded-abroad.ts'
import { anAd, fieldsOf, type Row, readAd } from './builders.ts'

const LOWEST = ['lowest_range_in_every_currency']
const TOLD_OFTEN = ['spend_told_in_several_currencies']
const DOLLARS = { lower: 10_000n, upper: 100_000n, currency: 'USD' }

/** An ad of 2022, whose id has fewer digits: the same amount in four currencies. */
const anOldAd = (cells: Row = {}): Row => {
  const pairs = Object.keys(anAd()).filter((name) => name.startsWith('Spend_Range'))
  const rest = Object.entries(anAd()).filter(([name]) => !pairs.includes(name))
  return { ...Object.fromEntries(rest), Ad_ID: 'CR900000000000000001', ...OLD_PAIRS, ...cells }
}
const OLD_PAIRS: Row = {
  Spend_Range_Min_USD: '100',
  Spend_Range_Max_USD: '1000',
  Spend_Range_Min_EUR: '50',
  Spend_Range_Max_EUR: '500',
  Spend_Range_Min_INR: '2500',
  Spend_Range_Max_INR: '125000',
  Spend_Range_Min_HRK: '100',
  Spend_Range_Max_HRK: '1500',
}

test('G-2: since 2023 the pair that begins above zero is the one paid in', () => {
  const fields = fieldsOf({ Spend_Range_Min_USD: '1000', Spend_Range_Max_USD: '1500' })
  expect(fields.spend).toEqual({ lower: 100_000n, upper: 150_000n, currency: 'USD' })
  expect(fields).not.toHaveProperty('remarks')
})

test('G-2: a pair above zero counts though it is of another country’s currency', () => {
  const fields = fieldsOf({ Regions: 'MX', Spend_Range_Min_USD: '100', Spend_Range_Max_USD: '200' })
  expect(fields.spend).toEqual({ lower: 10_000n, upper: 20_000n, currency: 'USD' })
})

test('G-2: until 2022 one amount is told in all currencies: the dollar is taken wherever the ad ran, and remarked', () => {
  for (const regions of ['US', 'EU, NL', 'IN', 'TW']) {
    const { fields } = readAd(anOldAd({ Regions: regions }))
    expect([fields.spend, fields.remarks]).toEqual([DOLLARS, TOLD_OFTEN])
  }
})

test('G-2: of a file without dollars the euro is taken, else the first column there is', () => {
  const spendWithout = (...codes: string[]) => {
    const cells = Object.entries(anOldAd()).filter(([name]) => !codes.some((code) => name.endsWith(code)))
    return readAd(Object.fromEntries(cells)).fields.spend
  }
  expect(spendWithout('_USD')).toEqual({ lower: 5_000n, upper: 50_000n, currency: 'EUR' })
  expect(spendWithout('_USD', '_EUR')).toEqual({ lower: 250_000n, upper: 12_500_000n, currency: 'INR' })
})

test('G-2: an amount that was merely converted is never taken for money from abroad', () => {
  for (const country of ['US', 'IN', 'DE'] as CountryCode[]) {
    const fields = readAd(anOldAd({ Regions: country })).fields
    expect(noticed(fields, country)).toEqual([])
    const alone = Object.entries(anOldAd({ Regions: country })).filter(([name]) => !/Range_.*_(?!USD)/.test(name))
    expect(noticed(readAd(Object.fromEntries(alone)).fields, country)).toEqual([])
  }
})

const noticed = ({ spend, remarks = [] }: DisclosureFields, country: CountryCode) =>
  recordedAbroad({
    billingCountry: null,
    currency: toldValue(spend)?.currency ?? null,
    isConverted: remarks.includes('spend_told_in_several_currencies'),
    countries: [country],
  })

test('G-2: one amount in all currencies is seen by the figures too, whatever the id', () => {
  const { fields } = readAd(anOldAd({ Ad_ID: 'CR00000000000000000007', Regions: 'EU, NL' }))
  expect([fields.spend, fields.remarks]).toEqual([DOLLARS, TOLD_OFTEN])
})

test('G-2: what a row tells in dollars alone stands without a remark where there was nothing else to tell', () => {
  const cells = Object.entries(anOldAd({ Regions: 'US' })).filter(([name]) => !/Range_.*_(?!USD)/.test(name))
  const { fields } = readAd(Object.fromEntries(cells))
  expect([fields.spend, fields.remarks]).toEqual([DOLLARS, undefined])
})

test('G-2: rupees beside another amount are one amount told again, though it is below the first step in dollars', () => {
  const fields = fieldsOf({
    Regions: 'DE',
    Spend_Range_Min_EUR: '50',
    Spend_Range_Max_EUR: '100',
    Spend_Range_Min_INR: '2500',
    Spend_Range_Max_INR: '5000',
  })
  expect([fields.spend, fields.remarks]).toEqual([{ lower: 0n, upper: 10_000n, currency: 'USD' }, TOLD_OFTEN])
})

test('G-2: two pairs above zero, which were never seen, are remarked, and a lowest range stands for neither', () => {
  const fields = fieldsOf({
    Regions: 'BR',
    Spend_Range_Min_BRL: '500',
    Spend_Range_Max_BRL: '1000',
    Spend_Range_Min_EUR: '50',
    Spend_Range_Max_EUR: '100',
  })
  expect([fields.spend, fields.remarks]).toEqual([{ lower: 5_000n, upper: 10_000n, currency: 'EUR' }, TOLD_OFTEN])
})

test('G-3: the lowest range in every currency is read in that of the country, and remarked', () => {
  for (const [regions, spend] of [
    ['US', { lower: 0n, upper: 10_000n, currency: 'USD' }],
    ['IN', { lower: 0n, upper: 25_000n, currency: 'INR' }],
    ['CL', { lower: 0n, upper: 50_000n, currency: 'CLP' }],
    ['AT, DE', { lower: 0n, upper: 5_000n, currency: 'EUR' }],
  ] as const) {
    const fields = fieldsOf({ Regions: regions })
    expect([fields.spend, fields.remarks]).toEqual([spend, LOWEST])
  }
})

test('G-3: where no column is of the ad’s country, no amount is made up for it', () => {
  const fields = fieldsOf({ Regions: 'JP' })
  expect([fields.spend, fields.remarks]).toEqual([NOT_DISCLOSED, LOWEST])
})

test('G-3: a table cut down to dollars does not make dollars of rupees', () => {
  const pairs = Object.entries(anAd({ Regions: 'IN' })).filter(([name]) => !/Range_(Min|Max)_(?!USD)/.test(name))
  expect(readAd(Object.fromEntries(pairs)).fields.spend).toEqual(NOT_DISCLOSED)
})

test('G-4, google.max-empty: an empty top is open, and so is the 0 of BigQuery or a top below the bottom', () => {
  for (const max of ['', '0', '50']) {
    const fields = fieldsOf({ Spend_Range_Min_USD: '100000', Spend_Range_Max_USD: max })
    expect(fields.spend).toEqual({ lower: 10_000_000n, upper: null, currency: 'USD' })
  }
})

test('the zeros that BigQuery’s loader writes for a missing column tell nothing', () => {
  const fields = fieldsOf({ Regions: 'MX', Spend_Range_Min_MXN: '0', Spend_Range_Max_MXN: '0' })
  expect(fields.spend).toEqual(NOT_DISCLOSED)
})

test('google.currency-columns: a currency that Google adds is read without anybody’s help, and reported', () => {
  const ad = anAd({ Regions: 'KE', Spend_Range_Min_KES: '5000', Spend_Range_Max_KES: '10000' })
  expect(readAd(ad).fields.spend).toEqual({ lower: 500_000n, upper: 1_000_000n, currency: 'KES' })
})

const inWords = (cells: Row) => {
  const pairs = Object.entries(anAd()).filter(([name]) => !name.startsWith('Spend_Range'))
  return readAd({ ...Object.fromEntries(pairs), ...cells }).fields
}

test('the deprecated words for spend are read where a file has nothing else', () => {
  const words = (text: string) => inWords({ Spend_USD: text }).spend
  expect(words('≤ 100')).toEqual({ lower: 0n, upper: 10_000n, currency: 'USD' })
  expect(words('1k-50k')).toEqual({ lower: 100_000n, upper: 5_000_000n, currency: 'USD' })
  expect(words('> 100k')).toEqual({ lower: 10_000_000n, upper: null, currency: 'USD' })
  expect(words('')).toEqual(NOT_DISCLOSED)
})

test('G-2: the words tell dollars of ads anywhere: outside the US that is remarked', () => {
  expect(inWords({ Spend_USD: '≤ 100', Regions: 'US' })).not.toHaveProperty('remarks')
  expect(inWords({ Spend_USD: '≤ 100', Regions: 'EU, NL' }).remarks).toEqual(TOLD_OFTEN)
})
