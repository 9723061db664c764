import type { CalendarDate } from '../../domain/calendar.ts'
import type { PlatformId } from '../../domain/ids.ts'
import type { Currency } from '../../domain/money.ts'
import type { Manifest } from '../../ports/source.ts'
import type { SponsorSpending } from '../../ports/spending.ts'
import { boundText, moneyText } from '../format.ts'
import { dayText } from '../format-date.ts'
import { platformName } from '../platform-name.ts'
import { type WeekBar, weekAxis, weekBars } from './week-chart.ts'

/** The weeks of one platform, drawn small. */
export interface SmallChartView {
  readonly platform: string
  readonly money: string
  /** What the drawing shows, for who cannot see it. */
  readonly text: string
  readonly bars: readonly WeekBar[]
}

export interface SmallMultiplesView {
  readonly caption: string
  readonly charts: readonly SmallChartView[]
}

/** One chart a platform, all over the same weeks and to the same scale. Null below two platforms with weeks. */
export function smallMultiples(
  platforms: SponsorSpending['platforms'],
  currency: Currency,
  unsettledFrom: (platform: PlatformId) => CalendarDate | null,
  manifests: readonly Manifest[],
): SmallMultiplesView | null {
  const told = platforms.filter(({ weeks }) => weeks.length > 0)
  const axis = weekAxis(told.flatMap(({ weeks }) => weeks))
  if (told.length < 2 || axis === null) return null
  const top = `${currency} ${boundText(axis.scale, currency)}`
  const days = `${dayText(axis.first.from)} to ${dayText(axis.last.to)}`
  return {
    caption: `All are drawn over the same weeks, ${days}, and to the same scale: the top of each is ${top}.`,
    charts: told.map((each) => {
      const name = platformName(manifests, each.platform)
      const money = moneyText(each, currency)
      return {
        platform: name,
        money,
        text: `${name}, spending a week: ${money} in all, in ${each.weeks.length} weeks of which something is told`,
        bars: weekBars(each.weeks, axis, currency, unsettledFrom(each.platform)),
      }
    }),
  }
}
