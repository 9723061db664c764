import { dayNumber, dayOfNumber } from '../../domain/days.ts'
import { byRegion, spentThrough } from '../spent.ts'
import type { Sponsor } from '../sponsors.ts'
import type { ToldAd, WorldDay } from '../world.ts'
import { CURRENCIES, sumCells } from './google-money.ts'

type Rows = readonly (readonly (string | number)[])[]

const SPEND = CURRENCIES.map((code) => `Spend_${code}`)

/** `…advertiser-stats.csv`: totals since the world began, also of ads that are not listed any more. */
export function advertiserRows(world: WorldDay): Rows {
  const header = ['Advertiser_ID', 'Advertiser_Name', 'Public_IDs_List', 'Regions', 'Elections', 'Total_Creatives']
  const rows = bySponsor(world).map(([sponsor, ads]) => [
    ...named(sponsor),
    sponsor.google?.publicIds ?? '',
    sponsor.aims,
    '',
    ads.length,
    ...money(sponsor, sum(ads)),
  ])
  return [[...header, ...SPEND], ...rows]
}

/** `…advertiser-weekly-spend.csv`: Sunday to Saturday, told from the Tuesday after; weeks without spend have no row. */
export function weeklyRows(world: WorldDay): Rows {
  const rows = bySponsor(world).flatMap(([sponsor, ads]) =>
    weeksOf(ads, lastWeekTold(world)).map(([sunday, spent]) => [
      ...named(sponsor),
      '',
      dayOfNumber(sunday),
      ...money(sponsor, spent),
    ]),
  )
  return [['Advertiser_ID', 'Advertiser_Name', 'Election_Cycle', 'Week_Start_Date', ...SPEND], ...rows]
}

/** `…geo-spend.csv`: the United States by state, other countries as a whole. */
export function placeRows(world: WorldDay): Rows {
  const sums = new Map<string, Map<string, number>>()
  for (const ad of world.ads('google')) {
    const { aims, currency } = ad.sponsor
    const parts = aims === 'US' ? byRegion(ad, ad.spent) : [[{ code: '' }, ad.spent] as const]
    for (const [{ code }, spent] of parts) add(entry(sums, `${aims},${code}`), currency, spent)
  }
  const rows = [...sums].sort().map(([place, amounts]) => [...place.split(','), '', ...sumCells(amounts)])
  return [['Country', 'Country_Subdivision_Primary', 'Country_Subdivision_Secondary', ...SPEND], ...rows]
}

/** `…advertiser-geo-spend.csv`: each advertiser by state of the US. */
export function advertiserPlaceRows(world: WorldDay): Rows {
  const rows = bySponsor(world)
    .filter(([{ aims }]) => aims === 'US')
    .flatMap(([sponsor, ads]) => {
      const states = new Map<string, number>()
      for (const ad of ads) for (const [{ code }, spent] of byRegion(ad, ad.spent)) add(states, code, spent)
      const spent = [...states].filter(([, amount]) => amount > 0).sort()
      return spent.map(([state, amount]) => [...named(sponsor), 'US', state, ...money(sponsor, amount)])
    })
  return [['Advertiser_ID', 'Advertiser_Name', 'Country', 'Country_Subdivision_Primary', ...SPEND], ...rows]
}

/** What each sponsor spent in each week that is told, by the week's Sunday; only weeks with money. */
export function weeksOf(ads: readonly ToldAd[], lastSunday: number): readonly (readonly [number, number])[] {
  const weeks = new Map<number, number>()
  for (const ad of ads) {
    for (let sunday = sundayOf(ad.firstDay); sunday <= Math.min(ad.lastDay, lastSunday); sunday += 7) {
      add(weeks, sunday, spentThrough(ad, sunday + 6) - spentThrough(ad, sunday - 1))
    }
  }
  return [...weeks].filter(([, spent]) => spent > 0).sort(([one], [other]) => one - other)
}

/** The Sunday of the last week that is told: its Saturday is three days past at least. */
export function lastWeekTold({ day }: WorldDay): number {
  return sundayOf(dayNumber(day) - 2) - 7
}

/** Advertisers with an ad that has begun, each with all of its ads. */
export function bySponsor(world: WorldDay): readonly (readonly [Sponsor, readonly ToldAd[]])[] {
  const groups = new Map<Sponsor, ToldAd[]>()
  for (const ad of world.ads('google')) groups.set(ad.sponsor, [...(groups.get(ad.sponsor) ?? []), ad])
  return [...groups]
}

const SUNDAY = dayNumber('2024-01-07')

function sundayOf(day: number): number {
  return day - ((((day - SUNDAY) % 7) + 7) % 7)
}

function named(sponsor: Sponsor): readonly string[] {
  return [sponsor.google?.id ?? '', sponsor.google?.name ?? '']
}

function sum(ads: readonly ToldAd[]): number {
  return ads.reduce((total, { spent }) => total + spent, 0)
}

function money({ currency }: Sponsor, amount: number): readonly number[] {
  return sumCells(new Map([[currency, amount]]))
}

function add<Key>(sums: Map<Key, number>, key: Key, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}

function entry(sums: Map<string, Map<string, number>>, key: string): Map<string, number> {
  const found = sums.get(key) ?? new Map<string, number>()
  sums.set(key, found)
  return found
}
