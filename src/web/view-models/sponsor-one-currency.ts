import type { SponsorId } from '../../domain/ids.ts'
import type { Currency } from '../../domain/money.ts'
import { moneyText } from '../format.ts'
import { ratesText } from '../one-currency.ts'
import { type SponsorInOne, sumInOne } from '../sponsor-one-currency.ts'
import { sponsorUrl } from '../sponsor-url.ts'
import { whyUrl } from '../why-url.ts'
import type { LinkView } from './layout-view.ts'

/** A sponsor's money of all currencies in one, if that was asked for, and the ways to ask for it. */
export interface SponsorOneView {
  readonly bounds: string | null
  readonly how: string | null
  readonly why: string | null
  readonly choices: readonly (LinkView & { readonly isCurrent: boolean })[]
}

interface SponsorOneContent {
  readonly id: SponsorId
  readonly inOne: SponsorInOne | null
  /** Currencies that all others can be shown in; none: no rates are loaded. */
  readonly rated: readonly Currency[]
  /** The moment that links keep. */
  readonly kept: { readonly as_of?: string }
}

/** The currencies that are offered are the commonest; the address takes any. */
const OFFERED = ['EUR', 'USD', 'GBP']

/** Null where there are no rates. */
export function sponsorOneView({ id, inOne, rated, kept }: SponsorOneContent): SponsorOneView | null {
  if (rated.length === 0 && inOne === null) return null
  const one = inOne?.one ?? null
  return {
    bounds: inOne === null ? null : moneyText(sumInOne(inOne), inOne.one.currency),
    how: one === null ? null : ratesText(one),
    why: one === null ? null : whyUrl({ sponsor: id, in: one.currency, ...kept }),
    choices: rated
      .filter((code) => OFFERED.includes(code) || code === one?.currency)
      .map((code) => ({ text: code, href: sponsorUrl(id, { in: code, ...kept }), isCurrent: code === one?.currency })),
  }
}
