import type { RunRecord } from '../../ports/run-log.ts'
import type { ApiRuns, SourceRuns } from '../../ports/source-runs.ts'
import { counted, countText } from '../format.ts'
import { dayText } from '../format-date.ts'
import { type RunsParams, runsUrl } from '../runs-request.ts'
import { visibleName, visibleText } from '../visible-text.ts'
import type { LinkView } from './layout-view.ts'
import { type PartsView, partsView } from './parts-view.ts'
import {
  countsText,
  isTrouble,
  megabytes,
  momentText,
  OUTCOMES,
  type ProgressView,
  progressOf,
  runningText,
} from './run-words.ts'

export interface RunsView {
  readonly heading: string
  readonly lead: string
  readonly state: { readonly text: string; readonly isTrouble: boolean; readonly progress: ProgressView | null }
  readonly facts: readonly { readonly label: string; readonly text: string }[]
  /** What the operator may press; null for everybody else, and where there is nothing to pause. */
  readonly button: { readonly action: string; readonly text: string; readonly effect: string } | null
  /** Null: it is pulled as files. */
  readonly parts: PartsView | null
  readonly runs: readonly RunView[]
  readonly runLimit: string
  readonly exports: readonly LinkView[]
}

interface RunView {
  readonly started: string
  /** Why it began, and how long it took. */
  readonly how: string
  readonly outcome: string
  readonly isTrouble: boolean
  readonly message: string | null
  readonly counts: readonly string[]
}

interface Frame {
  readonly params: RunsParams
  readonly name: string
  readonly now: Date
  readonly mayOperate: boolean
}

const PAGE_RUNS = 30
const LONGEST_MESSAGE = 2_000

export function runsView(told: SourceRuns, { params, name, now, mayOperate }: Frame): RunsView {
  const { source, runs, api } = told
  const files = (['csv', 'json'] as const).map((format) => ({
    text: format.toUpperCase(),
    href: runsUrl(source, { state: params.state, format }),
  }))
  return {
    heading: `Runs of ${name}`,
    lead: leadOf(told),
    state: stateOf(told, now),
    facts: factsOf(told, now),
    button: mayOperate && api !== null ? buttonOf(told, api) : null,
    parts: api === null ? null : partsView(source, api.units, params),
    runs: runs.slice(0, PAGE_RUNS).map(runView),
    runLimit:
      runs.length > PAGE_RUNS
        ? `The newest ${PAGE_RUNS} of ${countText(runs.length)} that are kept; all are in the files`
        : `${counted(runs.length, 'run')}, newest first`,
    exports: files,
  }
}

function leadOf({ isScheduled, everyHours, size, api }: SourceRuns): string {
  const when = isScheduled ? `Pulled every ${counted(everyHours, 'hour')}` : 'Pulled by hand only, on this site'
  const how = api === null ? 'as files' : 'over its API, part by part: what a part left undone is gone on with'
  return `${when}, ${how}. A first pull: ${size}.`
}

function stateOf({ state, api }: SourceRuns, now: Date): RunsView['state'] {
  const running = state?.running ?? null
  const progress = running === null ? null : progressOf(running)
  const [text, isBad] = standingText({ running, api, last: state?.last ?? null }, now)
  return { text, isTrouble: isBad, progress }
}

interface Standing extends Pick<SourceRuns, 'api'> {
  readonly running: RunRecord | null
  readonly last: RunRecord | null
}

function standingText({ running, api, last }: Standing, now: Date): [text: string, isTrouble: boolean] {
  const { pausedAt = null, closedUntil = null, closedBecause = null, credential } = api?.standing ?? {}
  if (pausedAt !== null) {
    const left = running === null ? '' : ' The run at work ends at its next request.'
    return [`Paused by an operator since ${momentText(pausedAt)}: nothing is asked.${left}`, true]
  }
  if (running !== null) return [runningText(running), false]
  if (closedUntil !== null && Date.parse(closedUntil) > now.getTime()) {
    const why = visibleName(closedBecause ?? 'it asked us to wait')
    return [`Not asked before ${momentText(closedUntil)}: ${why}.`, true]
  }
  if (credential === 'needed') return ['Its login is not accepted any more: the operator must see to it.', true]
  if (last?.outcome == null) return ['No run has ended yet.', false]
  return [`At rest. Last run: ${OUTCOMES[last.outcome]}.`, isTrouble(last)]
}

