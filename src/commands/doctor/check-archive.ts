import type { Config } from '../../config.ts'
import { freshness } from '../../domain/freshness.ts'
import { pullFacts } from '../../pipeline/pull-facts.ts'
import type { JobState } from '../../ports/run-log.ts'
import type { Source } from '../../ports/source.ts'
import { counted } from '../../web/format.ts'
import { type Check, ok, warn } from './check.ts'

/** What of an archive may want a person. */
export interface ArchiveContents {
  readonly holdsWaiting: number
  readonly quarantined: number
  readonly states: readonly JobState[]
}

interface Judged {
  readonly contents: ArchiveContents
  readonly config: Config
  readonly sources: readonly Source[]
  readonly now: Date
}

export function checkArchive({ contents, config, sources, now }: Judged): readonly Check[] {
  const { holdsWaiting, quarantined, states } = contents
  const held = `${counted(holdsWaiting, 'mass disappearance')} to be decided by a person`
  const unread = `${counted(quarantined, 'record')} not understood`
  return [
    holdsWaiting === 0
      ? ok('holds', 'nothing waits for a person')
      : warn('holds', held, 'See: npx paidfor holds list.'),
    quarantined === 0
      ? ok('quarantine', 'it is empty')
      : warn('quarantine', unread, 'See: npx paidfor quarantine list; after an update: npx paidfor quarantine retry.'),
    ...checkRuns(states),
    ...config.collect.flatMap((name) => checkFreshness(sources, states, { name, now })),
  ]
}

function checkRuns(states: readonly JobState[]): Check[] {
  const bad = states.flatMap(({ job, last, running }) => {
    if (running !== null) return [ok(job, `a run has been at work since ${running.startedAt}`)]
    if (last?.outcome === 'lost') {
      return [
        warn(job, 'its last run was interrupted: its process died', 'Nothing: the next run goes on where it got to.'),
      ]
    }
    if (last?.outcome !== 'failed' && last?.outcome !== 'suspect') return []
    return [
      warn(
        job,
        `its last run ended as ${last.outcome}: ${last.message ?? 'no reason was noted'}`,
        'See the page of sources.',
      ),
    ]
  })
  return bad.length === 0 ? [ok('runs', 'none was interrupted, none failed')] : bad
}

function checkFreshness(
  sources: readonly Source[],
  states: readonly JobState[],
  asked: { name: string; now: Date },
): Check[] {
  const { name, now } = asked
  const source = sources.find(({ manifest }) => manifest.id === name)
  const facts = source === undefined ? null : pullFacts(source)
  if (facts === null) return []
  const lastGoodAt = states.find(({ job }) => job === `collect-${name}`)?.lastGoodAt ?? null
  const { ageHours, isStale } = freshness({ lastGoodAt, everyHours: facts.everyHours, now })
  const age =
    ageHours === null
      ? 'it was never collected'
      : `its last good answer is ${counted(Math.round(ageHours), 'hour')} old`
  if (!isStale) return [ok(`${name} fresh`, age)]
  const todo = `Let the site run (npm start), or fetch it by hand: npx paidfor collect ${name}.`
  return [warn(`${name} fresh`, `${age}; it is due every ${facts.everyHours} hours`, todo)]
}
