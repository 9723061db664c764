import { resolve } from '../../sponsors/matching/resolve.ts'
import { RULE_VERSION } from '../../sponsors/matching/weights.ts'
import type { Resolution } from '../../sponsors/resolution.ts'
import { GENERIC_WORDS_VERSION } from '../../sponsors/words/generic-words.ts'
import { clustersFile, rounded } from './clusters-file.ts'
import { entityIds } from './entity-ids.ts'
import { readMentions } from './read-mentions.ts'
import { readRegistry } from './read-registry.ts'
import { runRecord } from './run-record.ts'
import { csvText, type OutputFile, writeFiles } from './write-files.ts'

interface ClusterOptions {
  readonly mentions: string
  readonly registry: string | null
  readonly idPrefix: string
  readonly seed: number
  readonly out: string
}

/**
 * Puts a file of mentions into sponsors: `clusters.csv`, `queue.csv`, `edges.csv` and `run.json` in `out`.
 * @throws {Problem} on bad input, with file, line and column.
 */
export async function benchCluster({ mentions: path, registry: folder, idPrefix, seed, out }: ClusterOptions) {
  const started = new Date()
  const { source, mentions } = await readMentions(path, { idPrefix, required: ['platform_id'] })
  const registry = folder === null ? null : await readRegistry(folder)
  const found = resolve(mentions, { registry: registry?.names ?? null, judgements: [], idChanges: [] })
  const newId = entityIds(seed)
  const ids = found.groups.map(() => newId())
  const rows = { mentions: mentions.length, sponsors: ids.length, queue: found.queue.length, edges: found.edges.length }
  const inputs = [source, ...(registry?.files ?? [])]
  await writeFiles(out, [
    clustersFile('clusters.csv', found.placements, ids),
    queueFile(found),
    edgesFile(found),
    runRecord({
      ...{ command: 'bench sponsors cluster', ruleVersion: RULE_VERSION, inputs, seed, started, rows },
      references: { generic_words: GENERIC_WORDS_VERSION, ...registry?.dates },
    }),
  ])
}

function queueFile({ queue }: Resolution): OutputFile {
  const rows = queue.map(({ a, b, score, reason }, index) => [index + 1, a, b, rounded(score), reason])
  return { name: 'queue.csv', text: csvText(['rank', 'mention_a', 'mention_b', 'score', 'reason'], rows) }
}

const EDGE_COLUMNS = ['mention_a', 'mention_b', 'relation', 'score', 'features', 'rule_version']

function edgesFile({ edges }: Resolution): OutputFile {
  const rows = edges.map(({ a, b, relation, score, features, vetoes }) => {
    const weights = Object.fromEntries(Object.entries(features).map(([name, weight]) => [name, rounded(weight)]))
    return [a, b, relation, rounded(score), JSON.stringify({ ...weights, vetoes }), RULE_VERSION]
  })
  return { name: 'edges.csv', text: csvText(EDGE_COLUMNS, rows) }
}
