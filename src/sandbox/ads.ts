import { createHash } from 'node:crypto'
import { dayNumber } from '../domain/days.ts'
import { countryOf, type SandboxRegion } from './countries.ts'
import { electionDay } from './election-day.ts'
import { type Random, randomOf } from './random.ts'
import { googleId, SPONSORS, type Sponsor } from './sponsors.ts'

/** Those that tell of ads in an API of their own, or on an odd page, by the name of the source. */
export type ApiPlatform = 'x' | 'x-eu' | 'microsoft' | 'linkedin' | 'tiktok' | 'snap-eu' | 'reddit'
export type SandboxPlatform = 'snap' | 'google' | 'meta' | ApiPlatform

/** An ad with all that will ever be true of it. Days are counted since 1970, as in `domain/days.ts`. */
export interface SandboxAd {
  readonly platform: SandboxPlatform
  /** As the platform writes it. */
  readonly id: string
  readonly sponsor: Sponsor
  /** Snap tells it in the file of this year. */
  readonly year: number
  /** Empty: the whole country. Of an ad at Meta at most one. */
  readonly regions: readonly SandboxRegion[]
  readonly firstDay: number
  /** The last on which anything is spent. */
  readonly lastDay: number
  /** Snap tells no end of it. */
  readonly isOpenEnded: boolean
  /** What it will have cost in the end, in whole units of its sponsor's currency. */
  readonly budget: number
  /** How fast the budget goes: below 1 early, above 1 late. */
  readonly pace: number
  readonly shownPerUnit: number
  readonly kind: 'video' | 'image' | 'text'
  /** From when to when the platform does not list it; `until` is the day on which it is back, null: it stays away. */
  readonly gone: { readonly from: number; readonly until: number | null } | null
  /** The day on which the platform edits what it says of its targeting; null: never. */
  readonly editedOn: number | null
}

/** Years of a general election have more of them. Meta's are no disclosures: they only make its sums. */
const PER_YEAR: Readonly<Record<SandboxPlatform, { readonly general: number; readonly other: number }>> = {
  snap: { general: 420, other: 210 },
  google: { general: 560, other: 280 },
  meta: { general: 500, other: 260 },
  x: { general: 120, other: 60 },
  'x-eu': { general: 60, other: 40 },
  microsoft: { general: 70, other: 50 },
  linkedin: { general: 70, other: 50 },
  tiktok: { general: 80, other: 60 },
  'snap-eu': { general: 60, other: 40 },
  reddit: { general: 80, other: 40 },
}

/** All ads of a year with a platform, the same whenever and from wherever it is looked at. */
export function adsOfYear(seed: number, year: number, platform: SandboxPlatform): readonly SandboxAd[] {
  const sponsors = SPONSORS.filter((sponsor) => isThere(sponsor, platform) && mayAdvertise(sponsor, year, platform))
  const count = PER_YEAR[platform][year % 2 === 0 ? 'general' : 'other']
  const total = sponsors.reduce((sum, sponsor) => sum + share(sponsor), 0)
  return Array.from({ length: count }, (_, index) => {
    const random = randomOf(`${seed} ${platform} ${year} ${index}`)
    return oneAd({ random, platform, year, sponsor: sponsorAt(sponsors, random.share() * total) }, index)
  })
}

/** The small page's few ads of a year. */
export function adsOfSmallPage(seed: number, year: number, sponsor: Sponsor): readonly SandboxAd[] {
  const random = randomOf(`${seed} ${sponsor.key} ${year}`)
  return Array.from({ length: random.whole(1, 4) }, (_, index) =>
    oneAd({ random, platform: 'meta', year, sponsor }, index),
  )
}

/** Where each of them runs ads at all: of the EU, the made-up election knows Germany. */
const AIMED_AT: Readonly<Record<ApiPlatform, readonly string[]>> = {
  x: ['US', 'AU', 'CA'],
  'x-eu': ['DE'],
  microsoft: ['DE', 'NO'],
  linkedin: ['DE', 'NO'],
  tiktok: ['DE', 'NO', 'GB'],
  'snap-eu': ['DE'],
  reddit: ['US', 'AU'],
}

function isThere(sponsor: Sponsor, platform: SandboxPlatform): boolean {
  if (isApiPlatform(platform)) return AIMED_AT[platform].includes(sponsor.aims)
  return sponsor[platform] !== null
}

export function isApiPlatform(platform: SandboxPlatform): platform is ApiPlatform {
  return Object.hasOwn(AIMED_AT, platform)
}

