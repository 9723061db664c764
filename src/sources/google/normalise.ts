import {
  type CreativeFormat,
  type Disclosure,
  type DisclosureFields,
  NOT_DISCLOSED,
  type Remark,
  type Told,
} from '../../domain/disclosure.ts'
import type { Country } from '../../domain/place.ts'
import { adSpend } from './ad-spend.ts'
import { impressionRange } from './buckets.ts'
import { type Cells, cell, cellsOf, factsIn, idIn, nameIn, word } from './cells.ts'
import { requiredDay } from './days.ts'
import { schemaChanged } from './malformed.ts'
import { regionList } from './regions.ts'
import { targeting } from './targeting.ts'

/** A row of `creative-stats`, of any vintage, out of the bundle or out of BigQuery. */
export function normaliseCreative(record: Readonly<Record<string, unknown>>): Disclosure {
  const cells = cellsOf(record)
  const adId = idIn(cells, 'ad_id')
  const choices = targeting(cells)
  return {
    adId,
    observedAt: null,
    fields: {
      advertiserId: idIn(cells, 'advertiser_id'),
      advertiserName: nameIn(cells, 'advertiser_name') ?? NOT_DISCLOSED,
      formats: [creativeFormat(cell(cells, 'ad_type'))],
      ...delivery(cells, adId),
      ...(choices === undefined ? {} : { targeting: choices }),
      otherFacts: otherFacts(cells),
    },
  }
}

const FORMATS: ReadonlyMap<string, CreativeFormat> = new Map([
  ['text', 'text'],
  ['image', 'image'],
  ['video', 'video'],
])

/** `VIDEO` and `Video`. @throws {Problem} `record.schema_changed` on a kind of ad we have never seen */
export function creativeFormat(text: string): CreativeFormat {
  const format = FORMATS.get(text.trim().toLowerCase())
  if (format === undefined)
    throw schemaChanged(`the kind of ad “${text}” is new to us`, { field: 'format', value: text })
  return format
}

function delivery(cells: Cells, adId: string): DisclosureFields {
  const regions = cells.has('regions') ? regionList(cell(cells, 'regions')) : null
  const { spend, remarks } = adSpend(cells, adId, regions ?? [])
  const days = servedDays(cells)
  const all: Remark[] = [...remarks, ...(endsBeforeItStarts(days) ? (['ends_before_it_starts'] as const) : [])]
  const impressions = word(cells, 'impressions')
  return {
    ...(regions === null ? {} : { countries: toldCountries(regions) }),
    startsOn: days.start ?? NOT_DISCLOSED,
    endsOn: days.end ?? NOT_DISCLOSED,
    impressions: impressions === null ? NOT_DISCLOSED : impressionRange(impressions),
    spend: spend ?? NOT_DISCLOSED,
    ...(all.length === 0 ? {} : { remarks: all }),
  }
}

function toldCountries(regions: readonly Country[]): Told<readonly Country[]> {
  return regions.length === 0 ? NOT_DISCLOSED : regions
}

/** First and last day with an impression. */
function servedDays(cells: Cells) {
  const read = (name: string) => (word(cells, name) === null ? null : requiredDay(cell(cells, name), name))
  return { start: read('date_range_start'), end: read('date_range_end') }
}

function endsBeforeItStarts({ start, end }: ReturnType<typeof servedDays>): boolean {
  return start !== null && end !== null && end < start
}

const LABELS: ReadonlyMap<string, string> = new Map([
  ['num_of_days', 'Days with an impression'],
  ['first_served_timestamp', 'First served'],
  ['last_served_timestamp', 'Last served'],
  ['ad_campaigns_list', 'Campaigns'],
  ['ad_url', 'Page at Google'],
])

function otherFacts(cells: Cells): Told<Readonly<Record<string, string>>> {
  const facts = { ...factsIn(cells, LABELS), ...grantsFact(cells) }
  return Object.keys(facts).length === 0 ? NOT_DISCLOSED : facts
}

/** `Yes` and `No` in the bundle, true and false in BigQuery. @throws {Problem} `record.schema_changed` on another word */
export function grantsFact(cells: Cells): Readonly<Record<string, string>> {
  const text = word(cells, 'is_funded_by_google_ad_grants')
  if (text === null) return {}
  const isFunded = ['yes', 'true'].includes(text.toLowerCase())
  if (!isFunded && !['no', 'false'].includes(text.toLowerCase())) {
    throw schemaChanged(`“${text}” for Google Ad Grants is new to us`, { field: 'grants', value: text })
  }
  return { 'Funded by Google Ad Grants': isFunded ? 'Yes' : 'No' }
}
