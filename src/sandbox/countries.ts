/** A country of the made-up election as each platform writes it. */
export interface SandboxCountry {
  /** ISO 3166-1. */
  readonly code: string
  /** As Snap writes it. */
  readonly snapName: string
  /** As Google ends a place with it. */
  readonly longName: string
  /** In which its people, and its report at Meta, count. */
  readonly currency: string
  readonly regions: readonly SandboxRegion[]
  /** Last day on which Google ran political ads there; null: it still does. Source: Google's end of service in the EU. */
  readonly googleUntil: string | null
  /** Whether Google's bundle, Meta's report cover it at all. */
  readonly isAtGoogle: boolean
  readonly isAtMeta: boolean
}

export interface SandboxRegion {
  readonly name: string
  /** ISO 3166-2. */
  readonly code: string
}

/** Where the made-up election is told of: as Snap covers the world, and so far as the others do. */
export const COUNTRIES: readonly SandboxCountry[] = [
  country('US', 'united states', 'United States', 'USD', {
    CA: 'California',
    GA: 'Georgia',
    WI: 'Wisconsin',
    AZ: 'Arizona',
    PA: 'Pennsylvania',
    TX: 'Texas',
    FL: 'Florida',
    NV: 'Nevada',
  }),
  country('GB', 'united kingdom', 'United Kingdom', 'GBP', { ENG: 'England', SCT: 'Scotland', WLS: 'Wales' }),
  country('AU', 'australia', 'Australia', 'AUD', { VIC: 'Victoria', QLD: 'Queensland' }),
  { ...country('CA', 'canada', 'Canada', 'CAD', { ON: 'Ontario', AB: 'Alberta' }), isAtGoogle: false },
  { ...country('NO', 'norway', 'Norway', 'NOK', { '03': 'Oslo', '46': 'Vestland' }), isAtGoogle: false },
  {
    ...country('DE', 'germany', 'Germany', 'EUR', { BE: 'Berlin', HH: 'Hamburg' }),
    googleUntil: '2025-10-05',
    isAtMeta: false,
  },
]

/** @throws {RangeError} for a country that the election does not touch */
export function countryOf(code: string): SandboxCountry {
  const found = COUNTRIES.find((each) => each.code === code)
  if (found === undefined) throw new RangeError(`the sandbox has no country ${code}`)
  return found
}

type Regions = Readonly<Record<string, string>>

function country(code: string, snapName: string, longName: string, currency: string, names: Regions): SandboxCountry {
  const regions = Object.entries(names).map(([part, name]) => ({ name, code: `${code}-${part}` }))
  return { code, snapName, longName, currency, regions, googleUntil: null, isAtGoogle: true, isAtMeta: true }
}
