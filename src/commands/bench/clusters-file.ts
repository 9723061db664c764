import type { Placement } from '../../sponsors/resolution.ts'
import { csvText, type OutputFile } from './write-files.ts'

const COLUMNS = ['mention_id', 'entity_id', 'confidence', 'reason']

/** One row for each placement, with the id of its group. */
export function clustersFile(name: string, placements: readonly Placement[], ids: readonly string[]): OutputFile {
  const rows = placements.map(({ mentionId, group, confidence, reason }) => [
    ...[mentionId, ids[group] ?? ''],
    ...[rounded(confidence), reason],
  ])
  return { name, text: csvText(COLUMNS, rows) }
}

/** To four places. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
