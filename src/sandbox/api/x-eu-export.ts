import { dayNumber, dayOfNumber } from '../../domain/days.ts'
import { csvText } from '../csv-text.ts'
import { randomOf } from '../random.ts'
import type { Switches } from '../switches.ts'
import type { ToldAd, WorldDay } from '../world.ts'
import { apiNames, digitsOf } from './names.ts'

export interface XEuAsked {
  readonly user: string
  readonly country: string
  readonly from: string
  readonly to: string
}

const HEADER = [
  'Advertiser Name',
  'Funding Entity',
  'Creative',
  'Start date',
  'End Date',
  'Targeted Segments',
  'Excluded Targeting Segments',
  'Impressions',
  'Reach',
  'Facts And Circumstances Of Removal',
  'Enforcement Action',
  'Statement Of Reason',
]

/** What an account ran in a country within the days. */
export function xEuAds(world: WorldDay, { user, country, from, to }: XEuAsked): readonly ToldAd[] {
  const [first, last] = [dayNumber(from), dayNumber(to)]
  return world.ads('x-eu').filter((ad) => {
    const isAsked = apiNames(ad.sponsor, 'x-eu').accountId === user && ad.sponsor.aims === country
    return isAsked && ad.isListed && ad.firstDay <= last && ad.lastDay >= first
  })
}

export function exportCsv(world: WorldDay, asked: XEuAsked, switches: Switches): string {
  const ads = switches.has('xeu.header-only') ? [] : xEuAds(world, asked)
  return csvText([HEADER, ...ads.map(rowOf)], '\n')
}

function rowOf(ad: ToldAd): string[] {
  const { account, payer } = apiNames(ad.sponsor, 'x-eu')
  const random = randomOf(`x-eu ${ad.id}`)
  const isRemoved = random.happens(0.05)
  return [
    account,
    payer ?? '',
    `https://x.com/${account}/status/${digitsOf(ad.id, 19)}`,
    dayOfNumber(ad.firstDay),
    ad.isOpenEnded ? '' : dayOfNumber(ad.lastDay),
    random.pick(['Age: 18 and up', 'Age: 18 and up, Gender: Any', 'Location: Germany']),
    random.pick(['', '', 'Age: 13 to 17']),
    String(ad.shown),
    String(Math.floor(ad.shown * 0.6)),
    isRemoved ? 'Found by a report, in all countries' : '',
    isRemoved ? 'Ad halted' : '',
    isRemoved ? 'Political content policy' : '',
  ]
}
