import { RULE_VERSION } from '../../sponsors/matching/weights.ts'
import { GENERIC_WORDS_VERSION } from '../../sponsors/words/generic-words.ts'
import { clustersFile } from './clusters-file.ts'
import { entityIds } from './entity-ids.ts'
import { readIdChanges } from './read-id-changes.ts'
import { readMentions } from './read-mentions.ts'
import { readRegistry } from './read-registry.ts'
import { ReplayState, type StepOutcome } from './replay-state.ts'
import { runRecord } from './run-record.ts'
import { csvText, type OutputFile, writeFiles } from './write-files.ts'

interface ReplayOptions {
  readonly steps: readonly string[]
  readonly idChanges: string | null
  readonly registry: string | null
  readonly idPrefix: string
  readonly seed: number
  readonly out: string
}

type EventRow = readonly [step: number, kind: string, ids: string, survivor: string, causes: string, reason: string]

/**
 * Brings files of mentions one after another. After each step `clusters_stepN.csv` has one row for every mention that has
 * been brought by then; `events.csv` tells what happened to entities, `redirects.csv` where former ids lead.
 * @throws {Problem} on bad input, with file, line and column; nothing is written then.
 */
export async function benchReplay({ steps, idChanges, registry: folder, idPrefix, seed, out }: ReplayOptions) {
  const started = new Date()
  const files: Awaited<ReturnType<typeof readMentions>>[] = []
  for (const path of steps) files.push(await readMentions(path, { idPrefix, required: ['platform_id'] }))
  const changes = idChanges === null ? null : await readIdChanges(idChanges)
  const registry = folder === null ? null : await readRegistry(folder)
  const state = new ReplayState({
    ...{ registry: registry?.names ?? null, idChanges: changes?.changes ?? [], newId: entityIds(seed) },
  })
  const written: OutputFile[] = []
  const events: EventRow[] = []
  for (const [index, { mentions }] of files.entries()) {
    const outcome = state.bring(mentions)
    written.push(clustersFile(`clusters_step${index + 1}.csv`, outcome.placements, outcome.ids))
    events.push(...eventsOf(index + 1, outcome))
  }
  const redirects = state.redirects()
  const inputs = [
    ...files.map(({ source }) => source),
    ...(changes === null ? [] : [changes.table]),
    ...(registry?.files ?? []),
  ]
  const rows = { mentions: files.reduce((sum, { mentions }) => sum + mentions.length, 0), events: events.length }
  await writeFiles(out, [
    ...written,
    { name: 'events.csv', text: csvText(EVENT_COLUMNS, events) },
    { name: 'redirects.csv', text: csvText(['old_entity_id', 'entity_id'], redirects) },
    runRecord({
      ...{ command: 'bench sponsors replay', ruleVersion: RULE_VERSION, inputs, seed, started },
      ...{
        references: { generic_words: GENERIC_WORDS_VERSION, ...registry?.dates },
        rows: { ...rows, steps: files.length, redirects: redirects.length },
      },
    }),
  ])
}

const EVENT_COLUMNS = ['step', 'kind', 'entity_ids', 'survivor', 'cause_mention_ids', 'reason']

function eventsOf(step: number, { identity, renamed, fresh }: StepOutcome): readonly EventRow[] {
  const causesOf = (keys: readonly string[]) =>
    [...new Set(keys.map((key) => key.slice(0, key.indexOf('\n'))).filter((id) => fresh.has(id)))].join('|')
  const changed = identity.events.map((event): EventRow => {
    const others = event.kind === 'merge' ? event.gone : event.parts.filter((id) => id !== event.survivor)
    const reason = event.kind === 'merge' ? 'new_evidence_joins' : 'new_evidence_parts'
    return [step, event.kind, [event.survivor, ...others].join('|'), event.survivor, causesOf(event.causes), reason]
  })
  const names = renamed.map(
    ({ entity, mention }): EventRow => [step, 'rename', entity, entity, mention, 'account_renamed'],
  )
  return [...changed, ...names]
}
