import { Problem } from '../../domain/errors.ts'
import type { Link } from '../../sponsors/linking/link.ts'
import { linkMention } from '../../sponsors/linking/link-mention.ts'
import { type Cycle, commonCycle, cycleOf } from '../../sponsors/linking/race.ts'
import { type RegistryIndex, registryIndex } from '../../sponsors/linking/registry-index.ts'
import { RULE_VERSION } from '../../sponsors/linking/weights.ts'
import type { Mention } from '../../sponsors/mention.ts'
import { rounded } from './clusters-file.ts'
import { readMentions } from './read-mentions.ts'
import { readRegistry } from './read-registry.ts'
import { runRecord } from './run-record.ts'
import { csvText, type OutputFile, writeFiles } from './write-files.ts'

export interface LinkOptions {
  readonly mentions: string
  readonly registry: string
  readonly scheme: string
  readonly idPrefix: string
  readonly out: string
}

/**
 * Links each mention of a file to one record of a registry or to none: `links.csv` and `run.json` in `out`. Ids that the
 * file declares are not looked at.
 * @throws {Problem} on bad input, with file, line and column.
 */
export async function benchLink({ mentions: path, registry: folder, scheme, idPrefix, out }: LinkOptions) {
  const started = new Date()
  const { source: table, mentions } = await readMentions(path, { idPrefix })
  const registry = await readRegistry(folder)
  const entries = registry.names.entries.filter((entry) => entry.scheme === scheme)
  if (entries.length === 0)
    throw new Problem('file.unknown_format', `${folder} holds no record of the scheme ${scheme}`)
  const links = linksOf(registryIndex(entries), mentions)
  await writeFiles(out, [
    linksFile(links),
    runRecord({
      ...{ command: 'bench sponsors link', ruleVersion: RULE_VERSION, started },
      inputs: [table, ...registry.files],
      references: registry.dates,
      rows: { mentions: mentions.length, records: entries.length, ...countsOf(links) },
    }),
  ])
}

/** Mentions without days are taken to be of the one cycle that their platform's mentions show, if they show one. */
function linksOf(index: RegistryIndex, mentions: readonly Mention[]): readonly Link[] {
  const undated = mentions.filter((mention) => cycleOf(mention) === null)
  const cycles = new Map<string, Cycle | null>()
  for (const platform of new Set(undated.map((mention) => mention.platform))) {
    const ofPlatform = undated.filter((mention) => mention.platform === platform)
    cycles.set(platform, commonCycle(index, ofPlatform))
  }
  return mentions.map((mention) => linkMention(index, mention, { cycle: cycles.get(mention.platform) ?? null }))
}

const COLUMNS = ['mention_id', 'registry_id', 'decision', 'relation', 'confidence', 'reason', 'candidates']

function linksFile(links: readonly Link[]): OutputFile {
  const rows = links.map(({ mentionId, registryId, decision, relation, confidence, reason, candidates }) => [
    ...[mentionId, registryId ?? 'NIL', decision, relation ?? '', rounded(confidence), reason],
    candidates.map(({ id, score }) => `${id}:${rounded(score)}`).join('|'),
  ])
  return { name: 'links.csv', text: csvText(COLUMNS, rows) }
}

function countsOf(links: readonly Link[]): Readonly<Record<Link['decision'], number>> {
  const count = (decision: Link['decision']) => links.filter((link) => link.decision === decision).length
  return { auto: count('auto'), review: count('review'), nil: count('nil') }
}
