import type { Switches, SwitchName } from '../switches.ts'
import type { ToldAd, WorldDay } from '../world.ts'
import { apiNames, digitsOf } from './names.ts'

export interface LinkedInAd {
  readonly ad: ToldAd
  readonly id: string
  readonly company: string
  readonly url: string
  readonly payer: string | null
  /** What it is found by; the API tells none of it. */
  readonly words: string
  /** Where it was shown at all. */
  readonly isInEurope: boolean
}

/** Those that the library lists, the newest first; with the jitter, as their ids have it. */
export function linkedInAds(world: WorldDay, switches: Switches): readonly LinkedInAd[] {
  const has = (name: SwitchName) => switches.has(name)
  return world
    .ads('linkedin')
    .filter((ad) => ad.isListed)
    .map((ad) => linkedInAd(ad, has))
    .sort((a, b) => {
      const newest = has('linkedin.order-jitter') ? 0 : b.ad.firstDay - a.ad.firstDay
      return newest === 0 ? a.id.localeCompare(b.id) : newest
    })
}

function linkedInAd(ad: ToldAd, has: (name: SwitchName) => boolean): LinkedInAd {
  const { account, accountId, payer } = apiNames(ad.sponsor, 'linkedin')
  const id = digitsOf(ad.id, 10)
  const number = Number(id.slice(-3))
  const words = `${account} ${payer ?? ''} ${ad.sponsor.key}`.toLowerCase()
  const isInEurope = !(has('linkedin.no-statistics') && number % 3 === 0)
  // One in nine is run by somebody under their own name.
  if (number % 9 === 4) {
    const url = 'https://www.linkedin.com/in/erika-nirgendwo-000'
    return { ad, id, company: 'Erika Nirgendwo', url, payer: 'Erika Nirgendwo', words, isInEurope }
  }
  const url = `https://www.linkedin.com/company/${accountId}`
  return { ad, id, company: account, url, payer, words, isInEurope }
}
