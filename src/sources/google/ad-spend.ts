import type { Remark } from '../../domain/disclosure.ts'
import { type Currency, currency, type SpendRange } from '../../domain/money.ts'
import type { Country } from '../../domain/place.ts'
import { range } from '../../domain/range.ts'
import { spendText } from './buckets.ts'
import { type Cells, word } from './cells.ts'
import { malformed } from './malformed.ts'
import { isNothing, minorOf, oneColumn, type Pair, pairs } from './money-columns.ts'
import { adCurrency } from './regions.ts'
import { isOldId } from './sums.ts'

/** What an ad cost; null where the row tells no amount that is surely its own. */
export interface AdSpend {
  readonly spend: SpendRange | null
  readonly remarks: readonly Remark[]
}

const DOLLAR = currency('USD')

/**
 * G-2, G-3. Of the pairs of columns one is real. Until 2022 all tell the same, converted: the dollar is taken, as of the
 * advertisers' sums, and remarked, since nobody can tell which currency was paid in. Since then the pair that begins
 * above zero is real, and in all others stands the lowest range; where it stands in all of them, nobody can tell which
 * is real: that of the ad's country is taken and remarked, and none where the file has no such.
 */
export function adSpend(cells: Cells, adId: string, regions: readonly Country[]): AdSpend {
  const told = new Map([...pairs(cells)].filter(([, pair]) => isTold(pair)))
  if (told.size === 0) return spendOfText(cells, regions)
  const real = [...told.keys()].filter((code) => !isNothing(told.get(code)?.min ?? ''))
  if (isConverted(cells, adId, real)) {
    return { spend: spendIn(told, oneColumn(told.keys())), remarks: convertedRemarks(regions, told.size) }
  }
  if (real.length === 0) return lowest(told, regions)
  // One ad with two real pairs was never seen; should it come, it is one amount told in two currencies.
  return { spend: spendIn(told, oneColumn(real)), remarks: real.length > 1 ? TOLD_OFTEN : [] }
}

const TOLD_OFTEN: readonly Remark[] = ['spend_told_in_several_currencies']

/** A table cut down to one of its columns tells no less a converted amount, but for 2018: one column, and the US alone. */
function convertedRemarks(regions: readonly Country[], columns: number): readonly Remark[] {
  return columns > 1 || regions.some(({ code }) => code !== 'US') ? TOLD_OFTEN : []
}

/** The loader of BigQuery writes zeros where a column is missing or blank: nothing is told by them. */
function isTold({ min, max }: Pair): boolean {
  return min.trim() !== '' && !(isNothing(min) && isNothing(max))
}

function isConverted(cells: Cells, adId: string, real: readonly string[]): boolean {
  return isOldId(adId) || cells.has('spend_range_min_hrk') || (real.includes('INR') && real.length > 1)
}

function lowest(told: ReadonlyMap<Currency, Pair>, regions: readonly Country[]): AdSpend {
  const own = adCurrency(regions, new Set(told.keys()))
  // A table that someone cut down to one pair of columns, and to none that says where, still tells that pair.
  const code = own ?? (regions.length === 0 && told.size === 1 ? oneColumn(told.keys()) : undefined)
  return { spend: spendIn(told, code), remarks: ['lowest_range_in_every_currency'] }
}

function spendIn(told: ReadonlyMap<Currency, Pair>, code: Currency | undefined): SpendRange | null {
  const pair = code === undefined ? undefined : told.get(code)
  return code === undefined || pair === undefined ? null : { ...boundsOf(pair, code), currency: code }
}

/** G-4: an empty top is open; so is the 0 that BigQuery's loader writes for it, or any top below the bottom. */
function boundsOf({ min, max }: Pair, code: Currency) {
  const lower = minorOf(min, code)
  const upper = max.trim() === '' ? null : minorOf(max, code)
  try {
    return range(lower, upper !== null && upper < lower ? null : upper)
  } catch (cause) {
    throw malformed('The bounds of spend cannot be read', { field: `spend ${code}`, value: `${min}–${max}`, cause })
  }
}

/** The words are of dollars whatever the ad was paid in, until 2022: since then they are blank. */
function spendOfText(cells: Cells, regions: readonly Country[]): AdSpend {
  const text = word(cells, 'spend_usd')
  if (text === null) return { spend: null, remarks: [] }
  return { spend: spendText(text, DOLLAR), remarks: convertedRemarks(regions, 1) }
}
