import { type CalendarDate, dayOf, instant } from '../../domain/calendar.ts'
import {
  type CreativeFormat,
  type Disclosure,
  type DisclosureFields,
  NOT_DISCLOSED,
  type TargetingChoice,
  type Told,
} from '../../domain/disclosure.ts'
import { Problem } from '../../domain/errors.ts'
import { exactly, type Range } from '../../domain/range.ts'
import { isBlank, toldText } from '../shared/told-text.ts'
import { countryOfSnap } from './places.ts'
import { type AdPreview, parsePreview } from './schema.ts'

/** A row of a search, or an ad by itself. Its id is of another kind than those of Snap’s yearly files. */
export function normaliseSnapEuAd(record: Readonly<Record<string, unknown>>): Disclosure {
  const ad = parsePreview(record)
  if (!/^[A-Za-z0-9_.:-]{1,128}$/.test(ad.id)) throw malformed('id', ad.id)
  const fields = { ...parties(ad), ...creative(ad), ...delivery(ad), ...facts(ad) }
  return { adId: ad.id, observedAt: null, fields }
}

function parties(ad: AdPreview): DisclosureFields {
  return { advertiserName: toldText(ad.ad_account_name), disclaimer: toldText(ad.paying_advertiser_name) }
}

const FORMATS: ReadonlyMap<string, CreativeFormat> = new Map([
  ['VIDEO', 'video'],
  ['IMAGE', 'image'],
])

/** Addresses of media run out: they are in no field. */
function creative(ad: AdPreview): DisclosureFields {
  const format = FORMATS.get(ad.top_snap_media_type?.toUpperCase() ?? '')
  const url = ad.web_view_properties?.url ?? ''
  return {
    texts: isBlank(ad.headline) ? NOT_DISCLOSED : [{ part: 'title', text: ad.headline }],
    formats: format === undefined ? NOT_DISCLOSED : [format],
    landingUrls: url === '' ? NOT_DISCLOSED : [url],
    ...(ad.languages == null ? {} : { languages: ad.languages.length === 0 ? NOT_DISCLOSED : ad.languages }),
  }
}

function delivery(ad: AdPreview): DisclosureFields {
  const total = ad.impressions_total
  // A zero is a country in which it was aimed at and shown to nobody.
  const countries = Object.entries(ad.impressions_map ?? {}).filter(([, shown]) => Number(shown) > 0)
  const choices = targeting(ad)
  return {
    startsOn: day('start_date', ad.start_date),
    endsOn: day('end_date', ad.end_date),
    impressions: isBlank(total) ? NOT_DISCLOSED : count('impressions_total', total),
    countries: countries.length === 0 ? NOT_DISCLOSED : countries.map(([code]) => countryOfSnap(code)),
    ...(choices === undefined ? {} : { targeting: choices.length === 0 ? NOT_DISCLOSED : choices }),
  }
}

/** `2026-08-01T00:00:00.000Z`. @throws {Problem} `record.malformed` */
function day(field: string, moment: string | null | undefined): Told<CalendarDate> {
  if (isBlank(moment)) return NOT_DISCLOSED
  try {
    return dayOf(instant(moment))
  } catch (error) {
    if (error instanceof RangeError) throw malformed(field, moment, error)
    throw error
  }
}

function count(field: string, value: number | string): Range {
  if (!/^\d{1,18}$/.test(String(value))) throw malformed(field, value)
  return exactly(BigInt(value))
}

function targeting({ targeting_v2: chosen }: AdPreview): TargetingChoice[] | undefined {
  if (chosen === null || chosen === undefined) return undefined
  return [...(chosen.demographics ?? []), ...(chosen.devices ?? [])].flatMap(({ operation, ...criteria }) => {
    const mode = operation?.toUpperCase() === 'EXCLUDE' ? 'excluded' : 'included'
    return Object.entries(criteria).flatMap(([criterion, value]): TargetingChoice[] => {
      const values = (Array.isArray(value) ? value : [value]).filter((each) => !isEmpty(each)).map(written)
      return values.length === 0 ? [] : [{ criterion: criterion.replaceAll('_', ' '), mode, values }]
    })
  })
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}

function written(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function facts(ad: AdPreview): DisclosureFields {
  const shown = Object.entries(ad.impressions_map ?? {}).map(([code, times]) => `${code}: ${times}`)
  const said = [
    ['Name of the ad', ad.name],
    ['Brand', ad.brand_name],
    ['Profile', ad.profile_name],
    ['Status', ad.status],
    ['Kind of ad', ad.ad_type],
    ['Kind of creative', ad.creative_type],
    ['Call to action', ad.call_to_action],
    ['Times shown by country', shown.join('; ')],
    ['Review', ad.review_status],
    ['Rejected because', (ad.rejection_reasons ?? []).join('; ')],
  ].filter((fact): fact is [string, string] => !isBlank(fact[1]))
  return { otherFacts: said.length === 0 ? NOT_DISCLOSED : Object.fromEntries(said) }
}

function malformed(field: string, value: unknown, cause?: unknown): Problem {
  const quoted = String(value).slice(0, 120)
  const details = { field, value: quoted }
  return new Problem('record.malformed', `${field} is “${quoted}”, which cannot be read`, { details, cause })
}