function factsOf({ state, isScheduled, api }: SourceRuns, now: Date): RunsView['facts'] {
  const due = !isScheduled || state?.nextDueAt == null ? null : state.nextDueAt
  return [
    { label: 'Last good run', text: state?.lastGoodAt == null ? 'never yet' : momentText(state.lastGoodAt) },
    {
      label: 'Next run',
      text: due === null ? 'by hand only' : Date.parse(due) <= now.getTime() ? 'now' : momentText(due),
    },
    ...(api === null ? [] : apiFacts(api, now)),
  ]
}

function apiFacts({ standing, wantsCredential, callsToday, callsPerDay }: ApiRuns, now: Date): RunsView['facts'] {
  const limit = callsPerDay === null ? ', without a limit of ours' : ` of ${countText(callsPerDay)}`
  return [
    { label: 'Calls today (UTC)', text: `${countText(callsToday)}${limit}` },
    { label: 'Login', text: wantsCredential ? CREDENTIALS[standing.credential] : 'none is needed' },
    ...(wantsCredential ? [{ label: 'The token ends', text: endText(standing, now) }] : []),
  ]
}

const CREDENTIALS = {
  unknown: 'not tried yet',
  good: 'accepted',
  needed: 'not accepted: the operator must see to it',
} as const

const DAY_MS = 86_400_000

function endText({ tokenEndsAt, tokenSeenAt }: ApiRuns['standing'], now: Date): string {
  if (tokenEndsAt === null) return tokenSeenAt === null ? 'not known' : 'never, as far as is known'
  const days = Math.floor((Date.parse(tokenEndsAt) - now.getTime()) / DAY_MS)
  const left = days < 0 ? 'it has ended' : days === 0 ? 'within a day' : `in ${counted(days, 'day')}`
  return `${dayText(tokenEndsAt)} (${left})`
}

function buttonOf({ source, isScheduled }: SourceRuns, { standing }: ApiRuns): RunsView['button'] {
  if (standing.pausedAt === null) {
    const effect = 'Nothing more is asked. A run at work keeps all it has, and ends.'
    return { action: `/sources/${source}/pause`, text: 'Pause', effect }
  }
  const how = isScheduled ? 'within a minute' : `with npx paidfor collect ${source}`
  return { action: `/sources/${source}/resume`, text: 'Resume', effect: `It goes on from where it was left, ${how}.` }
}

const TRIGGERS = { tick: 'on schedule', 'catch-up': 'late', hand: 'by hand' } as const

function runView(run: RunRecord): RunView {
  const { startedAt, finishedAt, trigger, outcome, message, counts } = run
  const { 'due parts': due, parts, requests, bytes } = counts
  return {
    started: momentText(startedAt),
    how: `${TRIGGERS[trigger]}${finishedAt === null ? '' : `, ${tookText(Date.parse(finishedAt) - Date.parse(startedAt))}`}`,
    outcome: outcome === null ? 'at work' : OUTCOMES[outcome],
    isTrouble: isTrouble(run),
    message: message === null ? null : visibleText(message.slice(0, LONGEST_MESSAGE)),
    counts: [
      countsText(counts).trim(),
      due === undefined ? '' : `${countText(parts ?? 0)} of ${counted(due, 'part')}.`,
      requests === undefined ? '' : `${counted(requests, 'request')}.`,
      bytes === undefined || bytes === 0 ? '' : `${megabytes(bytes)}.`,
    ].filter((text) => text !== ''),
  }
}

function tookText(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
