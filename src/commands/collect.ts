import { collectJob } from '../../jobs/collect.ts'
import { runOnce } from '../../jobs/run-once.ts'
import type { OpenArchive } from '../app.ts'
import type { Config } from '../config.ts'
import { countText } from '../count-text.ts'
import type { RunCounts, RunOutcome, RunProgress } from '../ports/run-log.ts'
import type { Source } from '../ports/source.ts'

interface CollectCommand {
  readonly chosen: readonly Source[]
  readonly config: Config
  readonly stop: AbortSignal
  readonly show: (name: string, progress: RunProgress) => void
  readonly say: (line: string) => void
}

/**
 * Pulls sources one after another, whatever their schedule.
 * @returns whether each of them answered as it should
 * @throws {Problem} `job.running`; `request.invalid` for a source that lies at no public address
 */
export async function runCollect(archive: OpenArchive, command: CollectCommand): Promise<boolean> {
  const { chosen, config, stop, show, say } = command
  const deps = archive.collecting([...config.addresses.values()])
  const jobs = chosen.map((source) =>
    collectJob({
      deps,
      source,
      address: config.addresses.get(source.manifest.id) ?? null,
      isByHand: true,
      asked: config.platforms,
      show: (progress) => show(source.manifest.id, progress),
    }),
  )
  let isWell = true
  for (const job of jobs) {
    const { outcome, message, counts } = await runOnce(job, { runLog: archive.runLog, stop, log: () => undefined })
    say(`${job.name}: ${WORDS[outcome]}${outcome === 'unchanged' ? '' : countsText(counts)}`)
    if (message !== null) say(`  ${message}`)
    if (outcome !== 'done' && outcome !== 'unchanged') isWell = false
    if (outcome === 'stopped') break
  }
  return isWell
}

const WORDS: Readonly<Record<RunOutcome, string>> = {
  done: 'done',
  unchanged: 'nothing new since the last time, as the source says',
  suspect: 'suspect: what it answered is not believed',
  failed: 'failed',
  deferred: 'put off',
  stopped: 'stopped; the next time it goes on from here',
  lost: 'the database was lost; the next time it goes on from here',
}

function countsText({ rows = 0, loaded = 0, changed = 0, quarantined = 0 }: RunCounts): string {
  if (rows === 0) return ''
  const parts = [`${countText(loaded)} new`, `${countText(changed)} changed`, `${countText(quarantined)} quarantined`]
  return `: ${countText(rows)} records, ${parts.join(', ')}`
}
