import { startOfDay } from '../../domain/calendar.ts'
import { type DisclosureFields, toldValue } from '../../domain/disclosure.ts'
import { disclosureId } from '../../domain/ids.ts'
import type { Country, Region } from '../../domain/place.ts'
import { type RecordedFact, recordedAbroad } from '../../domain/recorded-abroad.ts'
import type { Loaded, WrittenLine } from '../../domain/written-line.ts'
import type { QuarantinedRecord, ReadRecord, SourceFile } from '../../ports/disclosure-store.ts'
import { type CopyValue, copyLine } from './copy-text.ts'
import { contentText } from './rows/content.ts'
import type { FieldVectors, RecordWithVectors } from './search/staged-vectors.ts'

/**
 * One row for each record at work: understood, or on its way into quarantine. What `disclosure_state` keeps of a content
 * stands beside it, as `OPEN_STATES` would read it out of the content: the server takes it much more dearly from there.
 * Rows are kept as they come, for compressing what is read once costs more than it spares.
 */
export const STAGING = `
CREATE TEMP TABLE staged (
  record_number integer NOT NULL,
  ad_id text,
  observed_at timestamptz,
  fingerprint bytea,
  content jsonb,
  advertiser_vector tsvector,
  disclaimer_vector tsvector,
  facts_vector tsvector,
  texts_vector tsvector,
  language text,
  account_id text,
  advertiser_name text,
  disclaimer text,
  countries text[],
  regions text[],
  formats text[],
  currency character(3),
  spend_lower numeric,
  spend_upper numeric,
  impressions_lower bigint,
  starts_on date,
  ends_on date,
  recorded_abroad text[],
  line text,
  code text,
  reason text,
  raw bytea
) WITH (toast_tuple_target = 8160) ON COMMIT DROP`

const UNDERSTOOD_COLUMNS = 23

/** The row as a line of COPY. */
export function stagedLine(file: SourceFile, [record, vectors]: RecordWithVectors, write: LineWriter): string {
  return vectors === null ? quarantineLine(record) : disclosureLine(file, record, vectors, write)
}

/** How the line of an ad is written: domain/written-line.ts. */
export type LineWriter = (ad: Loaded) => WrittenLine | null

function disclosureLine(file: SourceFile, record: ReadRecord, vectors: FieldVectors, write: LineWriter): string {
  const { recordNumber, disclosure, fingerprint, words } = record
  return copyLine([
    recordNumber,
    disclosure.adId,
    disclosure.observedAt ?? startOfDay(file.observedOn),
    `\\x${fingerprint}`,
    contentText(disclosure.fields),
    ...vectors,
    words.language ?? null,
    ...stateValues(record),
    write(loadedAd(file, record)),
    null,
    null,
    null,
  ])
}

function loadedAd({ source }: SourceFile, { disclosure: { adId, fields }, words }: ReadRecord): Loaded {
  const recordedAbroad = factsRecordedAbroad(fields)
  return {
    id: disclosureId(source, adId),
    source,
    adId,
    fields,
    recordedAbroad,
    searchLanguage: words.language ?? null,
  }
}

function stateValues({ disclosure: { fields } }: ReadRecord): CopyValue[] {
  const spend = toldValue(fields.spend)
  return [
    toldValue(fields.advertiserId),
    toldValue(fields.advertiserName),
    toldValue(fields.disclaimer),
    arrayText(codes(toldValue(fields.countries))),
    arrayText(codes(toldValue(fields.regions))),
    arrayText(toldValue(fields.formats) ?? []),
    spend?.currency ?? null,
    spend?.lower.toString() ?? null,
    spend?.upper?.toString() ?? null,
    toldValue(fields.impressions)?.lower.toString() ?? null,
    toldValue(fields.startsOn),
    toldValue(fields.endsOn),
    arrayText(factsRecordedAbroad(fields)),
  ]
}

/** As SQL's function `recorded_abroad` finds them in a content. */
function factsRecordedAbroad({ billingCountry, countries, spend, remarks }: DisclosureFields): readonly RecordedFact[] {
  return recordedAbroad({
    billingCountry: toldValue(billingCountry)?.code ?? null,
    currency: toldValue(spend)?.currency ?? null,
    isConverted: remarks?.includes('spend_told_in_several_currencies') ?? false,
    countries: toldValue(countries)?.map(({ code }) => code) ?? [],
  })
}

/** Each once, in the order of SQL's function of that name. */
function codes(places: readonly (Country | Region)[] | null): string[] {
  const found = new Set<string>()
  for (const { code } of places ?? []) if (code !== null) found.add(code)
  return found.size < 2 ? [...found] : [...found].sort()
}

/** Codes and names of ours need no escape in an array. */
function arrayText(values: readonly string[]): string {
  return values.length === 0 ? '{}' : `{"${values.join('","')}"}`
}

function quarantineLine({ recordNumber, code, reason, raw }: QuarantinedRecord): string {
  const nothing = Array.from({ length: UNDERSTOOD_COLUMNS }, () => null)
  return copyLine([recordNumber, ...nothing, code, reason, `\\x${Buffer.from(raw).toString('hex')}`])
}
