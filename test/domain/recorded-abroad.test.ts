import fc from 'fast-check'
import type { Currency } from '../../src/domain/money.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import { recordedAbroad } from '../../src/domain/recorded-abroad.ts'
import { usualCurrencies } from '../../src/domain/usual-currency.ts'

interface Told {
  readonly billing?: string
  readonly paidIn?: string
  readonly isConverted?: boolean
}

/** What is noticed of an ad; `?` stands for a country that we do not understand. */
const noticed = (aimedAt: string, { billing, paidIn, isConverted = false }: Told) =>
  recordedAbroad({
    billingCountry: (billing ?? null) as CountryCode | null,
    currency: (paidIn ?? null) as Currency | null,
    isConverted,
    countries: aimedAt.split(' ').flatMap((code) => (code === '' ? [] : [code === '?' ? null : (code as CountryCode)])),
  })

test('M1: a billing country is noticed if and only if it is none of those that the ad was aimed at', () => {
  expect(noticed('US', { billing: 'RU' })).toEqual(['billing_country'])
  expect(noticed('US', { billing: 'US' })).toEqual([])
  expect(noticed('DE FR', { billing: 'FR' })).toEqual([])
  expect(noticed('DE FR', { billing: 'BE' })).toEqual(['billing_country'])
})

test('M2: a currency is noticed if and only if it is usual in none of the countries', () => {
  expect(noticed('US', { paidIn: 'RUB' })).toEqual(['currency'])
  expect(noticed('DE', { paidIn: 'EUR' })).toEqual([])
  expect(noticed('DE US', { paidIn: 'USD' })).toEqual([])
  expect(noticed('DE PL', { paidIn: 'USD' })).toEqual(['currency'])
  expect(noticed('US', { billing: 'RU', paidIn: 'RUB' })).toEqual(['billing_country', 'currency'])
})

test('M2: a second or former currency of a country is usual there', () => {
  for (const [country, paidIn] of [
    ['BG', 'BGN'],
    ['HR', 'HRK'],
    ['PA', 'USD'],
  ] as const) {
    expect(noticed(country, { paidIn })).toEqual([])
  }
})

test('M2: where one country’s usual currency is not known, nothing is said of the currency', () => {
  expect(usualCurrencies('AQ' as CountryCode)).toEqual([])
  expect(noticed('AQ', { paidIn: 'RUB' })).toEqual([])
  expect(noticed('US AQ', { paidIn: 'RUB', billing: 'RU' })).toEqual(['billing_country'])
})

test('M1, M2: what is not told, or a country not understood, is no finding', () => {
  expect(noticed('US', {})).toEqual([])
  expect(noticed('US', { paidIn: 'XXX' })).toEqual([])
  expect(noticed('', { billing: 'RU', paidIn: 'RUB' })).toEqual([])
  expect(noticed('US ?', { billing: 'RU', paidIn: 'RUB' })).toEqual([])
})

test('M2: a currency into which the source converted is not the one paid in', () => {
  expect(noticed('DE', { paidIn: 'USD' })).toEqual(['currency'])
  expect(noticed('DE', { paidIn: 'USD', isConverted: true })).toEqual([])
  expect(noticed('DE', { billing: 'US', paidIn: 'USD', isConverted: true })).toEqual(['billing_country'])
})

const COUNTRY = fc.constantFrom('US', 'DE', 'PL', 'PA', 'AQ', '?')

test('M1, M2: neither the order nor the repetition of the countries makes a difference', () => {
  const told = fc.record({
    billing: fc.constantFrom('US', 'DE', 'RU'),
    paidIn: fc.constantFrom('USD', 'EUR', 'RUB', 'XXX'),
    isConverted: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(COUNTRY, { minLength: 1, maxLength: 5 }), told, (countries, ad) => {
      const again = [...countries].reverse().concat(countries)
      expect(noticed(again.join(' '), ad)).toEqual(noticed(countries.join(' '), ad))
    }),
  )
})
