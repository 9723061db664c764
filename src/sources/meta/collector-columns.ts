import { ID_FIELDS } from './ad-id.ts'
import { PUBLIC_FIELDS } from './archived-ad.ts'
import { META_REGION_NAMES, regionOfMeta } from './places.ts'

const RANGES = ['spend', 'impressions', 'estimated_audience_size', 'potential_reach'] as const
const ENDINGS = ['.', '_'].flatMap((joint) => [
  `${joint}lower_bound`,
  `${joint}upper_bound`,
  `${joint}lower`,
  `${joint}upper`,
])
const AGES = ['13-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65+', 'Unknown']
const GENDERS = ['female', 'male', 'unknown']

/** `female_13-17`: the share of women of that age, in a file with one column for each. */
const AGE_GENDER = /^(female|male|unknown)_(\d\d-\d\d|65\+|unknown)$/i

/** Only Meta's records have these; a column merely called `id` or `spend` could be anybody's. */
const MARKS: ReadonlySet<string> = new Set(['page_id', 'page_name', 'bylines', 'funding_entity', 'ad_snapshot_url'])
const IDS: ReadonlySet<string> = new Set([...ID_FIELDS, 'ad_snapshot_url'])
const CONTENT = /^(?:(?:spend|impressions)(?:[._](?:lower|upper)(?:_bound)?)?|ad_creative_bod(?:y|ies))$/

/** An ad id, something about the ad, and a sign that the file is Meta's. */
export function isHeaderOfAds(header: readonly string[]): boolean {
  const isMarked = header.some((column) => MARKS.has(column) || column.startsWith('ad_'))
  return isMarked && header.some((column) => IDS.has(column)) && header.some((column) => CONTENT.test(column))
}

/** The age and gender that a wide column is about, or null when it is another column. */
export function ageGenderOf(column: string): { readonly age: string; readonly gender: string } | null {
  const [, gender, age] = AGE_GENDER.exec(column) ?? []
  return gender === undefined || age === undefined ? null : { age, gender: gender.toLowerCase() }
}

/** Both columns of a range under one of its names: `spend.lower_bound`, `spend_lower_bound`, `spend_lower`. */
export function boundColumns(range: string): readonly (readonly [string, string])[] {
  return ['.lower_bound', '_lower_bound', '_lower'].map((lower) => [
    `${range}${lower}`,
    `${range}${lower.replace('lower', 'upper')}`,
  ])
}

/**
 * Columns that the public may see. Not listed, so masked: the snapshot URL, the collector's search and notes (a Swiss
 * one notes the party of each page, persons' pages too), and whatever we do not know.
 */
export const PUBLIC_COLUMNS: ReadonlySet<string> = new Set([
  ...PUBLIC_FIELDS,
  ...RANGES.flatMap((range) => ENDINGS.map((ending) => range + ending)),
  ...GENDERS.flatMap((gender) => AGES.map((age) => `${gender}_${age}`)),
  ...META_REGION_NAMES,
  'ad_start_month',
  'ad_start_year',
  'crawl_timestamp',
  'kanton',
  'region',
])

/** Seen and looked at, and not to be shown. */
const MASKED_COLUMNS: ReadonlySet<string> = new Set([
  'ad_snapshot_url',
  'search_expression',
  'partei',
  'account_art',
  'ad_uuid',
])

/** Whether somebody has looked at a column of that name. */
export function isSeenColumn(column: string): boolean {
  return (
    PUBLIC_COLUMNS.has(column) ||
    MASKED_COLUMNS.has(column) ||
    ageGenderOf(column) !== null ||
    regionOfMeta(column) !== null
  )
}
