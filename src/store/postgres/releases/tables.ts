import type { ReleaseColumn, ReleaseTable, ReleaseTableName } from '../../../ports/releases.ts'
import { AD_COLUMNS, TOLD_COLUMNS } from './ad-columns.ts'
import { ADVERTISER_COLUMNS } from './advertiser-columns.ts'
import { STATEMENT_COLUMNS } from './statement-columns.ts'

/** To be raised with every change of a table below, of its columns, their order or their meaning. */
export const SCHEMA_VERSION = 1

const VERSION_COLUMNS: readonly ReleaseColumn[] = [
  { name: 'id', kind: 'text', unit: null, meaning: 'Identity of the ad for ever: source and the source’s own ad id.' },
  { name: 'revision', kind: 'count', unit: null, meaning: 'The archive’s revision from which on it held this.' },
  { name: 'held_since', kind: 'instant', unit: 'UTC', meaning: 'When the archive made that revision.' },
  {
    name: 'cause',
    kind: 'text',
    unit: null,
    meaning: 'source: a file of the source said so. reading: we read what was there otherwise, or a person decided.',
  },
  { name: 'file_name', kind: 'text', unit: null, meaning: 'The file whose reading made the revision.' },
  { name: 'file_day', kind: 'date', unit: 'UTC', meaning: 'The day on which that file was published.' },
  { name: 'file_sha256', kind: 'text', unit: null, meaning: 'SHA-256 of that file’s bytes, as hexadecimal digits.' },
  { name: 'file_member', kind: 'text', unit: null, meaning: 'Within an archive, the member. Empty: the file itself.' },
  ...TOLD_COLUMNS.filter(({ name }) => name !== 'id'),
]

const FILE_COLUMNS: readonly ReleaseColumn[] = [
  { name: 'source', kind: 'text', unit: null, meaning: 'The ad library, by its short name.' },
  { name: 'name', kind: 'text', unit: null, meaning: 'Name of the file as it was published or saved.' },
  { name: 'sha256', kind: 'text', unit: null, meaning: 'SHA-256 of its bytes, as hexadecimal digits.' },
  { name: 'member', kind: 'text', unit: null, meaning: 'Within an archive, the member. Empty: the file itself.' },
  { name: 'day', kind: 'date', unit: 'UTC', meaning: 'The day on which it was published.' },
  {
    name: 'rows',
    kind: 'count',
    unit: 'records',
    meaning: 'Records in it, those that could not be understood included.',
  },
  {
    name: 'revision',
    kind: 'count',
    unit: null,
    meaning: 'The archive’s revision that reading it made. Empty: read before files made revisions.',
  },
]

/** What a release holds: each table is written, described and loaded from this list. */
export const TABLES: readonly ReleaseTable[] = [
  {
    name: 'ads',
    meaning:
      'What the archive holds of each ad at the moment of the release: the newest word of the source on each field.',
    key: ['id'],
    period: 'starts_on',
    columns: AD_COLUMNS,
  },
  {
    name: 'versions',
    meaning:
      'Every word that the archive ever held of an ad, one row for each stretch of revisions. Rows are only ever added.',
    key: ['id', 'revision'],
    period: 'starts_on',
    columns: VERSION_COLUMNS,
  },
  {
    name: 'statements',
    meaning: 'What sources state of money beside single ads: each wording once, with the record that first told it.',
    key: ['statement_id'],
    period: 'to_day',
    columns: STATEMENT_COLUMNS,
  },
  {
    name: 'advertisers',
    meaning: 'Accounts in whose name ads ran, under their identity for ever.',
    key: ['advertiser'],
    period: null,
    columns: ADVERTISER_COLUMNS,
  },
  {
    name: 'files',
    meaning: 'The files of the sources that had been read by then, also those whose records are withheld.',
    key: ['source', 'name', 'sha256', 'member'],
    period: null,
    columns: FILE_COLUMNS,
  },
]

export function tableNamed(name: ReleaseTableName): ReleaseTable {
  const table = TABLES.find((each) => each.name === name)
  if (table === undefined) throw new RangeError(`a release has no table ${name}`)
  return table
}
