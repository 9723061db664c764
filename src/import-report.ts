import { countText } from './count-text.ts'
import { type Currency, majorBounds } from './domain/money.ts'
import type { Range } from './domain/range.ts'
import type { NamedOutcome } from './import-command.ts'
import type { LoadReport } from './ports/disclosure-store.ts'

/** One line of JSON a content: counts, and money in major units as decimal text; upper null when open. */
export function jsonLine(outcome: NamedOutcome): string {
  if ('problem' in outcome) {
    const nothing = { rows: 0, loaded: 0, changed: 0, unchanged: 0, quarantined: 0, repeated: 0, money: {}, drift: [] }
    return JSON.stringify({ file: outcome.file, kind: outcome.kind, ...nothing, problem: outcome.problem.message })
  }
  const { money, observedOn, held, ...counts } = outcome.report
  const { file, kind, drift } = outcome
  return JSON.stringify({ file, kind, ...counts, money: moneyText(money), observedOn, drift, held })
}

function moneyText(money: ReadonlyMap<Currency, Range>): Record<string, { lower: string; upper: string | null }> {
  return Object.fromEntries([...money].map(([code, range]) => [code, majorBounds(range, code)]))
}

/** The same for a person. */
export function plainLine(outcome: NamedOutcome): string {
  if ('problem' in outcome) {
    const verb = outcome.kind === 'unrecognised' && !outcome.wasNamed ? 'skipped' : 'not imported'
    return `${outcome.file}: ${verb}: ${outcome.problem.message}`
  }
  const { rows, loaded, changed, unchanged, quarantined, observedOn } = outcome.report
  const parts = [
    `${countText(loaded)} new`,
    `${countText(changed)} changed`,
    `${countText(unchanged)} unchanged`,
    `${countText(quarantined)} quarantined`,
  ]
  return [
    `${outcome.file}: ${countText(rows)} rows as of ${observedOn}: ${parts.join(', ')}`,
    ...driftLine(outcome.drift),
    ...suspectLine(outcome.report),
    ...heldLine(outcome.report),
  ].join('\n')
}

function driftLine(drift: readonly string[]): string[] {
  return drift.length === 0 ? [] : [`  its shape is new: ${drift.join('; ')}`]
}

/** So much at once is no slip of an advertiser: the source has changed, or the file is not what it seems. */
const SUSPECT_SHARE = 0.05

function suspectLine({ rows, quarantined }: LoadReport): string[] {
  if (rows < 20 || quarantined <= rows * SUSPECT_SHARE) return []
  return ['  more than 5 % of its records could not be understood: suspect. See paidfor quarantine list']
}

function heldLine({ held }: LoadReport): string[] {
  if (held === null) return []
  const what = `${countText(held.absent)} of ${countText(held.listed)} are not in it`
  return [`  ${what}: too many at once to be believed. They are held: see paidfor holds list`]
}

/** A file that was named and not imported, or one that is of this source and damaged, is a failure. */
export function isFailure(outcome: NamedOutcome): boolean {
  return 'problem' in outcome && (outcome.wasNamed || outcome.kind === 'refused')
}
