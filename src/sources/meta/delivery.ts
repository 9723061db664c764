import type { AudienceShare, TargetingChoice } from '../../domain/disclosure.ts'
import { type Country, countryCode, countryName } from '../../domain/place.ts'
import type { Range } from '../../domain/range.ts'
import type { DeliveryFields, ReachByCountry } from './archived-ad.ts'
import { countRange } from './bounds.ts'
import { rounded } from './distributions.ts'

/** People reached: Meta's one total, exact. Undefined when the record has none; parts are never added to one. */
export function reachTotal(ad: DeliveryFields): Range | undefined {
  const total = ad.eu_total_reach ?? ad.br_total_reach
  if (total === null || total === undefined) return undefined
  return countRange('reach', { lower: String(total), upper: String(total) })
}

/** Countries of the reach breakdown, as Meta codes them. Undefined when the record has no breakdown. */
export function reachedCountries(ad: DeliveryFields): Country[] | undefined {
  const codes = (ad.age_country_gender_reach_breakdown ?? []).flatMap(({ country }) => country ?? [])
  return codes.length === 0 ? undefined : [...new Set(codes)].map(countryCoded)
}

/** Each cell of the reach breakdown, over all countries, as a share of their sum. Undefined when it has no cell. */
export function reachedAudience(ad: DeliveryFields): AudienceShare[] | undefined {
  const people = new Map<string, number>()
  for (const { age, gender, count } of (ad.age_country_gender_reach_breakdown ?? []).flatMap((each) => [
    ...cells(each),
  ])) {
    const key = `${age}\n${gender}`
    people.set(key, (people.get(key) ?? 0) + count)
  }
  const total = [...people.values()].reduce((sum, count) => sum + count, 0)
  if (total === 0) return undefined
  return [...people].map(([key, count]) => {
    const [age = '', gender = ''] = key.split('\n')
    return { age, gender, share: rounded(count / total) }
  })
}

/** Ages, gender and places that the advertiser chose. Undefined when the record has none of these fields. */
export function targetingChoices(ad: DeliveryFields): TargetingChoice[] | undefined {
  const places = ad.target_locations ?? []
  const namesOf = (excluded: boolean) =>
    places.filter((place) => (place.excluded ?? false) === excluded).map((p) => p.name)
  const choices: TargetingChoice[] = [
    { criterion: 'age', mode: 'included', values: ad.target_ages ? [ad.target_ages.join('-')] : [] },
    { criterion: 'gender', mode: 'included', values: ad.target_gender ? [ad.target_gender] : [] },
    { criterion: 'location', mode: 'included', values: namesOf(false) },
    { criterion: 'location', mode: 'excluded', values: namesOf(true) },
  ]
  const made = choices.filter((choice) => choice.values.length > 0)
  return made.length === 0 ? undefined : made
}

/** What has no field of its own, by Meta's labels. */
export function deliveryFacts(ad: DeliveryFields): [string, string][] {
  const payers = ad.beneficiary_payers ?? []
  const earlier = payers.filter((each) => each.current === false)
  const current = payers.filter((each) => each.current !== false)
  const hidden = (ad.target_locations ?? []).reduce((sum, place) => sum + Number(place.num_obfuscated ?? 0), 0)
  const facts: [string, string][] = [
    ['beneficiary', joined(current.map((each) => each.beneficiary))],
    ['payer', joined(current.map((each) => each.payer))],
    ['earlier beneficiary', joined(earlier.map((each) => each.beneficiary))],
    ['earlier payer', joined(earlier.map((each) => each.payer))],
    ['total_reach_by_location', joined(reachByLocation(ad).map(([place, people]) => `${place}: ${people}`))],
    ['br_total_reach', ad.eu_total_reach && ad.br_total_reach ? String(ad.br_total_reach) : ''],
    ['target locations not named', hidden > 0 ? String(hidden) : ''],
  ]
  return facts.filter(([, value]) => value !== '')
}

function reachByLocation({ total_reach_by_location: places }: DeliveryFields): [string, string][] {
  const pairs = Array.isArray(places)
    ? places.map(({ key, value }): [string, unknown] => [key, value])
    : Object.entries(places ?? {})
  return pairs.map(([place, people]) => [place, String(people)])
}

function* cells({ age_gender_breakdowns: rows }: ReachByCountry) {
  for (const row of rows ?? []) {
    for (const gender of ['male', 'female', 'unknown'] as const) {
      const count = Number(row[gender] ?? 0)
      if (count > 0) yield { age: row.age_range ?? 'unknown', gender, count }
    }
  }
}

function countryCoded(text: string): Country {
  try {
    const code = countryCode(text)
    return { name: countryName(code), code }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { name: text, code: null }
  }
}

function joined(values: readonly (string | null | undefined)[]): string {
  return [...new Set(values.filter((value) => value))].join('; ')
}
