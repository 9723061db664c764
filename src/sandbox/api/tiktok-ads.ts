import { dayOfNumber } from '../../domain/days.ts'
import type { Switches } from '../switches.ts'
import type { ToldAd, WorldDay } from '../world.ts'
import { apiNames, digitsOf } from './names.ts'

/** A number on the wire that ours cannot hold: written as text with a mark, which is taken off at last. */
const LONG = '#'

interface How {
  readonly isDetail: boolean
  readonly world: WorldDay
  readonly switches: Switches
}

/** An ad as the list has it; with its details where they are asked for. */
export function wireAd(ad: ToldAd, how: How) {
  const { isDetail, switches } = how
  const isMisspelt = switches.has('tiktok.misspelt-keys')
  const { account, accountId, payer } = apiNames(ad.sponsor, 'tiktok')
  return {
    ad: { ...creative(ad, how), ...(isDetail ? details(ad) : {}), reach: reach(ad, isDetail, switches) },
    advertiser: {
      [isMisspelt ? 'buisness_id' : 'business_id']: LONG + accountId,
      business_name: account,
      [isMisspelt ? 'paid_by' : 'paid_for_by']: payer ?? '',
    },
    ...(isDetail ? { ad_group: { [isMisspelt ? 'target' : 'targeting_info']: targeting(ad) } } : {}),
  }
}

export function wireJson(value: unknown): string {
  return JSON.stringify(value).replace(/"#(\d+)"/g, '$1')
}

/** Listed ones, the newest first. */
export function adsOf(world: WorldDay): readonly ToldAd[] {
  return world
    .ads('tiktok')
    .filter(({ isListed }) => isListed)
    .sort((a, b) => b.firstDay - a.firstDay || a.id.localeCompare(b.id))
}

export function adIdOf({ id }: ToldAd): string {
  return digitsOf(id, 16)
}

export function publishedOn({ firstDay }: ToldAd): string {
  return dayOfNumber(firstDay).replaceAll('-', '')
}

function creative(ad: ToldAd, { world, switches }: How) {
  const last = dayOfNumber(Math.min(ad.lastDay, world.toldThrough)).replaceAll('-', '')
  const day = (text: string) => (switches.has('tiktok.int-dates') ? Number(text) : text)
  const media = `https://media.tiktok.example/${adIdOf(ad)}?x-expires=1790000000&x-signature=none`
  return {
    id: LONG + adIdOf(ad),
    first_shown_date: day(publishedOn(ad)),
    last_shown_date: day(last),
    status: ad.lastDay > world.toldThrough ? 'active' : 'inactive',
    status_statement: '',
    videos: ad.kind === 'video' ? [{ url: media }] : [],
    image_urls: ad.kind === 'video' ? [] : [media],
  }
}

function details(ad: ToldAd) {
  const { sponsor } = ad
  return {
    title: `${apiNames(sponsor, 'tiktok').account}: ${ad.isEdited ? 'now more than ever' : 'watch this'}`,
    external_url: `https://${sponsor.domain}/`,
    call_to_action: 'Learn more',
    advertising_objective: 'Reach',
  }
}

function reach(ad: ToldAd, isDetail: boolean, switches: Switches) {
  const people = Math.ceil(ad.shown / 3)
  const text = switches.has('tiktok.reach-band') ? band(people) : rounded(people)
  const total = { [switches.has('tiktok.misspelt-keys') ? 'unique_user_seen' : 'unique_users_seen']: text }
  return isDetail ? { ...total, unique_users_seen_by_country: { [ad.sponsor.aims]: text } } : total
}

function rounded(people: number): string {
  if (people < 1_000) return String(people)
  return people < 1_000_000 ? `${Math.round(people / 1_000)}K` : `${(people / 1_000_000).toFixed(1)}M`
}

function band(people: number): string {
  if (people < 1_000) return '0-1K'
  if (people < 10_000) return '1K-10K'
  return people < 100_000 ? '10K-100K' : '100K-1M'
}

function targeting(ad: ToldAd) {
  const isYoung = ad.pace > 1
  return {
    number_of_users_targeted: rounded(ad.shown * 4),
    country: [ad.sponsor.aims],
    age: { '13-17': false, '18-24': isYoung, '25-34': true, '35-44': !isYoung, '45-54': !isYoung, '55+': false },
    gender: { female: true, male: true, 'other_genders or unknown': false },
    audience_targeting: 'No',
    video_interactions: '',
    creator_interactions: '',
    interest: '',
  }
}
