import { InvalidArgumentError } from 'commander'
import { type CalendarDate, calendarDate } from '../domain/calendar.ts'
import { type AsOf, parseAsOf } from '../domain/moment.ts'
import type { Source } from '../ports/source.ts'
import { sources } from '../sources/registry.ts'

/** What stands on the command line, understood. Each throws commander's InvalidArgumentError with a sentence. */

export function sourceNames(): string {
  return sources.map(({ manifest }) => manifest.id).join(', ')
}

export function sourceNamed(name: string): Source {
  const source = sources.find(({ manifest }) => manifest.id === name)
  if (source !== undefined) return source
  throw new InvalidArgumentError(`There is no source “${name}”: it is one of ${sourceNames()}.`)
}

/** Of an argument that may come several times. */
export function sourcesNamed(name: string, before: readonly Source[] = []): readonly Source[] {
  return [...before, sourceNamed(name)]
}

export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError(`“${text}” is not the number of a hold: see paidfor holds list.`)
}

export function pastDay(text: string): CalendarDate {
  try {
    const day = calendarDate(text)
    if (day <= new Date().toISOString().slice(0, 10)) return day
  } catch (problem) {
    throw new InvalidArgumentError(problem instanceof RangeError ? problem.message : String(problem))
  }
  throw new InvalidArgumentError(`${text} has not come yet.`)
}

export function dayOrMoment(text: string): AsOf {
  try {
    return parseAsOf(text)
  } catch (problem) {
    throw new InvalidArgumentError(problem instanceof RangeError ? `${problem.message}.` : String(problem))
  }
}
