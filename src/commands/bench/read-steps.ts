import { join } from 'node:path'
import { nameForms } from '../../sponsors/names/name-forms.ts'
import type { Step, StepMention } from '../../sponsors/scoring/churn.ts'
import { malformed, readTable, type Table, type TableRow } from './read-table.ts'
import { entitiesOf } from './score-cluster.ts'
import { idsOf } from './score-rows.ts'

/** A step of a replay: the mentions it brought, and where all were put after it. */
export interface StepRead {
  readonly mentions: Table
  /** Of each row, in order. */
  readonly ids: readonly string[]
  readonly clusters: Table
  readonly step: Step
}

export interface StepFiles {
  readonly steps: readonly string[]
  readonly run: string
  readonly idPrefix: string
}

const MENTION_COLUMNS = {
  required: ['platform', 'platform_id', 'page_name', 'payer_text'],
  optional: ['mention_id', 'country', 'state', 'landing_domain', 'first_seen', 'last_seen', 'spend', 'registry_ids'],
}

const CLUSTER_COLUMNS = { required: ['mention_id', 'entity_id', 'confidence', 'reason'] }

/** Reads each step beside its `clusters_stepN.csv`, which holds every mention brought so far, once. */
export async function readSteps({ steps, run, idPrefix }: StepFiles): Promise<readonly StepRead[]> {
  const reads: StepRead[] = []
  const brought = new Set<string>()
  for (const [index, path] of steps.entries()) {
    const mentions = await readTable(path, MENTION_COLUMNS)
    const clusters = await readTable(join(run, `clusters_step${index + 1}.csv`), CLUSTER_COLUMNS)
    const ids = idsOf(mentions, 'mention_id', idPrefix)
    for (const id of ids) brought.add(id)
    const entities = entitiesOf(clusters, new Set(brought))
    const step = { mentions: mentions.rows.map((row, at) => stepMention(ids[at] ?? '', row)), entities }
    reads.push({ mentions, ids, clusters, step })
  }
  if (reads.length > 1) return reads
  throw malformed('--step', { line: 1 }, 'a replay has at least two steps')
}

/** The registries that a row declares: `us-fec:C00000001`. */
export function registryIdsOf(row: TableRow): readonly string[] {
  return row
    .cell('registry_ids')
    .split('|')
    .filter((id) => id !== '')
}

function stepMention(id: string, row: TableRow): StepMention {
  const columns = [...MENTION_COLUMNS.required, ...MENTION_COLUMNS.optional.filter((each) => each !== 'mention_id')]
  const account = row.cell('platform_id')
  const keys = [
    account === '' ? '' : `account ${row.cell('platform')} ${account}`,
    nameKey('payer', row.cell('payer_text')),
    nameKey('page', row.cell('page_name')),
    ...registryIdsOf(row).map((each) => `id ${each}`),
  ]
  return { id, content: JSON.stringify(columns.map(row.cell)), keys: keys.filter((key) => key !== '') }
}

function nameKey(kind: string, name: string): string {
  const { n2 } = nameForms(name)
  return n2 === '' ? '' : `${kind} ${n2}`
}
