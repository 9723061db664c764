import type { RunOutcome } from '../../ports/run-log.ts'
import type { CollectReport } from '../collect.ts'
import type { Added } from '../import-collected.ts'
import type { WalkEnd } from './walk.ts'

/** What a run came to. */
export interface Findings {
  /** Of how many units in all, how many were due, and how many were walked to their end. */
  readonly all: number
  readonly units: number
  readonly passes: number
  readonly requests: number
  readonly added: Added
  /** Sentences about units that are not believed, that have gaps, and about what a person should know besides. */
  readonly doubts: readonly string[]
  readonly parts: readonly string[]
  readonly notices: readonly string[]
  /** Why it ended before all units were walked; null: it did not. */
  readonly end: { readonly unit: string; readonly why: WalkEnd } | null
}

/** Beyond these, only their number is told. */
const MOST_SENTENCES = 5

export function reportOf(findings: Findings): CollectReport {
  const { added, passes, requests, units } = findings
  const message = [idleText(findings), endText(findings), ...troubles(findings), ...findings.notices].filter(
    (each) => each !== null,
  )
  const counts = { parts: passes, 'due parts': units, requests, ...added.counts, bytes: added.bytes }
  return { outcome: outcomeOf(findings), message: message.length === 0 ? null : message.join(' '), counts }
}

function outcomeOf({ end, added, doubts, passes }: Findings): Exclude<RunOutcome, 'lost'> {
  if (end?.why.is === 'needs_credentials' || end?.why.is === 'refused') return 'failed'
  if (end !== null) return 'deferred'
  if (added.drift.length > 0) return 'failed'
  if (doubts.length > 0 || added.held > 0) return 'suspect'
  const { loaded, changed } = added.counts
  return passes > 0 && loaded + changed > 0 ? 'done' : 'unchanged'
}

function troubles({ doubts, parts, added }: Findings): string[] {
  const held = `${added.held} ads that used to be listed are gone; nobody counts as missing until you decide: paidfor holds list.`
  return [
    ...some(doubts, (said) => `Not believed: ${said}.`),
    ...some(parts, (said) => `Not whole: ${said}.`),
    ...(added.held > 0 ? [held] : []),
    ...some(added.drift, (said) => said),
  ]
}

function some(sentences: readonly string[], say: (sentence: string) => string): string[] {
  const shown = sentences.slice(0, MOST_SENTENCES).map(say)
  return sentences.length > MOST_SENTENCES ? [...shown, `And ${sentences.length - MOST_SENTENCES} more.`] : shown
}

function idleText({ all, units, end }: Findings): string | null {
  if (units > 0 || end !== null) return null
  return all === 0
    ? 'There is nothing that it could be asked.'
    : `Nothing was due: each of its ${all} parts was asked not long ago.`
}

function endText({ end }: Findings): string | null {
  if (end === null) return null
  const { why, unit } = end
  switch (why.is) {
    case 'deferred':
      return `Put off at ${unit}: ${why.why}. It goes on from there.`
    case 'refused':
      return `Stopped at ${unit}: ${why.why}. ${why.todo} Other parts are asked for first from now on.`
    case 'needs_credentials':
      return `Stopped at ${unit}: ${why.why}. ${why.todo ?? 'Give it a new token.'} It goes on from there.`
    case 'paused':
      return PAUSED
    case 'done':
      return null
  }
}

export const PAUSED = 'It was paused by an operator, and goes on from where it got to when it is resumed.'
