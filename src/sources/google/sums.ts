import { type Currency, currency, type SpendRange } from '../../domain/money.ts'
import type { Country } from '../../domain/place.ts'
import { exactly } from '../../domain/range.ts'
import type { Cells } from './cells.ts'
import { isNothing, minorOf, oneColumn, sumTexts } from './money-columns.ts'
import { sumCurrency } from './regions.ts'
import { roundingStep, type Vintage } from './steps.ts'

/** A sum of a row, in one currency. */
export interface Sum {
  readonly spend: SpendRange
  readonly roundedTo: bigint | null
  readonly facts: Readonly<Record<string, string>>
}

interface Row {
  readonly cells: Cells
  /** The advertiser's id; null where the file has none. */
  readonly id: string | null
  /** Where the money was spent, as far as the row tells. */
  readonly regions: readonly Country[]
}

const DOLLAR = currency('USD')
const EURO = currency('EUR')

/**
 * G-2. What the columns of currencies mean changed. Files of 2018 to 2022 tell one amount in each: one is taken, the
 * same for every row. Later ones tell money apart, and each column is a sum as published. But for the EU: those in BGN,
 * CZK, DKK, HUF, PLN, RON and SEK tell again a part of the amount in euro, which a fact says of them. In the file of
 * April 2025 no row has one of them without euro; advertisers of Poland alone with more than 5,000 EUR have 4.2 to 4.6
 * PLN to each, and those of the six other countries their rates. GBP stands apart: one advertiser has 3,333,400 GBP and
 * 1,450 EUR. Nobody adds across currencies, so nothing is counted twice.
 */
export function sums(row: Row): readonly Sum[] {
  const texts = sumTexts(row.cells)
  return isConverted(row, texts) ? [oneOf(texts)] : apart(texts, row.regions)
}

function oneOf(texts: ReadonlyMap<Currency, string>): Sum {
  const code = oneColumn(texts.keys())
  const facts = texts.size > 1 ? { 'Told in': `${texts.size} currencies, converted by the source` } : {}
  return sumOf(code, texts.get(code) ?? '', 'converted', facts)
}

function apart(texts: ReadonlyMap<Currency, string>, regions: readonly Country[]): readonly Sum[] {
  const spent = [...texts].filter(([, text]) => !isNothing(text))
  if (spent.length === 0) return [sumOf(currencyOfNothing(texts, regions), '0', 'apart', {})]
  const hasEuro = spent.some(([code]) => code === EURO)
  return spent.map(([code, text]) => sumOf(code, text, 'apart', hasEuro && WITHIN_EURO.has(code) ? PART_OF_EURO : {}))
}

/** Currencies of countries of the EU that pay, or paid, otherwise than in euro. */
const WITHIN_EURO = new Set(['BGN', 'CZK', 'DKK', 'HUF', 'PLN', 'RON', 'SEK'])
const PART_OF_EURO = { 'Part of EUR': 'restated by the source' }

/** Zero is a value: it is told once, in the currency of the place, or in dollar where that has no column of its own. */
function currencyOfNothing(texts: ReadonlyMap<Currency, string>, regions: readonly Country[]): Currency {
  const own = sumCurrency(regions)
  return own !== null && texts.has(own) ? own : DOLLAR
}

function sumOf(code: Currency, text: string, vintage: Vintage, facts: Sum['facts']): Sum {
  return { spend: { ...exactly(minorOf(text, code)), currency: code }, roundedTo: roundingStep(code, vintage), facts }
}

/**
 * By the ids, which were all changed when the meaning was (G-1); by the kuna, which left in May 2023; and for the months
 * between, and for whatever else comes, by the figures: nobody pays in dollar, rupee, euro and pound alike.
 */
function isConverted({ cells, id }: Row, texts: ReadonlyMap<Currency, string>): boolean {
  if (texts.size === 1 || (id !== null && isOldId(id))) return true
  const isSpent = (code: string) => !isNothing(texts.get(code as Currency) ?? '')
  const hasKuna = cells.has('spend_hrk')
  if (hasKuna && id === null) return true
  if (hasKuna && isSpent('INR') && [...texts.keys()].some((code) => code !== 'INR' && isSpent(code))) return true
  return ['USD', 'EUR', 'INR', 'GBP'].every(isSpent) && isRateOfRupees(texts)
}

/** Up to 2022 an id has at most 19 digits, since then always 20 (G-1). */
export function isOldId(id: string): boolean {
  return /^[A-Za-z]{2}\d{1,19}$/.test(id)
}

function isRateOfRupees(texts: ReadonlyMap<Currency, string>): boolean {
  const rate = Number(texts.get('INR' as Currency)) / Number(texts.get(DOLLAR))
  return rate > 20 && rate < 200
}
