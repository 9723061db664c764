import { dayOfNumber } from '../../domain/days.ts'
import { countryOf } from '../countries.ts'
import { randomOf } from '../random.ts'
import type { Switches } from '../switches.ts'
import type { ToldAd, WorldDay } from '../world.ts'
import { CURRENCIES, shownBucket, spendBucket, stepOf } from './google-money.ts'

/** In the raw order of August 2026, with an unnamed column at the end. */
const HEADER = [
  ...['Ad_ID', 'Ad_URL', 'Ad_Type', 'Regions', 'Advertiser_ID', 'Advertiser_Name', 'Ad_Campaigns_List'],
  ...['Date_Range_Start', 'Date_Range_End', 'Num_of_Days', 'Impressions', 'Spend_USD'],
  ...['First_Served_Timestamp', 'Last_Served_Timestamp', 'Age_Targeting', 'Gender_Targeting'],
  ...['Geo_Targeting_Included', 'Geo_Targeting_Excluded', 'Is_Funded_By_Google_Ad_Grants'],
  ...CURRENCIES.flatMap((code) => [`Spend_Range_Min_${code}`, `Spend_Range_Max_${code}`]),
  '',
]

/** The ads that `creative-stats` lists, in its order. */
export function listedCreatives(world: WorldDay, switches: Switches): readonly ToldAd[] {
  const listed = world.ads('google').filter(({ isListed }) => isListed)
  const isShown = (ad: ToldAd, index: number) => {
    if (switches.has('google.ad-gone-and-back') && index % 100 === 7) return false
    return !(switches.has('google.eu-rows-vanish') && ad.sponsor.aims === 'DE')
  }
  return listed.filter(isShown)
}

/** `google-political-ads-creative-stats.csv` as rows, header first. */
export function creativeRows(world: WorldDay, switches: Switches): readonly (readonly (string | number)[])[] {
  return [HEADER, ...listedCreatives(world, switches).map((ad) => creativeRow(ad, world.toldThrough))]
}

function creativeRow(ad: ToldAd, toldThrough: number): readonly (string | number)[] {
  const { id, sponsor, kind, firstDay } = ad
  const advertiser = sponsor.google?.id ?? ''
  const lastDay = Math.min(ad.lastDay, toldThrough)
  const shown = shownBucket(ad.shown)
  const from = dayOfNumber(firstDay)
  const to = dayOfNumber(lastDay)
  return [
    id,
    `https://adstransparency.google.com/advertiser/${advertiser}/creative/${id}`,
    kind.toUpperCase(),
    sponsor.aims,
    advertiser,
    sponsor.google?.name ?? '',
    '',
    from,
    to,
    lastDay - firstDay + 1,
    `${shown.lower}-${shown.upper}`,
    '',
    `${from} 13:00:00 UTC`,
    `${to} 23:45:00 UTC`,
    ...targeting(ad),
    'No',
    ...spendCells(ad),
    '',
  ]
}

function targeting({ id, regions, sponsor }: ToldAd): readonly string[] {
  const random = randomOf(`targeting ${id}`)
  const country = countryOf(sponsor.aims).longName
  return [
    random.pick(['', '', '35-44, 45-54, 55-64, ≥65', '18-24, 25-34']),
    random.pick(['', '', '', 'Female']),
    regions.map(({ name }) => `${name},${country}`).join(', '),
    '',
  ]
}

/** The real pair in one currency, and the lowest range in all others. */
function spendCells({ spent, sponsor }: ToldAd): readonly (string | number)[] {
  const real = spendBucket(spent, sponsor.currency)
  return CURRENCIES.flatMap((code) => (code === sponsor.currency ? [real.lower, real.upper ?? ''] : [0, stepOf(code)]))
}
