import type { AdvertiserMoney } from '../../ports/spending.ts'
import { counted, currencyName, moneyText } from '../format.ts'

/** What is known of an advertiser's spending in one currency, and what says so. */
export interface AdvertiserMoneyView {
  readonly currency: string
  readonly bounds: string
  readonly ads: string
  readonly stated: string
  readonly how: string
}

export function moneyViews(money: readonly AdvertiserMoney[], platform: string): AdvertiserMoneyView[] {
  return money.map((each) => {
    const { currency, ads, statements } = each
    return {
      currency: currencyName(currency),
      bounds: moneyText(each, currency),
      ads: ads === null ? 'say nothing' : `${moneyText(ads, currency)}, from ${counted(ads.count, 'ad')}`,
      stated: statements === null ? 'say nothing' : moneyText(statements, currency),
      how: howText(each, platform),
    }
  })
}

/** Which witness tells each bound: the greater lower one holds, and an upper one of those that hold from above. */
function howText({ lower, upper, ads, statements }: AdvertiserMoney, platform: string): string {
  if (statements === null) return `Only ads tell: ${platform} states no totals of this advertiser in the files at hand.`
  if (ads === null) return `Only ${platform}’s own totals tell: no ad at hand tells an amount.`
  const low = witness(ads.lower === lower, statements.lower === lower, platform)
  if (upper === null) return `The lower bound is told by ${low}. ${whyOpen(ads.upper !== null, platform)}`
  const [isAds, isStated] = [ads.upper === upper, statements.upper === upper]
  if (statements.upper !== null && statements.upper < lower) {
    return `The two do not agree: the lower bound, told by ${low}, is more than ${platform}’s totals leave room for. They cap nothing.`
  }
  const high = witness(isAds, isStated, platform)
  return low === high
    ? `Both bounds are told by ${low}.`
    : `The lower bound is told by ${low}; the upper bound by ${high}.`
}

function whyOpen(haveAdsTop: boolean, platform: string): string {
  return haveAdsTop
    ? `It is more than the ads at hand could have cost: some are missing here, so they cap nothing, and ${platform} states no total of all days.`
    : 'None of them tells an upper one.'
}

function witness(isAds: boolean, isStated: boolean, platform: string): string {
  if (isAds === isStated) return 'both together'
  return isAds ? 'its ads' : `${platform}’s own totals`
}
