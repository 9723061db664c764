import type { SandboxAd } from './ads.ts'
import { countryOf, type SandboxRegion } from './countries.ts'

/** What the ad has cost by the end of that day, in whole units; never falls from one day to the next. */
export function spentThrough({ firstDay, lastDay, budget, pace }: SandboxAd, day: number): number {
  if (day < firstDay) return 0
  const passed = Math.min(day, lastDay) - firstDay + 1
  return Math.floor(budget * (passed / (lastDay - firstDay + 1)) ** pace)
}

/** How often it has been shown by then: never 0 once it has begun, even where nothing is spent yet. */
export function shownThrough(ad: SandboxAd, day: number): number {
  const passed = Math.min(day, ad.lastDay) - ad.firstDay + 1
  return passed <= 0 ? 0 : passed * 37 + spentThrough(ad, day) * ad.shownPerUnit
}

/** An amount divided among the ad's regions, or all of its country's; the first takes what cannot be divided. */
export function byRegion(
  { regions, sponsor }: SandboxAd,
  amount: number,
): readonly (readonly [SandboxRegion, number])[] {
  const places = regions.length > 0 ? regions : countryOf(sponsor.aims).regions
  const part = Math.floor(amount / places.length)
  return places.map((place, index) => [place, index === 0 ? amount - part * (places.length - 1) : part] as const)
}
