import { createHash } from 'node:crypto'
import { type CalendarDate, calendarDateOrNull, type Instant } from './calendar.ts'

/** What a pass over a unit of an API is kept as; its file name tells all of it, also when it is read again years later. */
export interface Pass {
  readonly source: string
  readonly unit: string
  /** When it began. */
  readonly at: Instant
  /** False: something was left out, so that what it lacks proves nothing. */
  readonly isWhole: boolean
}

/** `meta~US.2026-11-02.2026-11-08~2026-11-28T051200Z~whole.jsonl` */
export function passName({ source, unit, at, isWhole }: Pass): string {
  return `${source}~${unit}~${at.slice(0, 19).replaceAll(':', '')}Z~${isWhole ? 'whole' : 'part'}.jsonl`
}

const NAME = /^([a-z][a-z0-9-]*)~([A-Za-z0-9.-]{1,100})~(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z~(whole|part)\.jsonl$/

/** Null: the file is of other origin. */
export function passNamed(fileName: string): Pass | null {
  const [, source, unit, day, hour, minute, second, extent] = NAME.exec(fileName.replace(/^.*[/\\]/, '')) ?? []
  if (source === undefined || unit === undefined) return null
  const at = `${day}T${hour}:${minute}:${second}Z` as Instant
  return { source, unit, at, isWhole: extent === 'whole' }
}

/** The day of the pass; null for files of other origin. */
export function passDay(fileName: string): CalendarDate | null {
  const pass = passNamed(fileName)
  return pass === null ? null : calendarDateOrNull(pass.at.slice(0, 10))
}

/** The day of the pass; of an answer that somebody saved, the day that its name tells, where it tells one alone. */
export function dayInName(fileName: string): CalendarDate | null {
  const days = fileName.replace(/^.*[/\\]/, '').match(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g) ?? []
  return passDay(fileName) ?? (days.length === 1 ? calendarDateOrNull(days[0] ?? '') : null)
}

/** Of a whole pass, each file of a unit lists all that there is in it; of any other, nothing can be absent. */
export function passSeries(fileName: string): { readonly name: string; readonly kind: 'standing' } | null {
  const pass = passNamed(fileName)
  return pass === null || !pass.isWhole ? null : { name: pass.unit, kind: 'standing' }
}

/** The parts of a unit's key, any text: what cannot stand in one is replaced, and told apart by a few digits of its hash. */
export function unitKey(...parts: readonly string[]): string {
  return parts.map(plain).join('.')
}

const LONGEST_PART = 40

function plain(part: string): string {
  const text = part.replace(/[^A-Za-z0-9-]+/g, '-').slice(0, LONGEST_PART)
  return text === part ? text : `${text}-${createHash('sha256').update(part).digest('hex').slice(0, 6)}`
}
