import { join } from 'node:path'
import { churn, type Step, type StepEvent, unresolvedIds } from '../../sponsors/scoring/churn.ts'
import { type Measured, measuredFigures, measuredNumber, measuredShare } from '../../sponsors/scoring/measured.ts'
import { type Placed, partitionFigures } from '../../sponsors/scoring/partition.ts'
import { idSurvival } from '../../sponsors/scoring/survival.ts'
import { readIfThere } from './read-if-there.ts'
import { readSteps, type StepRead } from './read-steps.ts'
import { malformed, readTable, type Table } from './read-table.ts'
import { changeCases } from './score-changes.ts'
import type { ScoreFiles } from './score-cluster.ts'
import type { Scored } from './score-report.ts'
import { idsOf } from './score-rows.ts'

export interface ReplayFiles extends ScoreFiles {
  /** The files of mentions that were replayed, in order. */
  readonly steps: readonly string[]
}

/**
 * Scores a replay. Gold is a file of changes (`kind`, `current`, `aliases`, `name`, `old_name`): ids must survive them; or
 * the `clusters.csv` of all steps at once: the last step must be the same partition; or mentions with `gold_entity`.
 */
export async function scoreReplay(files: ReplayFiles): Promise<Scored> {
  const gold = await readTable(files.gold, {
    required: [],
    optional: ['mention_id', 'entity_id', 'gold_entity', 'platform', 'kind', 'current', 'aliases', 'name', 'old_name'],
  })
  const steps = await readSteps(files)
  const redirects = await redirectsOf(files.run)
  const events = await eventsOf(files.run)
  const againstGold = scoredGold(gold, steps, redirects.byId, files.idPrefix)
  const stability = stabilityOf(steps, events.events, redirects.byId)
  return {
    kind: `replay, ${againstGold.kind}`,
    inputs: [gold, ...steps.map(({ mentions }) => mentions)],
    outputs: [...steps.map(({ clusters }) => clusters), ...redirects.tables, ...events.tables],
    counts: { steps: steps.length, ...stability.counts },
    measures: [...againstGold.measures, ...stability.measures],
    disagreements: { ...againstGold.disagreements, ...stability.disagreements },
  }
}

type Part = Pick<Scored, 'measures' | 'disagreements'>

function scoredGold(
  gold: Table,
  steps: readonly StepRead[],
  redirects: ReadonlyMap<string, string>,
  idPrefix: string,
): Part & { readonly kind: string } {
  if (gold.columns.has('kind') && gold.columns.has('current')) {
    return { kind: 'changes of ids and names', ...changes(gold, steps, redirects) }
  }
  const column = ['entity_id', 'gold_entity'].find((each) => gold.columns.has(each))
  if (column === undefined) throw malformed(gold.file, { line: 1, column: 'kind' }, 'the columns of no known gold')
  const of = column === 'entity_id' ? 'rebuild' : 'sponsors'
  return { kind: of, ...lastStep(gold, steps, { column, of, idPrefix }) }
}

function changes(gold: Table, steps: readonly StepRead[], redirects: ReadonlyMap<string, string>): Part {
  const [before, after] = [steps[0], steps.at(-1)]
  if (before === undefined || after === undefined) return { measures: [], disagreements: {} }
  const cases = changeCases(gold, before, after)
  const survivals = idSurvival(cases, { before: before.step.entities, after: after.step.entities, redirects })
  return {
    measures: survivals.flatMap(({ kind, cases: count, surviving, share }) => [
      measuredShare('survival', share, { of: kind }),
      measuredNumber('surviving', surviving, { of: kind }),
      measuredNumber('cases', count, { of: kind }),
    ]),
    disagreements: Object.fromEntries(survivals.map(({ kind, lost }) => [`lost_${kind}`, lost])),
  }
}

interface LastStep {
  readonly column: string
  readonly of: string
  readonly idPrefix: string
}

function lastStep(gold: Table, steps: readonly StepRead[], { column, of, idPrefix }: LastStep): Part {
  const last = steps.at(-1)?.step.entities ?? new Map<string, string>()
  const ids = idsOf(gold, 'mention_id', idPrefix)
  const placed = gold.rows.flatMap((row, index): Placed[] => {
    const id = ids[index] ?? ''
    const found = last.get(id)
    if (found === undefined)
      throw malformed(gold.file, { line: row.line, column: 'mention_id' }, `no step brought “${id}”`)
    return [{ id, platform: row.cell('platform'), gold: row.cell(column), found }]
  })
  const figures = measuredFigures(partitionFigures(placed), { of })
  return { measures: figures.filter(({ name }) => name !== 'cross_platform_recall'), disagreements: {} }
}

interface Stability extends Part {
  readonly counts: Readonly<Record<string, number>>
}

function stabilityOf(
  reads: readonly StepRead[],
  events: readonly StepEvent[],
  redirects: ReadonlyMap<string, string>,
): Stability {
  const steps: readonly Step[] = reads.map(({ step }) => step)
  const { untouched, changed, explained, share } = churn(steps, events)
  const unresolved = unresolvedIds(steps, redirects)
  const measures: readonly Measured[] = [
    measuredShare('churn', share, { of: 'untouched mentions' }),
    measuredNumber('changed', changed.length, { of: 'untouched mentions' }),
    measuredNumber('changed_and_explained', explained.length, { of: 'untouched mentions' }),
    measuredNumber('unresolved_ids', unresolved.length, { of: 'former ids' }),
  ]
  return { counts: { untouched, events: events.length }, measures, disagreements: { changed, explained, unresolved } }
}

async function redirectsOf(run: string) {
  const table = await readIfThere(join(run, 'redirects.csv'), { required: ['old_entity_id', 'entity_id'] })
  const rows = table?.rows ?? []
  return {
    tables: table === null ? [] : [table],
    byId: new Map(rows.map((row) => [row.cell('old_entity_id'), row.cell('entity_id')])),
  }
}

async function eventsOf(run: string) {
  const table = await readIfThere(join(run, 'events.csv'), {
    required: ['step', 'kind', 'entity_ids', 'survivor', 'cause_mention_ids', 'reason'],
  })
  const rows = (table?.rows ?? []).filter((row) => /^(merge|split)$/.test(row.cell('kind')))
  return {
    tables: table === null ? [] : [table],
    events: rows.map(
      (row): StepEvent => ({
        step: Number(row.cell('step')),
        entityIds: row.cell('entity_ids').split('|'),
        causes: row.cell('cause_mention_ids').split('|'),
      }),
    ),
  }
}
