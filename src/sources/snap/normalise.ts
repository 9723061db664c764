import { type CalendarDate, calendarDate } from '../../domain/calendar.ts'
import {
  type CreativeFormat,
  type Disclosure,
  type DisclosureFields,
  NOT_DISCLOSED,
  type Remark,
  type Told,
  WITHHELD,
} from '../../domain/disclosure.ts'
import { Problem } from '../../domain/errors.ts'
import { currency, minorUnits } from '../../domain/money.ts'
import { type Country, countryCode } from '../../domain/place.ts'
import { exactly } from '../../domain/range.ts'
import { toldText } from '../shared/told-text.ts'
import { isNothing, landingUrls, listItems, mediaUrls } from './cells.ts'
import { snapCountry, snapRegion } from './places.ts'
import { parseSnapRow, type SnapRow } from './schema.ts'
import { targeting } from './targeting.ts'

/** SN-7: Snap cuts `PayingAdvertiserName` here. */
const PAYER_CUT_AT = 32

/** A row of Snap's yearly CSV. Spend is exact, to date, in whole units of the account's currency. */
export function normaliseSnapRow(record: Readonly<Record<string, unknown>>): Disclosure {
  const row = parseSnapRow(record)
  return { adId: row.adid, observedAt: null, fields: { ...parties(row), ...creative(row), ...delivery(row) } }
}

function parties(row: SnapRow): DisclosureFields {
  const address = row.billingaddress.trim()
  const facts = otherFacts(row)
  return {
    advertiserName: toldText(row.organizationname),
    disclaimer: isNothing(row.payingadvertisername) ? NOT_DISCLOSED : row.payingadvertisername,
    // `US` alone is a country; anything before it is where somebody lives or works.
    payerAddress: address.includes(',') ? WITHHELD : NOT_DISCLOSED,
    billingCountry: billingCountry(address),
    ...(facts === null ? {} : { otherFacts: facts }),
  }
}

function otherFacts(row: SnapRow): Told<Readonly<Record<string, string>>> {
  const facts = [
    ['Candidate or ballot information', row.candidateballotinformation],
    ['Committee', row.committeename],
    ['Committee id', row.committeeidentificationnumber],
    ['Committee name as disclosed', row.disclosurenameofcommittee],
    ['Advertising jurisdiction', row.advertisingjurisdiction],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined && !isNothing(fact[1]))
  return facts.length === 0 ? NOT_DISCLOSED : Object.fromEntries(facts)
}

/** The last part of the address is the country, for each row of the real files. */
function billingCountry(address: string): Told<Country> {
  const name = address.split(',').at(-1)?.trim() ?? ''
  if (name === '') return NOT_DISCLOSED
  try {
    return { name, code: countryCode(name) }
  } catch {
    // Not a code: it may be a street, so it is not shown.
    return NOT_DISCLOSED
  }
}

function creative(row: SnapRow): DisclosureFields {
  const media = mediaUrls(row.creativeurl)
  const landing = landingUrls(row.creativeproperties)
  const formats = [...new Set(media.map(creativeFormat))]
  return {
    mediaUrls: toldList(media),
    formats: toldList(formats),
    landingUrls: toldList(landing),
  }
}

const FORMATS: ReadonlyMap<string, CreativeFormat> = new Map([
  ['mp4', 'video'],
  ['mov', 'video'],
  ['png', 'image'],
  ['jpg', 'image'],
  ['jpeg', 'image'],
  ['gif', 'image'],
])

/** @throws {Problem} `record.schema_changed` on a media type we have never seen */
function creativeFormat(url: string): CreativeFormat {
  const mediaType = /[?&]mediaType=([A-Za-z0-9]+)/.exec(url)?.[1] ?? ''
  const format = FORMATS.get(mediaType.toLowerCase())
  if (format === undefined) throw new Problem('record.schema_changed', `mediaType “${mediaType}” is new to us`)
  return format
}

function delivery(row: SnapRow): DisclosureFields {
  const startsOn = day(row.startdate)
  const endsOn = row.enddate.trim() === '' ? null : day(row.enddate)
  const code = currency(row.currencycode)
  const country = isNothing(row.countrycode) ? null : snapCountry(row.countrycode)
  const regions = listItems(row['regions(included)']).map((name) => snapRegion(country?.code ?? null, name))
  const remarks = remarksOn(row, endsOn)
  return {
    startsOn,
    endsOn: endsOn ?? NOT_DISCLOSED,
    spend: { ...exactly(minorUnits(row.spend, code)), currency: code },
    impressions: exactly(BigInt(row.impressions)),
    countries: country === null ? NOT_DISCLOSED : [country],
    regions: toldList(regions),
    targeting: targeting(row),
    ...(remarks.length === 0 ? {} : { remarks }),
  }
}

function remarksOn(row: SnapRow, endsOn: CalendarDate | null): Remark[] {
  const remarks: Remark[] = []
  if (endsOn !== null && row.enddate < row.startdate) remarks.push('ends_before_it_starts')
  if (Array.from(row.payingadvertisername).length === PAYER_CUT_AT) remarks.push('payer_cut_at_32_characters')
  if (row.spend === '0' && row.impressions !== '0') remarks.push('spend_below_one_unit')
  return remarks
}

/** `2026/03/20 05:37:36Z`, UTC. @throws {Problem} `record.malformed` */
function day(moment: string): CalendarDate {
  const match = /^(\d{4})\/(\d{2})\/(\d{2}) \d{2}:\d{2}:\d{2}Z$/.exec(moment)
  try {
    return calendarDate(match === null ? moment : `${match[1]}-${match[2]}-${match[3]}`)
  } catch (cause) {
    throw new Problem('record.malformed', `“${moment}” is not a moment as Snap writes it`, { cause })
  }
}

function toldList<Item>(items: readonly Item[]): Told<readonly Item[]> {
  return items.length === 0 ? NOT_DISCLOSED : items
}
