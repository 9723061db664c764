import { sumOfRanges } from '../../../domain/range.ts'
import { sumOfBounds } from '../../../domain/spend-bounds.ts'
import type { SpendBounds, Witnesses } from '../../../ports/spending.ts'

/** What `advertiserBounds` selects, amounts in minor units as decimal text. */
export interface BoundsRow {
  readonly ads: string | null
  readonly ads_lower: string | null
  readonly ads_upper: string | null
  readonly ads_undivided: string
  readonly stated_lower: string | null
  readonly stated_upper: string | null
  readonly lower: string
  readonly upper: string | null
  readonly undivided: string
}

export function witnessesOf(row: BoundsRow): SpendBounds & Witnesses {
  const ads =
    row.ads === null
      ? null
      : {
          count: Number(row.ads),
          lower: amount(row.ads_lower),
          upper: amountOrNull(row.ads_upper),
          undivided: amount(row.ads_undivided),
        }
  const statements =
    row.stated_lower === null ? null : { lower: amount(row.stated_lower), upper: amountOrNull(row.stated_upper) }
  return {
    lower: amount(row.lower),
    upper: amountOrNull(row.upper),
    undivided: amount(row.undivided),
    ads,
    statements,
  }
}

/** What accounts have together. */
export function sumOfWitnesses(accounts: readonly (SpendBounds & Witnesses)[]): SpendBounds & Witnesses {
  const ads = accounts.flatMap((each) => each.ads ?? [])
  const statements = accounts.flatMap((each) => each.statements ?? [])
  return {
    ...sumOfBounds(accounts),
    ads:
      ads.length === 0
        ? null
        : {
            count: ads.reduce((sum, { count }) => sum + count, 0),
            ...sumOfRanges(ads),
            undivided: ads.reduce((sum, { undivided }) => sum + undivided, 0n),
          },
    statements: statements.length === 0 ? null : sumOfRanges(statements),
  }
}

export function amount(text: string | null): bigint {
  return BigInt(text ?? 0)
}

export function amountOrNull(text: string | null): bigint | null {
  return text === null ? null : BigInt(text)
}
