import type { CalendarDate } from '../../domain/calendar.ts'
import type { Currency } from '../../domain/money.ts'
import type { SpendWeek } from '../../ports/spending.ts'
import { boundText, moneyText } from '../format.ts'
import { dayText } from '../format-date.ts'
import { barView, greatestBound } from '../view-models/bounds-view.ts'

/** A week's bar, in units of a drawing that is 1000 wide and 100 high; y counts from the top. */
export interface WeekBar {
  readonly x: number
  readonly width: number
  readonly sure: number
  readonly maybe: number
  readonly isOpen: boolean
  /** Where an open bar ends: an amount of which nothing is told, zero or more, is no more than a mark at the foot. */
  readonly openTop: number
  readonly isUnsettled: boolean
  readonly text: string
}

export interface WeekChartView {
  readonly title: string
  readonly description: string
  readonly top: string
  readonly first: string
  readonly last: string
  readonly bars: readonly WeekBar[]
}

const WIDTH = 1000
const WIDEST = 60
const DAY = 86_400_000

/** Weeks along the calendar, oldest at the left: those of which nothing is told stay empty. Null without a week. */
export function weekChart(
  weeks: readonly SpendWeek[],
  currency: Currency,
  unsettledFrom: CalendarDate | null,
): WeekChartView | null {
  const axis = weekAxis(weeks)
  if (axis === null) return null
  const { first, last, scale } = axis
  return {
    title: `Spending a week, ${currency}`,
    description: `From the week of ${dayText(first.from)} to that of ${dayText(last.from)}. Each bar is full up to the lower bound and pale up to the upper one; dots say that no upper bound is told.`,
    top: `${currency} ${boundText(scale, currency)}`,
    first: dayText(first.from),
    last: dayText(last.to),
    bars: weekBars(weeks, axis, currency, unsettledFrom),
  }
}

/** From the first week to the last, and the amount at the top: charts with the same one can be compared. */
export interface WeekAxis {
  readonly first: SpendWeek
  readonly last: SpendWeek
  readonly scale: bigint
}

/** Null without a week. */
export function weekAxis(weeks: readonly SpendWeek[]): WeekAxis | null {
  const inOrder = [...weeks].sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  return first === undefined || last === undefined ? null : { first, last, scale: greatestBound(weeks) }
}

/** Oldest first. */
export function weekBars(
  weeks: readonly SpendWeek[],
  { first, last, scale }: WeekAxis,
  currency: Currency,
  unsettledFrom: CalendarDate | null,
): WeekBar[] {
  const weekOf = ({ from }: SpendWeek) => Math.round((Date.parse(from) - Date.parse(first.from)) / (7 * DAY))
  const pitch = WIDTH / (1 + weekOf(last))
  const width = pitch > 8 ? Math.min(pitch * 0.8, WIDEST) : pitch
  const inOrder = [...weeks].sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
  return inOrder.map((week) => {
    const { lower, between, isOpen } = barView(week, scale)
    return {
      x: rounded(weekOf(week) * pitch + (pitch - width) / 2),
      width: rounded(width),
      sure: lower,
      maybe: between,
      isOpen,
      openTop: week.lower === 0n ? 90 : 0,
      isUnsettled: unsettledFrom !== null && week.to >= unsettledFrom,
      text: `${dayText(week.from)} – ${dayText(week.to)}: ${moneyText(week, currency)}`,
    }
  })
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
