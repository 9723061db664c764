import type { SponsorId } from '../../domain/ids.ts'
import type { Currency } from '../../domain/money.ts'
import type { Manifest } from '../../ports/source.ts'
import type { SponsorMoney, Witnesses } from '../../ports/spending.ts'
import { counted, currencyName, moneyText } from '../format.ts'
import { platformName } from '../platform-name.ts'
import { whyUrl } from '../why-url.ts'

/** A figure, what each witness says of it, and where it is taken apart. */
export interface SponsorFigureView {
  /** All platforms together, or one; false: a part of the row above it. */
  readonly isWhole: boolean
  readonly what: string
  readonly bounds: string
  readonly ads: string
  readonly stated: string
  readonly why: string
}

/** Currency by currency all platforms together, then each; where there is only one, it is the whole. @param kept the moment that links keep */
export function sponsorMoneyViews(
  id: SponsorId,
  money: readonly SponsorMoney[],
  manifests: readonly Manifest[],
  kept: { readonly as_of?: string },
): SponsorFigureView[] {
  return money.flatMap(({ currency, platforms, ...whole }) => {
    const why = (platform: string | null) => whyUrl({ sponsor: id, currency, platform, ...kept })
    const nameOf = (platform: string) => platformName(manifests, platform)
    const [only] = platforms
    const isOne = platforms.length === 1 && only !== undefined
    const inCurrency = `in ${currencyName(currency)}`
    return [
      {
        isWhole: true,
        what: isOne ? `${nameOf(only.platform)}, ${inCurrency}` : `All platforms together, ${inCurrency}`,
        ...figure(whole, currency),
        why: why(null),
      },
      ...(isOne ? [] : platforms).map(({ platform, accounts, ...each }) => ({
        isWhole: false,
        what: `${nameOf(platform)}, ${counted(accounts, 'account')}`,
        ...figure(each, currency),
        why: why(platform),
      })),
    ]
  })
}

function figure(
  { ads, statements, ...bounds }: Omit<SponsorMoney, 'currency' | 'platforms'> & Witnesses,
  currency: Currency,
): Pick<SponsorFigureView, 'bounds' | 'ads' | 'stated'> {
  return {
    bounds: moneyText(bounds, currency),
    ads: ads === null ? 'say nothing' : `${moneyText(ads, currency)}, from ${counted(ads.count, 'ad')}`,
    stated: statements === null ? 'say nothing' : moneyText(statements, currency),
  }
}
