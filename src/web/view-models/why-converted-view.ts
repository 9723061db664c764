import type { Currency } from '../../domain/money.ts'
import { type Range, sumOfRanges } from '../../domain/range.ts'
import type { Manifest } from '../../ports/source.ts'
import { currencyName, moneyText } from '../format.ts'
import { dayText } from '../format-date.ts'
import { type InOneCurrency, ratesText } from '../one-currency.ts'
import type { WhyRequest } from '../why-request.ts'
import { whyUrl } from '../why-url.ts'
import type { AsOfView } from './as-of-view.ts'
import type { LinkView } from './layout-view.ts'
import { subjectOf, whereText } from './why-view.ts'

/** What a figure is in one of its currencies. `converted`: null for want of a rate. */
export interface ConvertedPart {
  readonly currency: Currency
  readonly told: Range
  readonly converted: Range | null
  readonly why: string
}

export interface WhyConvertedView {
  readonly subject: LinkView
  readonly where: string
  readonly bounds: string
  readonly how: string
  readonly parts: readonly {
    readonly currency: string
    readonly told: string
    readonly rate: string
    readonly converted: string
    readonly why: string
  }[]
  readonly exports: readonly LinkView[]
  readonly asOf: AsOfView | null
}

interface WhyConvertedContent {
  readonly request: WhyRequest
  readonly one: InOneCurrency
  readonly name: string | null
  readonly parts: readonly ConvertedPart[]
  readonly kept: { readonly as_of?: string }
  readonly asOf: AsOfView | null
}

export function whyConvertedView(content: WhyConvertedContent, manifests: readonly Manifest[]): WhyConvertedView {
  const { request, one, name, parts, kept, asOf } = content
  return {
    subject: subjectOf(request, name, kept),
    where: whereText(request, manifests),
    bounds: moneyText(sumOfRanges(parts.flatMap((part) => part.converted ?? [])), one.currency),
    how: ratesText(one),
    parts: parts.map(({ currency, told, converted, why }) => ({
      currency: currencyName(currency),
      told: moneyText(told, currency),
      rate: rateText(one, currency),
      converted: converted === null ? 'in no sum' : moneyText(converted, one.currency),
      why,
    })),
    exports: (['csv', 'json'] as const).map((format) => ({
      text: format.toUpperCase(),
      href: whyUrl({ ...request.params, format }),
    })),
    asOf,
  }
}

function rateText({ rates, factors, currency: one }: InOneCurrency, currency: Currency): string {
  if (currency === one) return 'needs none'
  if (!factors.has(currency)) return 'has none'
  const rate = rates.find((each) => each.currency === currency)
  return rate === undefined
    ? 'needs none: rates are told for a euro'
    : `${rate.perEuro} for a euro, ${dayText(rate.day)}`
}
