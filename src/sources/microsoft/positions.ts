import type { CalendarDate } from '../../domain/calendar.ts'
import { dayNumber, dayOfNumber } from '../../domain/days.ts'
import type { Position } from '../../ports/crawling.ts'

interface Window {
  readonly search: string
  readonly country: string
  readonly from: string
  readonly to: string
}

/** A page of the list of a search. `found`: the rows of the pages before it, letter by letter. */
export type ListPosition = Window & {
  readonly step: 'list'
  readonly skip: number
  readonly found: readonly string[]
  /** A piece of the unit's days: what it counts is no count of the unit. */
  readonly isPart: boolean
}

/** Of the list that told it: one of other days may tell the same ad, and asking again is no loop then. */
type Listed = { readonly from: string }

/** The question about an advertiser, and the ads that wait for its answer. */
export type AdvertiserPosition = Listed & {
  readonly step: 'advertiser'
  readonly id: string
  readonly rows: readonly string[]
}

/** The question about one ad. `row` is what the list said of it, `advertiser` the answer about its advertiser. */
export type AdPosition = Listed & {
  readonly step: 'ad'
  readonly id: string
  readonly row: string
  readonly advertiser: string | null
}

export type MicrosoftPosition = ListPosition | AdvertiserPosition | AdPosition

export function listing(window: Window & { readonly isPart?: boolean }): Position {
  const { search, country, from, to, isPart = false } = window
  return { step: 'list', search, country, from, to, skip: 0, found: [], isPart }
}

/** The same days in about so many pieces; null: it is no list, or one day, which cannot be cut. */
export function splitWindow(at: Position, parts: number): readonly Position[] | null {
  const position = at as MicrosoftPosition
  if (position.step !== 'list') return null
  const { search, country } = position
  const first = dayNumber(position.from)
  const days = dayNumber(position.to) - first + 1
  const pieces = Math.min(parts, days)
  if (pieces < 2) return null
  return Array.from({ length: pieces }, (_, index) => {
    const from = dayOfNumber(first + Math.floor((days * index) / pieces)) as CalendarDate
    const to = dayOfNumber(first + Math.floor((days * (index + 1)) / pieces) - 1) as CalendarDate
    return listing({ search, country, from, to, isPart: true })
  })
}

export function restartWindow(at: Position): Position {
  const position = at as MicrosoftPosition
  return position.step === 'list' ? { ...position, skip: 0, found: [] } : at
}

/** What a position holds of ads that were told before, as documents: each row, with what was answered about its advertiser. */
export function knownDocuments(at: Position): readonly string[] {
  const position = at as MicrosoftPosition
  if (position.step === 'list') return position.found
  return position.step === 'ad' ? [withAdvertiser(position.row, position.advertiser)] : position.rows
}

/** An ad letter by letter, and before its keys one of our own. */
export function withAdvertiser(ad: string, advertiser: string | null): string {
  return advertiser === null ? ad : `{"advertiser":${advertiser.trim()},${ad.trim().slice(1)}`
}
