import { cell, csvHeader, csvRow } from '../domain/csv.ts'
import type { RunRecord } from '../ports/run-log.ts'
import type { ApiRuns, SourceRuns } from '../ports/source-runs.ts'
import type { Json } from './disclosure-json.ts'
import { runJson } from './run-json.ts'
import { type KeyedUnit, type RunsParams, unitsAsked } from './runs-request.ts'

type Asked = Pick<RunsParams, 'state'>

/** Everything the page says. Never a token. */
export function runsJson({ state, runs, api, ...status }: SourceRuns, asked: Asked): Json {
  return {
    ...status,
    nextDueAt: state?.nextDueAt ?? null,
    lastGoodAt: state?.lastGoodAt ?? null,
    running: runJson(state?.running ?? null),
    runs: runs.map(runJson),
    api: api === null ? null : apiJson(api, asked),
    complete: true,
  }
}

function apiJson({ standing, callsToday, callsPerDay, wantsCredential, units }: ApiRuns, asked: Asked): Json {
  const { pausedAt, closedUntil, closedBecause, credential, tokenEndsAt, tokenSeenAt } = standing
  const login = { wantsCredential, credential, tokenEndsAt, tokenSeenAt }
  return {
    ...{ pausedAt, closedUntil, closedBecause, ...login, callsToday, callsPerDay },
    parts: unitsAsked(units, asked.state).map(unitJson),
  }
}

function unitJson([part, unit]: KeyedUnit): Json {
  const { days, errors, remarks, counts, recent: _recent, ...rest } = unit
  return {
    part,
    ...rest,
    days: days === null ? null : { ...days },
    errors: { ...errors },
    remarks: [...remarks],
    counts: counts.map((count) => ({ ...count })),
  }
}

interface Row {
  /** `paused`, `closed`, `credential`, `token`, `calls`, `run` or `part`. */
  readonly row: string
  readonly name?: string
  readonly country?: string | null
  readonly day?: string | null
  readonly lastDay?: string | null
  readonly status?: string
  readonly at?: string | null
  readonly counts?: Partial<Record<(typeof COUNTS)[number], number>>
  readonly note?: string
}

const COUNTS = ['records', 'pages', 'requests'] as const

/** One fact a line: which kind it is stands in the second column. */
export function runsCsv({ source, runs, api }: SourceRuns, asked: Asked): string {
  const header = ['source', 'row', 'name', 'country', 'day', 'last_day', 'status', 'at', ...COUNTS, 'note']
  const units = api === null ? [] : unitsAsked(api.units, asked.state)
  const rows = [...(api === null ? [] : standingRows(api)), ...runs.map(runRow), ...units.map(unitRow)]
  return csvHeader(header) + rows.map((row) => csvLine(source, row)).join('')
}

function standingRows({ standing, callsToday, callsPerDay, wantsCredential }: ApiRuns): Row[] {
  const { pausedAt, closedUntil, closedBecause, credential, tokenEndsAt } = standing
  return [
    ...(pausedAt === null ? [] : [{ row: 'paused', at: pausedAt }]),
    ...(closedUntil === null ? [] : [{ row: 'closed', at: closedUntil, note: closedBecause ?? '' }]),
    ...(wantsCredential ? [{ row: 'credential', status: credential }] : []),
    ...(tokenEndsAt === null ? [] : [{ row: 'token', status: 'ends', at: tokenEndsAt }]),
    { row: 'calls', counts: { requests: callsToday }, note: callsPerDay === null ? 'no limit' : `of ${callsPerDay}` },
  ]
}

function runRow({ id, trigger, outcome, startedAt, message, counts }: RunRecord): Row {
  const { rows: records = 0, requests = 0 } = counts
  return {
    row: 'run',
    name: `${id} ${trigger}`,
    status: outcome ?? 'running',
    at: startedAt,
    counts: { records, requests },
    note: message ?? '',
  }
}

function unitRow([
  name,
  { country, days, state, passedAt, records, pages, requests, errors, remarks },
]: KeyedUnit): Row {
  const answered = Object.entries(errors).map(([what, times]) => `${times} × ${what}`)
  return {
    row: 'part',
    ...{ name, country, day: days?.from ?? null, lastDay: days?.to ?? null, status: state, at: passedAt },
    counts: { records, pages, requests },
    note: [...answered, ...remarks].join(' | '),
  }
}

function csvLine(source: string, { row, name, country, day, lastDay, status, at, counts = {}, note }: Row): string {
  return csvRow([
    cell('text', source),
    cell('text', row),
    cell('text', name),
    cell('text', country),
    cell('date', day),
    cell('date', lastDay),
    cell('text', status),
    cell('text', at),
    ...COUNTS.map((count) => cell('number', counts[count] === undefined ? null : String(counts[count]))),
    cell('text', note),
  ])
}
