import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../domain/errors.ts'
import { packageVersion } from '../../package-version.ts'
import { scoreCluster } from './score-cluster.ts'
import { scoreLink } from './score-link.ts'
import { scorePairs } from './score-pairs.ts'
import { scoreReplay } from './score-replay.ts'
import { reportJson, reportLines, type Scored } from './score-report.ts'
import { writeOneFile } from './write-files.ts'

export type ScoreTask = 'cluster' | 'link' | 'pairs' | 'replay'

interface ScoreOptions {
  readonly task: ScoreTask
  readonly gold: string
  /** The folder that the scored command wrote. */
  readonly run: string
  /** Of a replay: the files of mentions, in order. */
  readonly steps: readonly string[]
  /** Null: `p-` for pairs, nothing for the others. */
  readonly idPrefix: string | null
  readonly out: string
  readonly print: (line: string) => void
}

/**
 * Scores a run against the answers: one JSON file with every figure, its interval and its target, and a table for the eye.
 * @throws {Problem} where a row of the run is missing, doubled, unknown or breaks the format: with file, line and column.
 */
export async function benchScore({ task, out, print, ...files }: ScoreOptions): Promise<void> {
  const idPrefix = files.idPrefix ?? (task === 'pairs' ? 'p-' : '')
  const scored = await scoredBy(task, { ...files, idPrefix })
  const run = await recordOf(files.run)
  await writeOneFile(out, reportJson(scored, { task, version: packageVersion(), run }))
  for (const line of reportLines(scored)) print(line)
}

interface Files {
  readonly gold: string
  readonly run: string
  readonly steps: readonly string[]
  readonly idPrefix: string
}

function scoredBy(task: ScoreTask, files: Files): Promise<Scored> {
  switch (task) {
    case 'cluster':
      return scoreCluster(files)
    case 'link':
      return scoreLink(files)
    case 'pairs':
      return scorePairs(files)
    case 'replay':
      return scoreReplay(files)
  }
}

/** `run.json` of the run; null where it has none, as runs of others may. */
async function recordOf(run: string): Promise<unknown> {
  const path = join(run, 'run.json')
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new Problem('record.malformed', `${path} is no JSON`, { cause })
    return null
  }
}
