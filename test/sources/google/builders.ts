import type { CalendarDate } from '../../../src/domain/calendar.ts'
import type { Disclosure, DisclosureFields } from '../../../src/domain/disclosure.ts'
import type { Statements } from '../../../src/domain/spend-statement.ts'
import type { FileHead, WireFormat } from '../../../src/ports/source.ts'
import { google } from '../../../src/sources/google/source.ts'

export type Row = Readonly<Record<string, string>>

const CURRENCIES = 'USD EUR INR BGN CZK DKK HUF PLN RON SEK GBP NZD ILS AUD TWD BRL ARS ZAR CLP MXN'.split(' ')
const FIRST_STEPS = '100 50 250 100 1500 500 20000 250 250 1000 50 200 250 150 3000 500 15000 15000 50000 1000'.split(
  ' ',
)
const OLD_CURRENCIES = 'USD EUR INR BGN HRK CZK DKK HUF PLN RON SEK GBP'.split(' ')

/** An ad as the bundle of 2026 has it: the lowest range in each currency, until the test says otherwise. */
export function anAd(cells: Row = {}): Row {
  const lowest = CURRENCIES.flatMap((code, index) => [
    [`Spend_Range_Min_${code}`, '0'],
    [`Spend_Range_Max_${code}`, FIRST_STEPS[index] ?? ''],
  ])
  return { ...AD, ...Object.fromEntries(lowest), ...cells }
}

const AD: Row = {
  Ad_ID: 'CR00000000000000000001',
  Ad_URL: 'https://adstransparency.google.com/advertiser/AR00000000000000000011/creative/CR00000000000000000001',
  Ad_Type: 'VIDEO',
  Regions: 'US',
  Advertiser_ID: 'AR00000000000000000011',
  Advertiser_Name: 'Friends of the Old Dam',
  Ad_Campaigns_List: '',
  Date_Range_Start: '2026-09-14',
  Date_Range_End: '2026-09-30',
  Num_of_Days: '9',
  Impressions: '1000-2000',
  Spend_USD: '',
  Age_Targeting: '',
  Gender_Targeting: '',
  Geo_Targeting_Included: '',
  Geo_Targeting_Excluded: '',
  Is_Funded_By_Google_Ad_Grants: 'No',
}

/** An advertiser of 2025: nothing in each of twenty currencies, until the test says otherwise. */
export function anAdvertiser(cells: Row = {}): Row {
  return { ...ADVERTISER, ...zeros(CURRENCIES), ...cells }
}

/** An advertiser of 2019: one amount in twelve currencies. */
export function anOldAdvertiser(cells: Row = {}): Row {
  return { ...ADVERTISER, Advertiser_ID: 'AR800000000000000009', ...zeros(OLD_CURRENCIES), ...cells }
}

const ADVERTISER: Row = {
  Advertiser_ID: 'AR00000000000000000011',
  Advertiser_Name: 'Friends of the Old Dam',
  Public_IDs_List: '',
  Regions: 'US',
  Elections: '',
  Total_Creatives: '4',
}

function zeros(codes: readonly string[]): Row {
  return Object.fromEntries(codes.map((code) => [`Spend_${code}`, '0']))
}

export function headOf(row: Row): FileHead {
  return { shape: 'csv', header: Object.keys(row) }
}

export function formatOf(row: Row): WireFormat {
  const format = google.formats.find((each) => each.recognises(headOf(row), 'a.csv'))
  if (format === undefined) throw new Error('of no format')
  return format
}

export function readAd(row: Row): Disclosure {
  const format = formatOf(row)
  if (format.tells !== 'ads') throw new Error(`${format.id} tells no ads`)
  return format.normalise(row)
}

export function fieldsOf(cells: Row): DisclosureFields {
  return readAd(anAd(cells)).fields
}

export function readStatements(row: Row): Statements {
  const format = formatOf(row)
  if (format.tells !== 'statements') throw new Error(`${format.id} tells no statements`)
  return format.normalise(row, { name: 'a.csv', folder: '', observedOn: '2025-04-30' as CalendarDate })
}

/** Currency and whole units of each statement. */
export function amounts(row: Row): string[] {
  return readStatements(row).statements.map(({ spend }) => `${spend.lower / 100n} ${spend.currency}`)
}

/** Runs what must fail and gives the code of its Problem. */
export function problemOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'no problem'
}
