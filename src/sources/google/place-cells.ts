import { type Country, type Region, type RegionCode, regionCode } from '../../domain/place.ts'
import { type Cells, word } from './cells.ts'
import { countryNamedBy } from './regions.ts'

/** A place as a row of `geo-spend` names it. */
export interface RowPlace {
  readonly country: Country | null
  readonly region: Region | null
  /** `US/US-AL/AL-1`: with empty parts where the row tells none. */
  readonly key: string
  readonly facts: Readonly<Record<string, string>>
}

/**
 * A row is of a country, a state or a district of one; in no file at hand is there a row of a state beside those of its
 * districts. A congressional district is no region of ISO 3166: it is kept by name, so that its money counts for no
 * state, and `Level` tells it from a state in case that both should come. The files of 2018 tell the United States alone.
 */
export function rowPlace(cells: Cells): RowPlace {
  const state = word(cells, 'country_subdivision_primary') ?? word(cells, 'state')
  const district = word(cells, 'country_subdivision_secondary') ?? word(cells, 'congressional_district')
  const country = word(cells, 'country') ?? (cells.has('state') ? 'US' : null)
  return {
    country: country === null ? null : countryNamedBy(country),
    region: regionOf(state, district),
    key: [country, state, district].map((each) => each ?? '').join('/'),
    facts: { ...levelFact(state, district), ...(district === null || state === null ? {} : { State: state }) },
  }
}

function regionOf(state: string | null, district: string | null): Region | null {
  if (district !== null) return { name: district, code: null, share: null }
  return state === null ? null : { name: state, code: codeOf(state), share: null }
}

function levelFact(state: string | null, district: string | null): Record<string, string> {
  if (district !== null) return { Level: 'congressional district' }
  return { Level: state === null ? 'country' : 'state' }
}

/** Codes of ISO 3166-2 that Google still writes and that were replaced since, one by one. */
const REPLACED: ReadonlyMap<string, string> = new Map([
  ['IN-CT', 'IN-CG'],
  ['IN-OR', 'IN-OD'],
  ['IN-TG', 'IN-TS'],
  ['IN-UT', 'IN-UK'],
])

function codeOf(state: string): RegionCode | null {
  try {
    return regionCode(REPLACED.get(state.toUpperCase()) ?? state)
  } catch {
    return null
  }
}
