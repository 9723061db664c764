import type { LowerReason, UpperReason } from '../domain/bound-reasons.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import type { AdvertiserRef, SponsorId } from '../domain/ids.ts'
import type { Range } from '../domain/range.ts'
import type { SpendingQuery } from '../domain/spending.ts'
import type { EffectiveDates, SpendBounds, StatementView, Witnesses } from './spending.ts'

/**
 * Whose figure is asked about: a sponsor's, or an account's; of an account as it stands in a ranking of sponsors, only what
 * is attributed to none (`isRest`).
 */
export type WhoseMoney =
  | { readonly kind: 'sponsor'; readonly id: SponsorId }
  | { readonly kind: 'account'; readonly ref: AdvertiserRef; readonly isRest: boolean }

/** What ads of the same days cost together, that touch the window. Null days: the source tells none. */
export interface UsedAds extends Range {
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
  readonly ads: number
  /** False: an unknown part of it was spent here. */
  readonly isWhole: boolean
  /** Whether their lower bound counts: they lie inside the window, and belong here alone. */
  readonly isCertain: boolean
}

/** A statement that raises the lower bound (`isInside`), caps the upper one (`isCovering`), or both. */
export interface UsedStatement extends StatementView {
  readonly isInside: boolean
  readonly isCovering: boolean
  /** The bounds that count: those published, less and more the step of rounding. */
  readonly counted: Range
  /** Its number among the newest 200 of the account in this currency, as its record's page has it; null: it is older. */
  readonly number: number | null
}

/** An account's part in a figure. */
export interface WhyAccount extends SpendBounds, Witnesses {
  readonly advertiser: AdvertiserRef
  readonly name: string | null
  /** Whether the files of its platform hold every ad that it discloses. */
  readonly holdsAllAds: boolean
  readonly lowerReason: LowerReason
  readonly upperReason: UpperReason
  /** The greatest upper bound first; at most as many as asked for. */
  readonly usedAds: readonly UsedAds[]
  readonly usedAdsCount: number
  /** The newest first; at most as many as asked for. */
  readonly usedStatements: readonly UsedStatement[]
  readonly usedStatementCount: number
  /** True where statements tell no payer, the account has several sponsors, and so they prove nothing of this one. */
  readonly isSharedStatement: boolean
}

/** A figure taken apart. */
export interface WhyReport extends SpendBounds, Witnesses {
  /** Of the sponsor, or of the account; null where the source leaves it blank. */
  readonly name: string | null
  /** The greatest lower bound first; at most as many as asked for. */
  readonly accounts: readonly WhyAccount[]
  readonly accountCount: number
  readonly effective: readonly EffectiveDates[]
}

export interface WhyLimits {
  readonly accounts: number
  /** Of ads and of statements, of each account. */
  readonly each: number
}

export interface SpendReasons {
  /** A row of the ranking, taken apart. Null: nothing is told there. @throws {Problem} `request.too_slow` */
  readonly why: (whose: WhoseMoney, query: Omit<SpendingQuery, 'by'>, limits: WhyLimits) => Promise<WhyReport | null>
}
