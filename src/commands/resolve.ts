import { resolveSponsorsJob } from '../../jobs/resolve-sponsors.ts'
import { runOnce } from '../../jobs/run-once.ts'
import type { OpenArchive } from '../app.ts'
import { countText } from '../count-text.ts'
import type { RunCounts } from '../ports/run-log.ts'

interface ResolveCommand {
  readonly stop: AbortSignal
  readonly say: (line: string) => void
}

/**
 * Puts all mentions into sponsors now: the same job and the same lease as every night.
 * @returns whether it came to its end
 * @throws {Problem} `job.running`
 */
export async function runResolve({ resolver, runLog }: OpenArchive, { stop, say }: ResolveCommand): Promise<boolean> {
  const { outcome, message, counts } = await runOnce(resolveSponsorsJob(resolver), { runLog, stop, log: say })
  const isWell = outcome === 'done' || outcome === 'unchanged'
  say(isWell ? wellText(counts) : `resolve-sponsors: ${outcome}`)
  if (message !== null && !isWell) say(`  ${message}`)
  return isWell
}

function wellText({ mentions = 0, sponsors = 0, merged = 0, split = 0, queued = 0 }: RunCounts): string {
  const what = `${countText(mentions)} names and payers are ${countText(sponsors)} sponsors`
  return `${what}: ${countText(merged)} merged, ${countText(split)} split, ${countText(queued)} pairs wait for a person.`
}
