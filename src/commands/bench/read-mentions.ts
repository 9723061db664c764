import type { Mention } from '../../sponsors/mention.ts'
import { declaredId } from '../../sponsors/names/declared-ids.ts'
import { malformed, readTable, type Table, type TableRow } from './read-table.ts'
import { idsOf } from './score-rows.ts'

export interface MentionFile {
  /** The file, for the record of the run. */
  readonly source: Pick<Table, 'file' | 'sha256'>
  readonly mentions: readonly Mention[]
}

export interface ReadMentions {
  readonly idPrefix: string
  /** Columns without which the file is refused, beside platform, page name and payer. */
  readonly required?: readonly string[]
}

const REQUIRED = ['platform', 'page_name', 'payer_text']
const OPTIONAL = [
  ...['mention_id', 'platform_id', 'country', 'state', 'landing_domain', 'first_seen', 'last_seen', 'spend'],
  'registry_ids',
]

/**
 * Reads a file of mentions. Other columns than those of a mention are dropped while reading: no answer gets further.
 * @throws {Problem} on what cannot be read, with file, line and column.
 */
export async function readMentions(path: string, { idPrefix, required = [] }: ReadMentions): Promise<MentionFile> {
  const table = await readTable(path, { required: [...REQUIRED, ...required], optional: OPTIONAL })
  const ids = idsOf(table, 'mention_id', idPrefix)
  const { file, sha256 } = table
  return { source: { file, sha256 }, mentions: table.rows.map((row, index) => mention(table, row, ids[index] ?? '')) }
}

function mention(table: Table, row: TableRow, id: string): Mention {
  const platform = row.cell('platform').trim().toLowerCase()
  if (platform === '') throw malformed(table.file, { line: row.line, column: 'platform' }, 'the platform is empty')
  const spend = matching(table, row, { column: 'spend', pattern: /^\d+(\.\d+)?$/, what: 'no number' })
  const country = row.cell('country').trim().toUpperCase()
  return {
    ...{ id, platform, accountId: row.cell('platform_id').trim(), payer: row.cell('payer_text') },
    accountNames: row.cell('page_name') === '' ? [] : [row.cell('page_name')],
    country: country === '' ? null : country,
    state: row.cell('state').trim() === '' ? null : row.cell('state').trim(),
    landingDomains: row
      .cell('landing_domain')
      .split(/[|\s]+/)
      .filter((domain) => domain !== ''),
    registryIds: registryIds(table, row),
    firstSeen: matching(table, row, { column: 'first_seen', pattern: DAY, what: 'no day' }),
    lastSeen: matching(table, row, { column: 'last_seen', pattern: DAY, what: 'no day' }),
    weight: spend === null ? null : Number(spend),
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}(?:[T ].*)?$/

interface CellRule {
  readonly column: string
  readonly pattern: RegExp
  readonly what: string
}

/** Null where the cell is empty. */
function matching(table: Table, row: TableRow, { column, pattern, what }: CellRule): string | null {
  const text = row.cell(column).trim()
  if (text === '') return null
  if (pattern.test(text)) return text
  throw malformed(table.file, { line: row.line, column }, `“${text}” is ${what}`)
}

function registryIds(table: Table, row: TableRow): readonly string[] {
  const ids = row
    .cell('registry_ids')
    .split('|')
    .map((text) => text.trim())
    .filter((text) => text !== '')
  const bad = ids.find((text) => declaredId(text) === null)
  if (bad === undefined) return ids
  throw malformed(table.file, { line: row.line, column: 'registry_ids' }, `“${bad}” is not scheme:value`)
}
