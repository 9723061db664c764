import { startOfDay } from '../../domain/calendar.ts'
import { toldValue } from '../../domain/disclosure.ts'
import type { QuarantinedRecord, ReadRecord, SourceFile } from '../../ports/disclosure-store.ts'
import { copyLine } from './copy-text.ts'
import { contentText } from './rows/content.ts'
import type { FieldVectors, RecordWithVectors } from './search/staged-vectors.ts'

/** One row for each record of the content at work: understood, or on its way into quarantine. */
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
  currency character(3),
  spend_lower numeric,
  spend_upper numeric,
  code text,
  reason text,
  raw bytea
) ON COMMIT DROP`

const UNDERSTOOD_COLUMNS = 12

/** The row as a line of COPY. */
export function stagedLine(file: SourceFile, [record, vectors]: RecordWithVectors): string {
  return vectors === null ? quarantineLine(record) : disclosureLine(file, record, vectors)
}

function disclosureLine(file: SourceFile, record: ReadRecord, vectors: FieldVectors): string {
  const { recordNumber, disclosure, fingerprint, words } = record
  const spend = toldValue(disclosure.fields.spend)
  return copyLine([
    recordNumber,
    disclosure.adId,
    disclosure.observedAt ?? startOfDay(file.observedOn),
    `\\x${fingerprint}`,
    contentText(disclosure.fields),
    ...vectors,
    words.language ?? null,
    spend?.currency ?? null,
    spend?.lower.toString() ?? null,
    spend?.upper?.toString() ?? null,
    null,
    null,
    null,
  ])
}

function quarantineLine({ recordNumber, code, reason, raw }: QuarantinedRecord): string {
  const nothing = Array.from({ length: UNDERSTOOD_COLUMNS }, () => null)
  return copyLine([recordNumber, ...nothing, code, reason, `\\x${Buffer.from(raw).toString('hex')}`])
}
