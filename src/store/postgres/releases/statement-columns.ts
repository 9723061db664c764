import type { ReleaseColumn } from '../../../ports/releases.ts'

const column = (
  name: string,
  kind: ReleaseColumn['kind'],
  meaning: string,
  unit: string | null = null,
): ReleaseColumn => ({
  name,
  kind,
  unit,
  meaning,
})

export const STATEMENT_COLUMNS: readonly ReleaseColumn[] = [
  column('statement_id', 'text', 'Identity of the wording for ever: what it is about, and what it says.'),
  column('is_current', 'boolean', 'Whether it is the source’s newest word on what it is about.'),
  column('source', 'text', 'The source that states it, by its short name.'),
  column('subject', 'text', 'What it is about: advertiser, or what the source tells of beside advertisers.'),
  column(
    'advertiser',
    'text',
    'Key in the table of advertisers. Empty: it is about none, or the source names no account.',
  ),
  column('advertiser_name', 'text', 'Name of the advertiser as this statement has it.'),
  column('disclaimer', 'text', 'The disclaimer it counts under. Empty: under none, or the source does not tell.'),
  column('from_day', 'date', 'First day it covers. Empty: since the library began.'),
  column('to_day', 'date', 'Last day it covers.'),
  column('place', 'text', 'Country (ISO 3166-1) or region (ISO 3166-2). Empty: none told, or none we know.'),
  column('region_name', 'text', 'The region as the source wrote it.'),
  column('currency', 'text', 'ISO 4217 code of the amounts. XXX: the source names none.'),
  column('lower', 'money', 'Spent at least, in major units of the currency, inclusive.', 'currency'),
  column('upper', 'money', 'Spent at most, inclusive. Empty: open at the top.', 'currency'),
  column('rounded_to', 'money', 'Step to which the source rounds. Empty: its figures are not rounded.', 'currency'),
  column('ads', 'count', 'Number of ads it counts. Empty: not told.', 'ads'),
  column('is_partial', 'boolean', 'Whether the days hold more than is stated, so that it bounds nothing from above.'),
  column(
    'is_repeat',
    'boolean',
    'Whether it is alike in every cell to an earlier row of its file. It counts all the same.',
  ),
  column('facts', 'json', 'What only this source tells, by its own labels.'),
  column('file_name', 'text', 'The file that first told it to this archive.'),
  column('file_sha256', 'text', 'SHA-256 of that file’s bytes, as hexadecimal digits.'),
  column('file_member', 'text', 'Within an archive, the member. Empty: the file itself.'),
  column('record_number', 'count', 'The record of that file, counted from 1; in a CSV the header is record 1.'),
]
