import type { CalendarDate } from '../../domain/calendar.ts'
import { type Disclosure, type DisclosureFields, NOT_DISCLOSED, type Told } from '../../domain/disclosure.ts'
import type { Country } from '../../domain/place.ts'
import type { AdFormat } from '../../ports/source.ts'
import { type Cells, cell, cellsOf, factsIn, idIn, nameIn, word } from './cells.ts'
import { headerRules } from './columns.ts'
import { creativeFormat, grantsFact } from './normalise.ts'
import { jsonIn, type RegionStat, regionStatsIn, timesShown } from './region-stats.ts'
import { countryNamedBy } from './regions.ts'

const LABELS: ReadonlyMap<string, string> = new Map([
  ['advertiser_legal_name', 'Legal name'],
  ['advertiser_location', 'Advertiser location'],
  ['advertiser_verification_status', 'Verification'],
  ['topic', 'Topic'],
  ['creative_page_url', 'Page at Google'],
])

const rules = headerRules({
  required: ['creative_id', 'advertiser_id', 'ad_format_type', 'advertiser_disclosed_name', 'region_stats'],
  usual: [...LABELS.keys(), 'audience_selection_approach_info'],
  sometimes: ['is_funded_by_google_ad_grants', 'disapproval'],
})

/** Rows of the BigQuery table `google_ads_transparency_center.creative_stats`, saved as CSV. They tell no money. */
export const transparencyCenter: AdFormat = {
  tells: 'ads',
  id: 'google-transparency-center',
  shape: 'csv',
  version: 1,
  ...rules,
  normalise: (record) => {
    const cells = cellsOf(record)
    return { adId: idIn(cells, 'creative_id'), observedAt: null, fields: fieldsOf(cells) } satisfies Disclosure
  },
}

function fieldsOf(cells: Cells): DisclosureFields {
  const stats = regionStatsIn(cells)
  return {
    advertiserId: idIn(cells, 'advertiser_id'),
    advertiserName: nameIn(cells, 'advertiser_disclosed_name') ?? NOT_DISCLOSED,
    formats: [creativeFormat(cell(cells, 'ad_format_type'))],
    countries: countries(stats),
    startsOn: inOrder(stats.map(({ firstShown }) => firstShown)).at(0) ?? NOT_DISCLOSED,
    endsOn: inOrder(stats.map(({ lastShown }) => lastShown)).at(-1) ?? NOT_DISCLOSED,
    impressions: timesShown(stats) ?? NOT_DISCLOSED,
    otherFacts: { ...factsIn(cells, LABELS), ...grantsFact(cells), ...shownByRegion(stats), ...audienceFacts(cells) },
  }
}

/** G-12, G-13: `EEA` is a sum, and stands as a country only where the row names no country of it. */
function countries(stats: readonly RegionStat[]): Told<readonly Country[]> {
  const named = stats.filter(({ region }) => region !== 'EEA')
  const shown = named.length > 0 ? named : stats
  return shown.length === 0 ? NOT_DISCLOSED : shown.map(({ region }) => countryNamedBy(region))
}

function inOrder(days: readonly (CalendarDate | null)[]): readonly CalendarDate[] {
  return days.filter((day) => day !== null).sort()
}

function shownByRegion(stats: readonly RegionStat[]): Readonly<Record<string, string>> {
  const told = stats.map(({ region, timesShown: shown }) => {
    if (shown === null) return `${region} not told`
    return shown.upper === null ? `${region} ${shown.lower} or more` : `${region} ${shown.lower}–${shown.upper}`
  })
  return told.length === 0 ? {} : { 'Times shown by region': told.join('; ') }
}

/** How the audience was chosen, without what was chosen: `geo_location` included. */
function audienceFacts(cells: Cells): Readonly<Record<string, string>> {
  if (word(cells, 'audience_selection_approach_info') === null) return {}
  const info = jsonIn(cells, 'audience_selection_approach_info')
  if (typeof info !== 'object' || info === null) return {}
  const facts = Object.entries(info).filter((fact): fact is [string, string] => typeof fact[1] === 'string')
  return Object.fromEntries(facts.map(([name, value]) => [`Audience by ${plain(name)}`, plain(value, 'CRITERIA_')]))
}

/** `demographic_info` to `demographic info`, `CRITERIA_UNUSED` to `unused`. */
function plain(text: string, start = ''): string {
  return text.replace(start, '').replaceAll('_', ' ').toLowerCase()
}
