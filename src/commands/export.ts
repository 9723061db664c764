import { releaseByHand } from '../../jobs/release.ts'
import { runOnce } from '../../jobs/run-once.ts'
import type { OpenArchive } from '../app.ts'
import { countText } from '../count-text.ts'
import type { AsOf } from '../domain/moment.ts'
import type { RunProgress } from '../ports/run-log.ts'

interface ExportCommand {
  /** Null: the newest moment. */
  readonly asOf: AsOf | null
  /** In which releases lie; null: the archive's own. */
  readonly folder: string | null
  readonly stop: AbortSignal
  readonly show: (name: string, progress: RunProgress) => void
  readonly say: (line: string) => void
}

/**
 * Makes a release by hand, or makes sure of the one that is there. @returns whether there is one now
 * @throws {Problem} `job.running` while another process makes one
 */
export async function runExport(
  archive: Pick<OpenArchive, 'releasing' | 'runLog'>,
  command: ExportCommand,
): Promise<boolean> {
  const { asOf, folder, stop, show, say } = command
  const deps = archive.releasing(folder)
  const job = releaseByHand(deps, asOf, (progress) => show('release', progress))
  const { outcome, message, counts } = await runOnce(job, { runLog: archive.runLog, stop, log: () => undefined })
  if (outcome === 'stopped') {
    say('Stopped: no release was made, and nothing of it was left.')
    return false
  }
  if (message !== null) say(message)
  if (outcome !== 'done' && outcome !== 'unchanged') return false
  const { rows = 0, files = 0, bytes = 0 } = counts
  const size = `${countText(rows)} rows in ${files} files, ${(bytes / 1_000_000).toFixed(1)} MB`
  say(`${size}, in a folder of its own in ${deps.shelf.folder}`)
  return true
}
