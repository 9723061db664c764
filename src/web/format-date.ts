import type { CalendarDate, Instant } from '../domain/calendar.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `5 Nov 2024` */
export function dayText(day: CalendarDate | string): string {
  const [year, month, date] = day.slice(0, 10).split('-')
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`
}

/** `5 Nov 2024`, with the time where there is one: `5 Nov 2024, 06:12 UTC`. Midnight is a file known by its day. */
export function instantText(moment: Instant): string {
  const time = moment.slice(11, 16)
  return time === '00:00' ? dayText(moment) : `${dayText(moment)}, ${time} UTC`
}

/** `1 Nov 2024 – 5 Nov 2024`; without an end nothing is made up. */
export function periodText(first: CalendarDate | null, last: CalendarDate | null): string {
  if (first === null) return last === null ? 'dates not told' : `until ${dayText(last)}`
  if (last === null) return `from ${dayText(first)}, no end told`
  return first === last ? dayText(first) : `${dayText(first)} – ${dayText(last)}`
}