function mayAdvertise({ aims }: Sponsor, year: number, platform: SandboxPlatform): boolean {
  const { googleUntil, isAtGoogle, isAtMeta } = countryOf(aims)
  if (platform === 'meta') return isAtMeta
  return platform !== 'google' || (isAtGoogle && (googleUntil === null || googleUntil >= `${year}-03-01`))
}

/** The number of ads grows slower than the money. */
function share({ weight }: Sponsor): number {
  return Math.sqrt(weight)
}

function sponsorAt(sponsors: readonly Sponsor[], place: number): Sponsor {
  let passed = 0
  const found = sponsors.find((sponsor) => {
    passed += share(sponsor)
    return place < passed
  })
  return found ?? (sponsors.at(-1) as Sponsor)
}

interface Draft {
  readonly random: Random
  readonly platform: SandboxPlatform
  readonly year: number
  readonly sponsor: Sponsor
}

function oneAd(draft: Draft, index: number): SandboxAd {
  const { random, platform, year, sponsor } = draft
  const { firstDay, lastDay } = run(draft)
  const isGone = random.happens(0.03)
  const goneFrom = firstDay + random.whole(2, 40)
  return {
    platform,
    id: idOf(draft, index),
    sponsor,
    year,
    regions: aimedAt(draft),
    firstDay,
    lastDay,
    isOpenEnded: random.happens(0.2),
    budget: budget(draft),
    pace: 0.7 + random.share() * 0.9,
    shownPerUnit: random.whole(60, 320),
    kind: random.pick(platform === 'google' ? ['video', 'image', 'text'] : ['video', 'video', 'image']),
    gone: isGone ? { from: goneFrom, until: random.happens(0.5) ? goneFrom + random.whole(3, 12) : null } : null,
    editedOn: random.happens(0.04) ? lastDay + random.whole(1, 60) : null,
  }
}

function idOf({ random, platform, year, sponsor }: Draft, index: number): string {
  const label = `${platform} ${sponsor.key} ${year} ${index} ${random.share()}`
  return platform === 'google' ? googleId('CR', label) : createHash('sha256').update(label).digest('hex')
}

/** Two of three lead up to the election and end with it, the rest keep no season. */
function run({ random, platform, year, sponsor }: Draft): { firstDay: number; lastDay: number } {
  const newYear = dayNumber(`${year}-01-01`)
  const length = random.whole(3, 45)
  const vote = dayNumber(electionDay(year))
  const isForVote = sponsor.aims === 'US' && random.happens(0.66)
  const before = Math.floor(random.share() ** 2.2 * 240)
  const anywhere = newYear + random.whole(0, 364)
  const firstDay = isForVote ? vote - 1 - before : anywhere
  const { googleUntil } = countryOf(sponsor.aims)
  if (platform === 'google' && googleUntil !== null && googleUntil.startsWith(String(year))) {
    const end = dayNumber(googleUntil)
    const early = newYear + ((firstDay - newYear) % (end - newYear))
    return { firstDay: early, lastDay: Math.min(early + length, end) }
  }
  const lastDay = isForVote ? Math.min(firstDay + length, vote) : firstDay + length
  return { firstDay, lastDay }
}

function aimedAt({ random, platform, sponsor }: Draft): readonly SandboxRegion[] {
  const { regions } = countryOf(sponsor.aims)
  if (random.happens(platform === 'meta' ? 0.05 : 0.4)) return []
  const first = random.whole(0, regions.length - 1)
  const count = platform === 'meta' ? 1 : random.whole(1, Math.min(3, regions.length))
  return Array.from({ length: count }, (_, index) => regions[(first + index) % regions.length] as SandboxRegion)
}

/** A krone buys less. */
const UNITS: Readonly<Record<string, number>> = { NOK: 10, AUD: 1.5, CAD: 1.4, GBP: 0.8 }

const SCALE: Partial<Record<SandboxPlatform, number>> = { snap: 9, google: 24, meta: 14 }

/** A long tail: half of all ads cost little, one in a hundred what thousands of others do together. */
function budget({ random, platform, sponsor }: Draft): number {
  const scale = (SCALE[platform] ?? 6) * Math.max(sponsor.weight, 1)
  const units = (scale * (random.share() ** -0.9 - 1) * (UNITS[sponsor.currency] ?? 1)) / (sponsor.weight < 1 ? 1.5 : 1)
  return Math.min(Math.floor(units), 900_000)
}
