import { grouped } from '../../sponsors/scoring/grouped.ts'
import type { ChangeCase } from '../../sponsors/scoring/survival.ts'
import { registryIdsOf, type StepRead } from './read-steps.ts'
import { malformed, type Table, type TableRow } from './read-table.ts'

const PLATFORMS: Readonly<Record<string, string>> = {
  google_rekey: 'google',
  meta_page_rename: 'meta',
  fec_committee_rename: 'registry',
}

/**
 * The cases of a file of changes: of an advertiser with a new id, every former id (`aliases`, any order, once for each
 * advertiser, whose rows differ in the order of ids alone); of a renamed page or committee, each row. The mentions that tell of them are found in the steps by
 * `platform_id` (of committees: `us-fec:` in `registry_ids`) and, where an account has several, by name.
 */
export function changeCases(gold: Table, before: StepRead, after: StepRead): readonly ChangeCase[] {
  const [then, now] = [accountsOf(before), accountsOf(after)]
  const seen = new Set<string>()
  return gold.rows.flatMap((row) => {
    const [kind, current] = [row.cell('kind'), row.cell('current')]
    const platform = PLATFORMS[kind]
    if (platform === undefined) throw malformed(gold.file, { line: row.line, column: 'kind' }, `“${kind}” is unknown`)
    const formerIds = kind === 'google_rekey' ? otherIds(row) : [current]
    if (kind === 'google_rekey' && seen.has(current)) return []
    if (kind === 'google_rekey') seen.add(current)
    const formerName = row.cell('old_name') === '' ? row.cell('name') : row.cell('old_name')
    const found = formerIds.map((id) => mentionOf(then.get(`${platform} ${id}`), formerName))
    return [
      {
        kind,
        before: found.some((id) => id === null) ? [] : found.filter((id) => id !== null),
        after: mentionOf(now.get(`${platform} ${current}`), row.cell('name')),
        name: `${kind} ${current}`,
      },
    ]
  })
}

function otherIds(row: TableRow): readonly string[] {
  return row
    .cell('aliases')
    .split('|')
    .filter((id) => id !== '' && id !== row.cell('current'))
}

interface AccountMention {
  readonly id: string
  readonly account: string
  readonly names: readonly string[]
}

/** By platform and account id; a registry's rows by the id they declare. */
function accountsOf({ mentions, ids }: StepRead): ReadonlyMap<string, readonly AccountMention[]> {
  const rows = mentions.rows.flatMap((row, index): AccountMention[] => {
    const platform = row.cell('platform')
    const names = [row.cell('page_name'), row.cell('payer_text')]
    const accounts = platform === 'registry' ? registryIdsOf(row).map(withoutScheme) : [row.cell('platform_id')]
    return accounts.map((account) => ({ id: ids[index] ?? '', account: `${platform} ${account}`, names }))
  })
  return grouped(rows, ({ account }) => account)
}

function withoutScheme(id: string): string {
  return id.slice(id.indexOf(':') + 1)
}

function mentionOf(mentions: readonly AccountMention[] | undefined, name: string): string | null {
  const named = mentions?.find(({ names }) => names.includes(name))
  return named?.id ?? mentions?.[0]?.id ?? null
}
