import { type CalendarDate, calendarDate } from '../../domain/calendar.ts'
import { type DisclosureFields, NOT_DISCLOSED, type Told } from '../../domain/disclosure.ts'
import { Problem } from '../../domain/errors.ts'
import { type Country, type CountryCode, countryCode, countryName } from '../../domain/place.ts'
import { type Range, range } from '../../domain/range.ts'
import type { LinkedInDetails, LinkedInStatistics } from './schema.ts'

const NOTHING_TOLD: DisclosureFields = {
  startsOn: NOT_DISCLOSED,
  endsOn: NOT_DISCLOSED,
  impressions: NOT_DISCLOSED,
  countries: NOT_DISCLOSED,
}

/** LI-4: an ad that was not served in the EU has no statistics: nothing is told, which is not zero. */
export function statisticsFields(details: LinkedInDetails): DisclosureFields {
  const statistics = statisticsOf(details)
  if (statistics === null) return NOTHING_TOLD
  const startsOn = day('firstImpressionAt', statistics.firstImpressionAt ?? statistics.firstImpressionDate)
  const endsOn = day('latestImpressionAt', statistics.latestImpressionAt ?? statistics.latestImpressionDate)
  const isReversed = typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn
  return {
    startsOn,
    endsOn,
    impressions: impressions(statistics),
    countries: countries(statistics),
    ...(isReversed ? { remarks: ['ends_before_it_starts'] } : {}),
  }
}

export function statisticsOf(details: LinkedInDetails): LinkedInStatistics | null {
  return details.adStatistics ?? details.statistics ?? null
}

/** LI-3: as they are given. They may add up to less than 100, since impressions elsewhere are not told. */
export function sharesByCountry(statistics: LinkedInStatistics | null): string {
  return (statistics?.impressionsDistributionByCountry ?? [])
    .flatMap(({ country, impressionPercentage: share }) =>
      share == null ? [] : `${countryOf(country).name}: ${share}%`,
    )
    .join('; ')
}

function countries({ impressionsDistributionByCountry: shares }: LinkedInStatistics): Told<readonly Country[]> {
  const list = (shares ?? []).map(({ country }) => countryOf(country))
  return list.length === 0 ? NOT_DISCLOSED : list
}

/** LI-7: `urn:li:country:DE`. */
function countryOf(told: string): Country {
  const name = told.replace(/^urn:li:country:/i, '')
  try {
    const code: CountryCode = countryCode(name)
    return { name: countryName(code), code }
  } catch {
    return { name: told, code: null }
  }
}

/** Milliseconds since 1970, or a day. In UTC. */
function day(field: string, told: string | number | null | undefined): Told<CalendarDate> {
  const text = String(told ?? '').trim()
  if (text === '') return NOT_DISCLOSED
  try {
    if (/^\d{11,14}$/.test(text)) return calendarDate(new Date(Number(text)).toISOString().slice(0, 10))
    return calendarDate(text.slice(0, 10))
  } catch (cause) {
    throw malformed(field, text, cause)
  }
}

/** The highest of the twelve tiers has no end; the lowest may have no beginning, which is zero. */
function impressions(statistics: LinkedInStatistics): Told<Range> {
  const from = textOf(statistics.totalImpressions?.from ?? statistics.impressionsFrom)
  const to = textOf(statistics.totalImpressions?.to ?? statistics.impressionsTo)
  if (from === '' && to === '') return NOT_DISCLOSED
  try {
    return range(BigInt(from), to === '' ? null : BigInt(to))
  } catch (cause) {
    throw malformed('totalImpressions', `${from} to ${to}`, cause)
  }
}

function textOf(figure: string | number | null | undefined): string {
  return String(figure ?? '').trim()
}

function malformed(field: string, text: string, cause: unknown): Problem {
  const message = `${field} is “${text.slice(0, 120)}”, which cannot be read`
  return new Problem('record.malformed', message, { details: { field }, cause })
}
