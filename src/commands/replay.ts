import { countText } from '../count-text.ts'
import { type ReplayDeps, type ReplayOutcome, type ReplayRequest, replay } from '../pipeline/replay.ts'

/** Reads kept files again; a line for each, then one for all. @returns whether every file could be read */
export async function replayFiles(
  deps: ReplayDeps,
  request: ReplayRequest,
  say: (line: string) => void,
): Promise<boolean> {
  const sum = { files: 0, changed: 0, recovered: 0, quarantined: 0, failed: 0 }
  for await (const outcome of replay(deps, request)) {
    sum.files++
    if ('problem' in outcome) sum.failed++
    else {
      sum.changed += outcome.report.changed
      sum.recovered += outcome.report.recovered
      sum.quarantined += outcome.report.quarantined
    }
    say(line(outcome))
  }
  const { files, changed, recovered, quarantined, failed } = sum
  const counts = `${countText(changed)} records read otherwise than before, ${countText(recovered)} out of quarantine`
  say(`${countText(files)} files read again: ${counts}, ${countText(quarantined)} still in it, ${failed} files failed`)
  return failed === 0
}

function line(outcome: ReplayOutcome): string {
  const { file } = outcome
  if ('problem' in outcome) return `${file.name}: not read again: ${outcome.problem.message}`
  const { rows, changed, recovered, quarantined } = outcome.report
  const counts = [`${countText(changed)} read otherwise`, `${countText(recovered)} out of quarantine`]
  return `${file.name}: ${countText(rows)} rows: ${[...counts, `${countText(quarantined)} still in it`].join(', ')}`
}
