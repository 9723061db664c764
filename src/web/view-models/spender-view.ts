import type { Currency } from '../../domain/money.ts'
import type { Manifest } from '../../ports/source.ts'
import type { SpendBounds } from '../../ports/spending.ts'
import { advertiserUrl } from '../advertiser-url.ts'
import { counted, countText } from '../format.ts'
import { platformName } from '../platform-name.ts'
import type { RankedRow } from '../spending-file.ts'
import { visibleName } from '../visible-text.ts'
import {
  type BarView,
  type BoundCells,
  barView,
  boundCells,
  greatestBound,
  type ShareView,
  shareView,
} from './bounds-view.ts'

/** A row of the ranking of advertisers. */
export interface SpenderView extends BoundCells {
  readonly rank: number
  readonly name: string
  readonly href: string
  /** Says so where there is no name to show. */
  readonly note: string | null
  readonly platform: string
  readonly ads: string
  readonly adCount: string
  readonly bar: BarView
  readonly share: ShareView | null
}

/** The rows of a table, their bars drawn to one scale. @param asOf the moment that links keep */
export function spenderViews(
  ranked: readonly RankedRow[],
  currency: Currency,
  manifests: readonly Manifest[],
  asOf?: string,
): SpenderView[] {
  const scale = greatestBound(ranked.map(({ row }) => row))
  return ranked.map(({ rank, row }) => {
    const { advertiser, name, ads } = row
    const isNamed = name !== null && name.trim() !== ''
    return {
      rank,
      name: isNamed ? visibleName(name) : visibleName(advertiser.key),
      href: advertiserUrl(advertiser, asOf === undefined ? {} : { as_of: asOf }),
      note: isNamed ? null : 'the account’s id: its name is blank',
      platform: platformName(manifests, advertiser.platform),
      ads: ads === null ? 'no ads at hand' : counted(ads.count, 'ad'),
      adCount: ads === null ? 'none at hand' : countText(ads.count),
      bar: barView(row, scale),
      share: shareView(row),
      ...boundCells(row, currency),
    }
  })
}

/** The sums of the columns, over all rows and not only those of a page. */
export interface SpendingTotalView extends BoundCells {
  readonly advertisers: string
  readonly share: ShareView | null
}

export function totalView(
  total: SpendBounds & { readonly advertisers: number },
  currency: Currency,
): SpendingTotalView {
  return {
    advertisers: counted(total.advertisers, 'advertiser'),
    share: shareView(total),
    ...boundCells(total, currency),
  }
}
