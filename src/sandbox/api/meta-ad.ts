import { dayOfNumber } from '../../domain/days.ts'
import { countryOf } from '../countries.ts'
import { type Random, randomOf } from '../random.ts'
import { byRegion } from '../spent.ts'
import type { ToldAd } from '../world.ts'
import { audienceBounds, impressionBounds, spendBounds } from './meta-ladders.ts'
import { digitsOf } from './names.ts'

export function metaAdId(ad: ToldAd): string {
  return digitsOf(ad.id, 16)
}

/** What Meta tells of an ad on that morning; what it has nothing to say about is left out. */
export function wireAd(ad: ToldAd, toldThrough: number): Readonly<Record<string, unknown>> {
  const { sponsor, firstDay, lastDay, isOpenEnded, spent, shown } = ad
  const random = randomOf(`meta ad ${ad.id}`)
  const id = metaAdId(ad)
  const isRunning = isOpenEnded || lastDay > toldThrough
  return {
    id,
    ad_creation_time: dayOfNumber(firstDay - random.whole(0, 2)),
    ...texts(ad, random),
    ad_delivery_start_time: dayOfNumber(firstDay),
    ...(isRunning ? {} : { ad_delivery_stop_time: dayOfNumber(lastDay) }),
    ad_snapshot_url: `https://www.facebook.com/ads/archive/render_ad/?id=${id}`,
    ...(sponsor.meta?.disclaimer == null ? {} : { bylines: sponsor.meta.disclaimer }),
    currency: sponsor.currency,
    spend: spendBounds(spent),
    impressions: impressionBounds(shown),
    estimated_audience_size: audienceBounds(random.whole(500, 1_600_000)),
    ...(random.happens(0.1) ? {} : distributions(ad, random)),
    page_id: sponsor.meta?.pageId ?? '0',
    page_name: sponsor.meta?.page ?? '',
    publisher_platforms: random.happens(0.7) ? ['facebook', 'instagram'] : ['facebook'],
    ...(sponsor.aims === 'GB' ? inTheUk(ad, random) : {}),
  }
}

const BODIES = [
  'Nowhere decides soon. Read what we ask for, and bring a neighbour.',
  'Who keeps the lamps lit? Ask before you vote.',
  'A short walk, a long queue, a good reason: find your ballot.',
  'They said it could not be mended. We have brought the glue.',
] as const
const BODY_IN_FRENCH = 'Nulle part décide bientôt. Lisez ce que nous demandons.'

function texts({ sponsor, kind }: ToldAd, random: Random) {
  const isInTwo = sponsor.aims === 'CA' && random.happens(0.3)
  const body = random.pick(BODIES)
  return {
    ad_creative_bodies: isInTwo ? [body, BODY_IN_FRENCH] : [body],
    ad_creative_link_captions: [sponsor.domain],
    ...(kind === 'image' ? { ad_creative_link_titles: [`More at ${sponsor.domain}`] } : {}),
    ...(random.happens(0.2) ? { ad_creative_link_descriptions: ['Paid for, printed and pasted up by hand.'] } : {}),
    languages: isInTwo ? ['en', 'fr'] : ['en'],
  }
}

const AGES = ['18-24', '25-34', '35-44', '45-54', '55-64', '65+'] as const
const GENDERS = ['female', 'male', 'unknown'] as const

function distributions(ad: ToldAd, random: Random) {
  const cells = AGES.flatMap((age) => GENDERS.map((gender) => ({ age, gender, weight: weightOf(gender, random) })))
  const total = cells.reduce((sum, { weight }) => sum + weight, 0)
  const regions = byRegion(ad, 1_000_000).map(([{ name }, part]) => ({ region: name, percentage: share(part / 1e6) }))
  return {
    demographic_distribution: cells.map(({ age, gender, weight }) => ({
      percentage: share(weight / total),
      age,
      gender,
    })),
    delivery_by_region: random.happens(0.06) ? [...regions, { region: 'Unknown', percentage: '2.3E-5' }] : regions,
  }
}

function weightOf(gender: string, random: Random): number {
  return gender === 'unknown' ? random.share() / 200 : 0.2 + random.share()
}

/** Six decimals; small ones as Java writes them. */
function share(value: number): string {
  const rounded = Number(value.toFixed(6))
  if (rounded === 0 || rounded >= 0.001) return String(rounded)
  const [digits = '', exponent = ''] = rounded.toExponential().split('e')
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent}`
}

/** What ads delivered in the EU and the UK tell besides. */
function inTheUk(ad: ToldAd, random: Random) {
  const people = Math.floor(ad.shown / 3)
  const part = Math.floor(people / AGES.length / 2)
  const breakdowns = AGES.map((age) => ({
    age_range: age,
    male: part,
    female: part + random.whole(0, 3),
    unknown: null,
  }))
  return {
    age_country_gender_reach_breakdown: [{ country: 'GB', age_gender_breakdowns: breakdowns }],
    target_ages: ['18', '65+'],
    target_gender: 'All',
    target_locations: [{ name: countryOf('GB').longName, type: 'countries', excluded: false, num_obfuscated: 0 }],
    total_reach_by_location: [{ key: countryOf('GB').longName, value: people }],
  }
}
