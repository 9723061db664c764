import type { CalendarDate } from '../domain/calendar.ts'
import { dayNumber } from '../domain/days.ts'
import { isApiPlatform, type SandboxPlatform } from './ads.ts'
import { apiNames } from './api/names.ts'
import { spentThrough } from './spent.ts'
import type { Sponsor } from './sponsors.ts'
import type { WorldDay } from './world.ts'

/** How a platform names a sponsor's account and payer, and whose it really is. */
export interface NameTruth {
  readonly sponsor: string
  readonly platform: SandboxPlatform
  readonly account: string
  /** The platform's id of the account; null where it gives none. */
  readonly accountId: string | null
  readonly payer: string | null
}

/** Who is behind each account and payer text of a platform, all names there are. */
export function nameTruth(sponsors: readonly Sponsor[], platform: SandboxPlatform): readonly NameTruth[] {
  return sponsors.flatMap((sponsor) => {
    const names = namesAt(sponsor, platform)
    return names === null ? [] : [{ sponsor: sponsor.key, platform, ...names }]
  })
}

function namesAt(sponsor: Sponsor, platform: SandboxPlatform): Omit<NameTruth, 'sponsor' | 'platform'> | null {
  const { snap, google, meta } = sponsor
  if (isApiPlatform(platform)) return apiNames(sponsor, platform)
  if (platform === 'snap') return snap && { account: snap.organization, accountId: null, payer: snap.payer }
  if (platform === 'google') return google && { account: google.name, accountId: google.id, payer: null }
  return meta && { account: meta.page, accountId: meta.pageId, payer: meta.disclaimer }
}

/** What a sponsor really spent, in whole units of its currency: for certain in the place, and at most. */
export interface SpentTruth {
  readonly sponsor: string
  readonly currency: string
  readonly platform: SandboxPlatform
  /** By ads that ran nowhere else, and that the platform never took off its list: whoever reads it can know of them. */
  readonly least: number
  /** With those that ran elsewhere too, or vanished. */
  readonly most: number
}

interface Asked {
  readonly from: CalendarDate
  readonly to: CalendarDate
  /** A country, or a region of one: `US`, `US-GA`. */
  readonly place: string
}

/** What everybody really spent with a platform from one day to another, both included, in a place. */
export function spentTruth(world: WorldDay, platform: SandboxPlatform, asked: Asked): readonly SpentTruth[] {
  const sums = new Map<string, SpentTruth>()
  const [before, through] = [dayNumber(asked.from) - 1, Math.min(dayNumber(asked.to), world.toldThrough)]
  for (const ad of world.ads(platform)) {
    const { sponsor } = ad
    if (sponsor.aims !== asked.place.slice(0, 2)) continue
    const codes = ad.regions.map(({ code }) => code)
    const isWhole = asked.place.length === 2 || (codes.length === 1 && codes[0] === asked.place)
    const mayBe = isWhole || codes.length === 0 || codes.includes(asked.place)
    const spent = spentThrough(ad, through) - spentThrough(ad, before)
    if (!mayBe || spent === 0) continue
    const { least, most } = sums.get(sponsor.key) ?? { least: 0, most: 0 }
    sums.set(sponsor.key, {
      sponsor: sponsor.key,
      currency: sponsor.currency,
      platform,
      least: least + (isWhole && ad.gone === null ? spent : 0),
      most: most + spent,
    })
  }
  return [...sums.values()]
}
