import type { CalendarDate, Instant } from './calendar.ts'
import { firstUnsettledDay, type SourceProblems, spansByCountry } from './data-quality.ts'
import { daysLater } from './days.ts'
import { freshness } from './freshness.ts'

/** The worst that is known of a day of a source. */
export type DayStatus = 'gap' | 'partial' | 'held_absences' | 'unsettled' | 'complete'

/** What files and pulls of a source tell about its days. */
export interface SourceDays {
  /** The day of its newest file; null: it holds none. */
  readonly newest: CalendarDate | null
  /** Days that series whose files come daily have no file of. */
  readonly missing: readonly MissingDay[]
  readonly troubled: readonly TroubledDay[]
  /** Null where it is not pulled by itself, and where a moment of the past is asked about. */
  readonly pulls: Pulls | null
}

export interface MissingDay {
  readonly day: CalendarDate
  readonly series: readonly string[]
  /** The countries of which these series tell, in order; null: any. */
  readonly countries: readonly string[] | null
  /** Whether another file of the source is of that day. */
  readonly hasFile: boolean
}

/** A day whose files hold something that is not as it should be. */
export interface TroubledDay {
  readonly day: CalendarDate
  readonly quarantined: number
  /** What was new or gone in the shape of files, in words. */
  readonly drift: readonly string[]
  readonly isHeld: boolean
}

export interface Pulls {
  readonly everyHours: number
  /** The earliest tick that no run answers; null: none is planned. */
  readonly nextDueAt: Instant | null
  readonly now: Date
  /** Days (UTC) on which a run began, in order. */
  readonly days: readonly PullDay[]
}

export interface PullDay {
  readonly day: CalendarDate
  /** When a run that began on that day last ended as `done` or `unchanged`; null: none did. */
  readonly goodAt: Instant | null
  /** Whether one is at work now. */
  readonly isRunning: boolean
  /** Of the last one that ended otherwise: what became of it, and its sentence. */
  readonly outcome: string | null
  readonly message: string | null
}

/** A day that must be read with care, and why. */
export interface BadDay {
  readonly day: CalendarDate
  readonly gap: string | null
  readonly partial: readonly string[]
  readonly isHeld: boolean
  /** Of which countries it is so, in order; null: of any. */
  readonly countries: readonly string[] | null
}

/** The days of a source that must be read with care, in order. */
export function badDays({ newest, missing, troubled, pulls }: SourceDays): BadDay[] {
  const found = new Map<CalendarDate, BadDay>()
  const note = (day: CalendarDate, { countries = null, ...news }: Partial<BadDay>) =>
    found.set(day, { ...(found.get(day) ?? { day, gap: null, partial: [], isHeld: false }), ...news, countries })
  for (const { day, series, countries, hasFile } of missing) {
    const pull = pullOf(pulls, day)
    if (pull?.goodAt != null) continue
    const why = failedText(pull)
    const names = series.join(', ')
    if (hasFile) note(day, { countries, partial: [`no file of ${names}${why === null ? '' : ` (${why})`}`] })
    else note(day, { countries, gap: why ?? `no file of that day although most days have one (${names})` })
  }
  for (const trouble of troubled) {
    const before = found.get(trouble.day)?.partial ?? []
    note(trouble.day, { partial: [...before, ...troubleTexts(trouble)], isHeld: trouble.isHeld })
  }
  for (const { day, why } of pulls === null ? [] : pullGaps(pulls, newest)) note(day, { gap: why })
  return [...found.values()].sort((one, other) => (one.day < other.day ? -1 : 1))
}

/** The same as what is known against the source; null where it holds no file, and so no ad that could be touched. */
export function problemsOf(newest: CalendarDate | null, bad: readonly BadDay[]): SourceProblems | null {
  if (newest === null) return null
  const spans = (isSo: (day: BadDay) => boolean) => spansByCountry(bad.filter(isSo))
  return {
    newest,
    unsettledFrom: firstUnsettledDay(newest),
    gaps: spans(({ gap }) => gap !== null),
    partial: spans(({ gap, partial }) => gap === null && partial.length > 0),
    held: spans(({ isHeld }) => isHeld),
  }
}

/** How a day stands, given what is known against it. */
export function dayStatus(day: CalendarDate, bad: BadDay | undefined, newest: CalendarDate | null): DayStatus {
  if (bad !== undefined) {
    if (bad.gap !== null) return 'gap'
    if (bad.partial.length > 0) return 'partial'
    if (bad.isHeld) return 'held_absences'
  }
  return newest !== null && day >= firstUnsettledDay(newest) ? 'unsettled' : 'complete'
}

const HELD = 'it lacks so many ads that a person must decide what that means'

/** Why it must be read with care, the worst first. */
export function reasonsOf({ gap, partial, isHeld }: BadDay): string[] {
  return [...(gap === null ? [] : [gap]), ...partial, ...(isHeld ? [HELD] : [])]
}

function troubleTexts({ quarantined, drift }: TroubledDay): string[] {
  const records = quarantined === 1 ? '1 record' : `${quarantined} records`
  return [
    ...(quarantined === 0 ? [] : [`${records} could not be understood`]),
    ...drift.map((words) => `the shape of a file changed: ${words}`),
  ]
}

function pullOf(pulls: Pulls | null, day: CalendarDate): PullDay | undefined {
  return pulls?.days.find((pull) => pull.day === day)
}

const OUTCOMES: Readonly<Record<string, string>> = {
  failed: 'pull failed',
  suspect: 'pull brought an answer that is not believed',
  deferred: 'pull was put off by the source',
  stopped: 'pull was stopped',
  lost: 'pull died on the way',
}

/** Null where no run of that day went wrong. */
function failedText(pull: PullDay | undefined): string | null {
  if (pull === undefined || pull.outcome === null) return null
  const what = OUTCOMES[pull.outcome] ?? `pull ended as ${pull.outcome}`
  return pull.message === null ? what : `${what}: ${pull.message}`
}

/** Days behind the newest file on which pulling it failed or did not happen: of the days before, files tell. */
function* pullGaps(pulls: Pulls, newest: CalendarDate | null): Generator<{ day: CalendarDate; why: string }> {
  const today = pulls.now.toISOString().slice(0, 10) as CalendarDate
  const first = pulls.days[0]?.day ?? today
  for (
    let day = newest === null || first > newest ? first : daysLater(newest, 1);
    day <= today;
    day = daysLater(day, 1)
  ) {
    const pull = pullOf(pulls, day)
    if (pull?.goodAt != null || pull?.isRunning === true) continue
    const why = failedText(pull) ?? (isOverdue(pulls, day, today) ? 'no pull ran' : null)
    if (why !== null) yield { day, why }
  }
}

/** Today as soon as a tick is left unanswered; a day that is over when the last good answer was too old by its end. */
function isOverdue({ nextDueAt, now, days, everyHours }: Pulls, day: CalendarDate, today: CalendarDate): boolean {
  if (day === today) return nextDueAt !== null && Date.parse(nextDueAt) <= now.getTime()
  const lastGoodAt = days.findLast((pull) => pull.day < day && pull.goodAt !== null)?.goodAt ?? null
  return freshness({ lastGoodAt, everyHours, now: new Date(`${daysLater(day, 1)}T00:00:00Z`) }).isStale
}
