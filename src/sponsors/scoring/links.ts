import { bootstrapped, type Measure, type Sums } from './bootstrap.ts'
import { type Figure, type Figures, share } from './figure.ts'
import { grouped } from './grouped.ts'
import { wilson } from './wilson.ts'

/** A mention's link to a registry beside the answer. */
export interface LinkRow {
  readonly id: string
  readonly platform: string
  /** Ids of which any is right; empty where none is. */
  readonly gold: readonly string[]
  /** Gold says that the body is only affiliated: then no link is right, and the row counts for nothing else. */
  readonly isAffiliate: boolean
  /** What is drawn again as one: the set of gold ids; where there is none, the name. */
  readonly unit: string
  /** The id it was linked to by itself as the same; null where it was not. */
  readonly linked: string | null
  /** Of a row left to a reviewer: the ids shown, best first. */
  readonly shown: readonly string[]
}

export interface LinkFigures {
  readonly figures: Figures
  /** Wilson's interval beside the resampled one. */
  readonly nilFalseLinks: Figure
  readonly counts: Readonly<Record<'rows' | 'withCommittee' | 'nil' | 'linked' | 'right' | 'nilLinked', number>>
}

/** Precision and recall of links, the share of NIL rows that were linked, and precision over both. */
export function linkFigures(rows: readonly LinkRow[]): LinkFigures {
  const judged = rows.filter(({ isAffiliate }) => !isAffiliate)
  const units = [...grouped(judged, ({ unit }) => unit).values()].map(sumsOf)
  const nil = judged.filter(({ gold }) => gold.length === 0)
  const linked = judged.filter((row) => row.linked !== null)
  const nilLinked = nil.filter((row) => row.linked !== null).length
  return {
    figures: bootstrapped(units, MEASURES),
    nilFalseLinks: wilson(nilLinked, nil.length),
    counts: {
      rows: rows.length,
      withCommittee: judged.length - nil.length,
      nil: nil.length,
      linked: linked.length,
      right: linked.filter(isRight).length,
      nilLinked,
    },
  }
}

/** Rows as a reviewer would leave them who picks the right id where it is shown. */
export function afterReview(rows: readonly LinkRow[]): readonly LinkRow[] {
  return rows.map((row) => ({ ...row, linked: row.linked ?? row.shown.find((id) => row.gold.includes(id)) ?? null }))
}

export function isRight({ linked, gold }: LinkRow): boolean {
  return linked !== null && gold.includes(linked)
}

/** Among rows of affiliates: how many were linked as the same all the same. */
export function affiliatesLinked(rows: readonly LinkRow[]): Figure {
  const affiliates = rows.filter(({ isAffiliate }) => isAffiliate)
  return wilson(affiliates.filter(({ linked }) => linked !== null).length, affiliates.length)
}

/** Right links, links of rows with a committee, rows with one, links of NIL rows, NIL rows. */
function sumsOf(rows: readonly LinkRow[]): Sums {
  const count = (test: (row: LinkRow) => boolean) => rows.filter(test).length
  const isLinked = ({ linked }: LinkRow) => linked !== null
  return [
    count(isRight),
    count((row) => isLinked(row) && row.gold.length > 0),
    count(({ gold }) => gold.length > 0),
    count((row) => isLinked(row) && row.gold.length === 0),
    count(({ gold }) => gold.length === 0),
  ]
}

const MEASURES: Readonly<Record<string, Measure>> = {
  precision: ([right = 0, linked = 0]) => share(right, linked),
  recall: ([right = 0, , committees = 0]) => share(right, committees),
  nil_false_links: ([, , , linked = 0, nil = 0]) => share(linked, nil),
  overall_precision: ([right = 0, linked = 0, , nilLinked = 0]) => share(right, linked + nilLinked),
}
