import { countryOf } from './countries.ts'
import { randomOf } from './random.ts'
import type { Sponsor } from './sponsors.ts'

const KINDS = ['Neighbours for the', 'Friends of the', 'Save the', 'Parents for the', 'More Light on the']
const QUALITIES = ['Crooked', 'Blue', 'Whispering', 'Upside-Down', 'Second', 'Sleepy', 'Striped', 'Borrowed', 'Hollow']
const THINGS = ['Bridge', 'Well', 'Bandstand', 'Orchard', 'Clock Tower', 'Duck Pond', 'Bus Stop', 'Windmill', 'Library']
const PAGES: Readonly<Record<string, number>> = { US: 900, GB: 80, CA: 60 }

/**
 * The long tail of Meta's report: pages that spend little, three of four without a disclaimer. Source: `≤100` stands on
 * 73 % of 1,955,431 rows of real reports.
 */
export function smallPages(seed: number): readonly Sponsor[] {
  return Object.entries(PAGES).flatMap(([country, count]) =>
    Array.from({ length: count }, (_, index) => smallPage(seed, country, index)),
  )
}

function smallPage(seed: number, country: string, index: number): Sponsor {
  const random = randomOf(`${seed} page ${country} ${index}`)
  const page = `${random.pick(KINDS)} ${random.pick(QUALITIES)} ${random.pick(THINGS)} ${index + 1}`
  const key = `page-${country.toLowerCase()}-${index + 1}`
  return {
    key,
    aims: country,
    currency: countryOf(country).currency,
    billed: country,
    weight: 0.6,
    domain: `${key}.example`,
    snap: null,
    google: null,
    meta: {
      pageId: `9999${country === 'US' ? 1 : country === 'GB' ? 2 : 3}${String(index).padStart(7, '0')}`,
      page,
      disclaimer: random.happens(0.25) ? page : null,
    },
  }
}
