import type { Measured } from '../../sponsors/scoring/measured.ts'
import { isMet, type Target, targetOf } from '../../sponsors/scoring/targets.ts'
import type { Table } from './read-table.ts'

/** What scoring a run came to, before it is written. */
export interface Scored {
  /** Which kind of gold it was: `sponsors`, `pairs apart`, `links`… */
  readonly kind: string
  readonly inputs: readonly Pick<Table, 'file' | 'sha256'>[]
  readonly outputs: readonly Pick<Table, 'file' | 'sha256'>[]
  readonly counts: Readonly<Record<string, number>>
  readonly measures: readonly Measured[]
  /** Mention ids, pair ids and ids of cases alone: no name of anybody. */
  readonly disagreements: Readonly<Record<string, readonly unknown[]>>
  /** What does not fit a list of figures: tenths of confidence. */
  readonly more?: Readonly<Record<string, unknown>>
}

export interface ReportFacts {
  readonly task: string
  readonly version: string
  /** `run.json` of the run; null: it has none. */
  readonly run: unknown
}

export function reportJson(scored: Scored, { task, version, run }: ReportFacts): string {
  const { kind, inputs, outputs, counts, measures, disagreements, more } = scored
  const report = {
    task,
    kind,
    scorer_version: version,
    inputs: inputs.map(({ file, sha256 }) => ({ file, sha256 })),
    outputs: outputs.map(({ file, sha256 }) => ({ file, sha256 })),
    run,
    n: counts,
    intervals: '95 %: bootstrap by unit, 2,000 resamples, percentiles 2.5 and 97.5; or Wilson',
    measures: measures.map(withTarget),
    ...more,
    disagreements,
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

function withTarget(measured: Measured) {
  const target = targetOf(measured)
  if (target === null) return measured
  const { bound, minimum, aim } = target
  const targets = { target: { bound, minimum, aim } }
  return {
    ...measured,
    ...targets,
    meets_minimum: isMet(measured, minimum, target),
    meets_aim: isMet(measured, aim, target),
  }
}

/** A line for each figure: value, interval, what it must reach, and whether it does. */
export function reportLines({ counts, measures }: Scored): readonly string[] {
  const rows = measures.map((each) => {
    const target = targetOf(each)
    const name = each.point === 'auto' ? each.name : `${each.name}, ${each.point}`
    return [each.of, name, valueShown(each), interval(each), target === null ? '' : wanted(target), state(each, target)]
  })
  const head = ['of', 'figure', 'value', '95 %', 'target (aim)', '']
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  const facts = Object.entries(counts).map(([name, count]) => `${name.replaceAll('_', ' ')} ${count}`)
  return [facts.join(', '), '', line(head), ...rows.map(line)]
}

/** Counts are whole, shares are not. */
function valueShown({ value, interval: how }: Measured): string {
  return how === 'none' && value !== null && Number.isInteger(value) ? String(value) : shown(value)
}

function interval({ low, high }: Measured): string {
  return low === null || high === null ? '' : `${shown(low)}–${shown(high)}`
}

function wanted({ bound, minimum, aim }: Target): string {
  return `${bound === 'least' ? '≥' : '≤'} ${minimum}${aim === null ? '' : ` (${aim})`}`
}

function state(measured: Measured, target: Target | null): string {
  if (target === null) return ''
  const isEnough = isMet(measured, target.minimum, target)
  if (isEnough === null) return 'not measured'
  if (!isEnough) return 'missed'
  return isMet(measured, target.aim, target) === true ? 'aim met' : 'met'
}

function shown(value: number | null): string {
  return value === null ? '–' : value.toFixed(4)
}
