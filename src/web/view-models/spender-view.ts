import type { Currency } from '../../domain/money.ts'
import type { SpendingBy, SpendingQuery } from '../../domain/spending.ts'
import type { Manifest } from '../../ports/source.ts'
import type { SpendBounds, SpendingPage, SpendingRow } from '../../ports/spending.ts'
import { advertiserUrl } from '../advertiser-url.ts'
import { counted, countText } from '../format.ts'
import { platformName } from '../platform-name.ts'
import { type RankedRow, rowWhy } from '../spending-file.ts'
import { sponsorUrl } from '../sponsor-url.ts'
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

/** What a ranking lists. */
export const WHOM: Readonly<Record<SpendingBy, string>> = { sponsor: 'Sponsor', advertiser: 'Advertiser' }

/** A row of the ranking of sponsors or advertisers. */
export interface SpenderView extends BoundCells {
  readonly rank: number
  readonly name: string
  readonly href: string
  /** Says so where there is no name to show, or nobody whom it is attributed to. */
  readonly note: string | null
  readonly platform: string
  readonly ads: string
  readonly adCount: string
  readonly bar: BarView
  readonly share: ShareView | null
  /** Where its figures are taken apart. */
  readonly why: string
}

/** The rows of a table, their bars drawn to one scale. `asOf`: the moment that links keep; `isOne`: all currencies in the query's. */
export function spenderViews(
  ranked: readonly RankedRow[],
  query: SpendingQuery,
  manifests: readonly Manifest[],
  { asOf, isOne }: { readonly asOf?: string | undefined; readonly isOne: boolean } = { isOne: false },
): SpenderView[] {
  const scale = greatestBound(ranked.map(({ row }) => row))
  return ranked.map(({ rank, row }) => {
    const { ads, platforms } = row
    const notes = notesOf(row, query.by)
    return {
      rank,
      ...spenderName(row, asOf),
      note: notes.length === 0 ? null : notes.join('; '),
      platform: platforms.map((platform) => platformName(manifests, platform)).join(', '),
      ads: ads === null ? 'no ads at hand' : counted(ads.count, 'ad'),
      adCount: ads === null ? 'none at hand' : countText(ads.count),
      bar: barView(row, scale),
      share: shareView(row),
      why: rowWhy(row, query, { asOf, isOne }),
      ...boundCells(row, query.currency),
    }
  })
}

/** How a row is called, and the page that it leads to. @param asOf the moment that links keep */
export function spenderName(row: SpendingRow, asOf?: string): { readonly name: string; readonly href: string } {
  const { sponsor, advertiser, name } = row
  const kept = asOf === undefined ? {} : { as_of: asOf }
  if (sponsor !== null) return { name: visibleName(sponsor.name), href: sponsorUrl(sponsor.id, kept) }
  if (advertiser === null) throw new RangeError('a row of nobody')
  return { name: visibleName(isNamed(name) ? name : advertiser.key), href: advertiserUrl(advertiser, kept) }
}

function isNamed(name: string | null): name is string {
  return name !== null && name.trim() !== ''
}

function notesOf({ sponsor, name, accounts }: SpendingRow, by: SpendingBy): string[] {
  if (sponsor !== null) return accounts === 1 ? [] : [counted(accounts, 'account')]
  return [
    ...(isNamed(name) ? [] : ['the account’s id: its name is blank']),
    ...(by === 'sponsor' ? ['an account that is attributed to no sponsor yet'] : []),
  ]
}

/** `3 advertisers`, or `12 sponsors and 30 accounts of none yet`. */
export function rowsText({ rows, sponsors }: Pick<SpendingPage['total'], 'rows' | 'sponsors'>): string {
  if (sponsors === 0) return counted(rows, 'advertiser')
  const others = rows - sponsors
  const rest = others === 0 ? '' : ` and ${counted(others, 'account')} of none yet`
  return `${counted(sponsors, 'sponsor')}${rest}`
}

/** The sums of the columns, over all rows and not only those of a page. */
export interface SpendingTotalView extends BoundCells {
  readonly advertisers: string
  readonly share: ShareView | null
}

export function totalView(total: SpendBounds & SpendingPage['total'], currency: Currency): SpendingTotalView {
  return {
    advertisers: rowsText(total),
    share: shareView(total),
    ...boundCells(total, currency),
  }
}
