import { type Currency, majorBounds } from './domain/money.ts'
import type { Range } from './domain/range.ts'
import type { NamedOutcome } from './import-command.ts'

/** One line of JSON a content: counts, and money in major units as decimal text; upper null when open. */
export function jsonLine(outcome: NamedOutcome): string {
  if ('problem' in outcome) {
    const nothing = { rows: 0, loaded: 0, changed: 0, unchanged: 0, quarantined: 0, money: {} }
    return JSON.stringify({ file: outcome.file, kind: outcome.kind, ...nothing, problem: outcome.problem.message })
  }
  const { rows, loaded, changed, unchanged, quarantined, money } = outcome.report
  const counts = { rows, loaded, changed, unchanged, quarantined }
  return JSON.stringify({ file: outcome.file, kind: outcome.kind, ...counts, money: moneyText(money) })
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
  const count = new Intl.NumberFormat('en').format
  const parts = [
    `${count(loaded)} new`,
    `${count(changed)} changed`,
    `${count(unchanged)} unchanged`,
    `${count(quarantined)} quarantined`,
  ]
  return `${outcome.file}: ${count(rows)} rows as of ${observedOn}: ${parts.join(', ')}`
}

/** A file that was named and not imported, or one that is of this source and damaged, is a failure. */
export function isFailure(outcome: NamedOutcome): boolean {
  return 'problem' in outcome && (outcome.wasNamed || outcome.kind === 'refused')
}
