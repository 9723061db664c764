import fc from 'fast-check'
import {
  type DisclosureFields,
  NOT_DISCLOSED,
  type Remark,
  type Told,
  toldValue,
  WITHHELD,
} from '../../src/domain/disclosure.ts'
import type { Currency } from '../../src/domain/money.ts'
import type { Country, CountryCode } from '../../src/domain/place.ts'
import { recordedAbroad } from '../../src/domain/recorded-abroad.ts'
import { contentText } from '../../src/store/postgres/rows/content.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'

let opened: TestArchive
beforeAll(async () => {
  opened = await openTestArchive()
})
afterAll(() => opened.close())

/** With countries of one usual currency, of two, of none that is known, and names that we do not understand. */
const country: fc.Arbitrary<Country> = fc
  .constantFrom('US', 'DE', 'PL', 'BG', 'PA', 'AQ', 'RU', 'somewhere')
  .map((name) => ({ name, code: name.length === 2 ? (name as CountryCode) : null }))
const spend = fc
  .constantFrom('USD', 'EUR', 'BGN', 'PLN', 'RUB', 'XXX')
  .map((code) => ({ lower: 100n, upper: null, currency: code as Currency }))
const remarks = fc.subarray<Remark>(['spend_told_in_several_currencies', 'ends_before_it_starts'])

function told<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Told<Value>> {
  return fc.oneof({ weight: 8, arbitrary: value }, fc.constantFrom(NOT_DISCLOSED, WITHHELD))
}

/** Fields may be missing too: the file at hand does not carry them. */
const ad: fc.Arbitrary<DisclosureFields> = fc.record(
  {
    billingCountry: told(country),
    countries: told(fc.array(country, { maxLength: 3 })),
    spend: told(spend),
    remarks,
  },
  { requiredKeys: [] },
)

function byDomain({ billingCountry, countries, spend, remarks = [] }: DisclosureFields) {
  return recordedAbroad({
    billingCountry: toldValue(billingCountry)?.code ?? null,
    currency: toldValue(spend)?.currency ?? null,
    isConverted: remarks.includes('spend_told_in_several_currencies'),
    countries: (toldValue(countries) ?? []).map(({ code }) => code),
  })
}

test('the database and the domain notice the same of any ad', async () => {
  const ads = fc.sample(ad, { numRuns: 2_000, seed: 30_121 })
  const rows: { found: string[] }[] = await opened.database.query(
    `SELECT recorded_abroad(content) AS found
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS ads (content, number) ORDER BY number`,
    [`[${ads.map(contentText).join(',')}]`],
  )
  expect(rows.map(({ found }) => found)).toEqual(ads.map(byDomain))
  expect(new Set(rows.map(({ found }) => found.join()))).toEqual(
    new Set(['', 'billing_country', 'currency', 'billing_country,currency']),
  )
})

test('M2: the database takes no converted amount for the currency paid in', async () => {
  const found = async (fields: DisclosureFields) => {
    const [row] = await opened.database.query('SELECT recorded_abroad($1::jsonb) AS found', [contentText(fields)])
    return row.found
  }
  const fields: DisclosureFields = {
    countries: [{ name: 'DE', code: 'DE' as CountryCode }],
    spend: { lower: 0n, upper: 10_000n, currency: 'USD' as Currency },
  }
  expect(await found(fields)).toEqual(['currency'])
  expect(await found({ ...fields, remarks: ['spend_told_in_several_currencies'] })).toEqual([])
})
