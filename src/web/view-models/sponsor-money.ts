import type { SponsorId } from '../../domain/ids.ts'
import type { Currency } from '../../domain/money.ts'
import type { Manifest } from '../../ports/source.ts'
import type { SponsorMoney, Witnesses } from '../../ports/spending.ts'
import { counted, currencyName, moneyText } from '../format.ts'
import { platformName } from '../platform-name.ts'
import { whyUrl } from '../sponsor-url.ts'

/** A figure, what each witness says of it, and where it is taken apart. */
export interface SponsorFigureView {
  /** All platforms together, or one. */
  readonly what: string
  readonly bounds: string
  readonly ads: string
  readonly stated: string
  readonly why: string
}

/** What is known of a sponsor's spending in one currency. */
export interface SponsorMoneyView {
  readonly currency: string
  readonly whole: SponsorFigureView
  /** One a platform; empty where there is only one, which is then the whole. */
  readonly platforms: readonly SponsorFigureView[]
}

/** @param kept the moment that links keep */
export function sponsorMoneyViews(
  id: SponsorId,
  money: readonly SponsorMoney[],
  manifests: readonly Manifest[],
  kept: { readonly as_of?: string },
): SponsorMoneyView[] {
  return money.map(({ currency, platforms, ...whole }) => {
    const why = (platform: string | null) => whyUrl({ sponsor: id, currency, platform, ...kept })
    const nameOf = (platform: string) => platformName(manifests, platform)
    const [only] = platforms
    const isOne = platforms.length === 1 && only !== undefined
    return {
      currency: currencyName(currency),
      whole: {
        what: isOne ? nameOf(only.platform) : 'All platforms together',
        ...figure(whole, currency),
        why: why(null),
      },
      platforms: isOne
        ? []
        : platforms.map(({ platform, accounts, ...each }) => ({
            what: `${nameOf(platform)}, ${counted(accounts, 'account')}`,
            ...figure(each, currency),
            why: why(platform),
          })),
    }
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
