import type { SwitchName } from '../switches.ts'
import type { MicrosoftAd } from './microsoft-ads.ts'

const COUNTRY_NAMES: Readonly<Record<string, string>> = { DE: 'Germany', NO: 'Norway' }
const BESIDE: Readonly<Record<string, string>> = { DE: 'Austria', NO: 'Sweden' }

/** JSON whose ids are numbers, however long: JavaScript itself would round them. */
export function jsonWithLongs(value: unknown): string {
  return JSON.stringify(value).replace(/"long:(\d+)"/g, '$1')
}

export function adRow({ id, account, accountId, title, description, ad }: MicrosoftAd) {
  return {
    AdId: `long:${id}`,
    AdvertiserName: account,
    AdvertiserId: `long:${accountId}`,
    Title: title,
    Description: description,
    DisplayUrl: ad.sponsor.domain,
    DestinationUrl: `https://${ad.sponsor.domain}/?ad=${id}`,
    AssetJson: ad.kind === 'image' ? JSON.stringify([{ Url: `https://assets.example/${id}.png` }]) : '',
  }
}

export function adWithDetails(told: MicrosoftAd, has: (name: SwitchName) => boolean) {
  const { ad, payer, account, first, last } = told
  const { aims } = ad.sponsor
  const targets = [
    { TargetType: 'Location', UsedForExclusion: false },
    { TargetType: 'MicrosoftAudiences', UsedForExclusion: ad.kind === 'image' },
  ]
  return {
    ...adRow(told),
    AdDetails: {
      ...(payer === null || payer === account ? {} : { PaidForByName: payer }),
      StartDate: `${first}T00:00:00Z`,
      EndDate: `${last}T00:00:00Z`,
      TotalImpressionsRange: rangeOf(ad.shown),
      ImpressionsByCountry: [
        { Country: COUNTRY_NAMES[aims] ?? aims, ImpressionShare: '91.4%' },
        { Country: BESIDE[aims] ?? aims, ImpressionShare: '8.6%' },
      ],
      [has('ms.targets-name') ? 'TargetTypes' : 'Targets']: targets,
    },
  }
}

export function advertiserAnswer({ account, verifiedId, ad }: MicrosoftAd, base: string) {
  return {
    '@odata.context': `${base}/$metadata#Advertisers/$entity`,
    AdvertiserId: `long:${verifiedId}`,
    AdvertiserName: account,
    AdvertiserCountry: COUNTRY_NAMES[ad.sponsor.billed] ?? ad.sponsor.billed,
    IsVerified: true,
  }
}

const STEPS = [0, 1, 5, 10, 50, 100, 500, 1000]

/** `10K - 50K`; the last is open. */
function rangeOf(shown: number): string {
  const place = STEPS.findLastIndex((step) => step * 1000 <= shown)
  const to = STEPS[place + 1]
  return to === undefined ? '1M+' : `${text(STEPS[place] ?? 0)} - ${text(to)}`
}

function text(thousands: number): string {
  if (thousands === 0) return '0'
  return thousands === 1000 ? '1M' : `${thousands}K`
}
