import type { Currency } from '../domain/money.ts'
import { majorBounds } from '../domain/money.ts'
import { type Range, sumOfRanges } from '../domain/range.ts'
import { converted } from '../domain/reference-rate.ts'
import type { Archive } from '../ports/archive.ts'
import type { SponsorMoney } from '../ports/spending.ts'
import { type InOneCurrency, inOneCurrency, ratesJson } from './one-currency.ts'

/** A sponsor's money of all time, and how all of it comes into one currency. */
export interface SponsorInOne {
  readonly money: readonly SponsorMoney[]
  readonly one: InOneCurrency
}

/** Null: it was not asked for. @throws {Problem} `request.invalid` where the currency has no rate */
export async function sponsorInOne(
  archive: Archive,
  money: readonly SponsorMoney[],
  asked: Currency | undefined,
): Promise<SponsorInOne | null> {
  if (asked === undefined) return null
  const held = money.map(({ currency }) => currency)
  return { money, one: await inOneCurrency(archive, asked, { to: null, held }) }
}

/** What has a rate: each currency converted, lower bounds down and upper ones up, then added. */
export function sumInOne({ money, one }: SponsorInOne): Range {
  return sumOfRanges(
    money.flatMap((each) => {
      const factor = one.factors.get(each.currency)
      return factor === undefined ? [] : [converted(each, factor)]
    }),
  )
}

export function sponsorInOneJson(inOne: SponsorInOne | null) {
  if (inOne === null) return null
  return { ...majorBounds(sumInOne(inOne), inOne.one.currency), converted: ratesJson(inOne.one) }
}
