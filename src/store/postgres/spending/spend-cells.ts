import type { Window } from '../../../domain/spending.ts'
import { type At, kept } from '../as-of.ts'

/**
 * What ads cost in an unlimited window, as rows of `ad_spend`: some hundred thousand of them, where that has millions.
 * Any ad lies inside such a window, so that it makes no difference when the first one ran.
 */
const everSql = (at: At) => `(
  SELECT ever.advertiser_id, ever.mention_id, ever.place, ever.currency, ever.is_whole, '-infinity'::date AS starts_on,
    ever.last_day AS ends_on, ever.ads, ever.lower_minor, ever.upper_minor, ever.open_tops
  FROM ${kept('ad_spend_ever', at)} ever -- ad_spend_ever_by_place
)`

export function isEver({ from, to }: Window): boolean {
  return from === null && to === null
}

/** Where the sums of a window are read: the table of days, or, for an unlimited one, its sums over all of them. */
export function spendCells(window: Window, at: At): string {
  return isEver(window) ? everSql(at) : kept('ad_spend', at)
}
