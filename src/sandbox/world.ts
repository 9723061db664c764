import type { CalendarDate } from '../domain/calendar.ts'
import { dayNumber } from '../domain/days.ts'
import { adsOfSmallPage, adsOfYear, type SandboxAd, type SandboxPlatform } from './ads.ts'
import { smallPages } from './small-pages.ts'
import { shownThrough, spentThrough } from './spent.ts'
import { SPONSORS, type Sponsor } from './sponsors.ts'

/** A made-up election: a pure function of seed and day. */
export interface World {
  readonly seed: number
  /** The first year that platforms tell of. */
  readonly firstYear: number
  readonly sponsors: readonly Sponsor[]
  /** @throws {RangeError} for a day before the world begins */
  readonly on: (day: CalendarDate) => WorldDay
}

/** What is true on a morning: files made then tell all of the days before, and nothing of the day itself. */
export interface WorldDay {
  readonly day: CalendarDate
  readonly firstYear: number
  /** The last day told of, counted since 1970. */
  readonly toldThrough: number
  /** Those that have begun, listed or not. */
  readonly ads: (platform: SandboxPlatform) => readonly ToldAd[]
  /** What everybody really spent, with each platform, to the unit. */
  readonly truth: readonly Truth[]
}

export interface ToldAd extends SandboxAd {
  /** In whole units, exact. */
  readonly spent: number
  readonly shown: number
  /** Whether the platform lists it on that day. */
  readonly isListed: boolean
  readonly isEdited: boolean
}

export interface Truth {
  readonly sponsor: Sponsor
  readonly platform: SandboxPlatform
  /** In whole units of the sponsor's currency. */
  readonly spent: number
}

/** From here on at the latest, so that worlds looked at in later years agree on how far back they go. */
const BEGINNING = 2025

/** The world as people of `today` know it: it begins in 2025, or a year before `today` where that is earlier. */
export function makeWorld({ seed, today }: { readonly seed: number; readonly today: CalendarDate }): World {
  const firstYear = Math.min(BEGINNING, Number(today.slice(0, 4)) - 1)
  const pages = smallPages(seed)
  const years = new Map<string, readonly SandboxAd[]>()
  const adsIn = (year: number, platform: SandboxPlatform) => {
    const key = `${year} ${platform}`
    const made = years.get(key) ?? allOfYear(seed, year, platform, pages)
    years.set(key, made)
    return made
  }
  return { seed, firstYear, sponsors: [...SPONSORS, ...pages], on: (day) => worldOn(day, firstYear, adsIn) }
}

type AdsIn = (year: number, platform: SandboxPlatform) => readonly SandboxAd[]

function allOfYear(seed: number, year: number, platform: SandboxPlatform, pages: readonly Sponsor[]) {
  const ads = adsOfYear(seed, year, platform)
  return platform === 'meta' ? [...ads, ...pages.flatMap((page) => adsOfSmallPage(seed, year, page))] : ads
}

function worldOn(day: CalendarDate, firstYear: number, adsIn: AdsIn): WorldDay {
  const lastYear = Number(day.slice(0, 4))
  if (lastYear < firstYear) throw new RangeError(`the made-up world begins in ${firstYear}, after ${day}`)
  const today = dayNumber(day)
  const all = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index)
  const told = new Map<SandboxPlatform, readonly ToldAd[]>()
  const ads = (platform: SandboxPlatform) => {
    const made = told.get(platform) ?? all.flatMap((year) => adsIn(year, platform)).flatMap((ad) => toldOn(ad, today))
    told.set(platform, made)
    return made
  }
  return {
    day,
    firstYear,
    toldThrough: today - 1,
    ads,
    get truth() {
      return (['snap', 'google', 'meta'] as const).flatMap((platform) => truthOf(platform, ads(platform)))
    },
  }
}

function toldOn(ad: SandboxAd, today: number): ToldAd[] {
  const through = today - 1
  if (ad.firstDay > through) return []
  const { gone, editedOn } = ad
  const isAway = gone !== null && gone.from <= today && (gone.until === null || today < gone.until)
  return [
    {
      ...ad,
      spent: spentThrough(ad, through),
      shown: shownThrough(ad, through),
      isListed: !isAway,
      isEdited: editedOn !== null && editedOn <= today,
    },
  ]
}

function truthOf(platform: SandboxPlatform, ads: readonly ToldAd[]): readonly Truth[] {
  const spent = new Map<Sponsor, number>()
  for (const ad of ads) spent.set(ad.sponsor, (spent.get(ad.sponsor) ?? 0) + ad.spent)
  return [...spent].map(([sponsor, sum]) => ({ sponsor, platform, spent: sum }))
}
