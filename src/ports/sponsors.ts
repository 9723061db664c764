import type { CalendarDate, Instant } from '../domain/calendar.ts'
import type { AdvertiserRef, DisclosureId, SponsorId } from '../domain/ids.ts'
import type {
  MentionRef,
  ReviewVerdict,
  SponsorEventKind,
  SponsorRelationKind,
  SponsorType,
} from '../domain/sponsor.ts'

/** A name under which a sponsor appeared, from when to when. */
export interface SponsorName {
  readonly name: string
  /** `payer`: a disclaimer or payer text; `account`: of a page or advertiser; `registry`: in a registry's record. */
  readonly kind: 'payer' | 'account' | 'registry'
  /** A platform, or the scheme of a registry. */
  readonly told: string
  readonly firstSeenOn: CalendarDate | null
  readonly lastSeenOn: CalendarDate | null
}

/** A mention that was attributed, and why. */
export interface SponsorMember extends MentionRef {
  readonly advertiser: AdvertiserRef
  /** The platform's id of the account; null where it gives none. */
  readonly accountId: string | null
  /** Newest name of the account. */
  readonly accountName: string | null
  /** Letter by letter; null: none was told. */
  readonly payer: string | null
  readonly firstSeenOn: CalendarDate | null
  readonly lastSeenOn: CalendarDate | null
  readonly method: 'auto' | 'review'
  /** 0–1. */
  readonly confidence: number
  /** Codes joined by `;`, the strongest first. */
  readonly reason: string
  readonly ads: number
}

export interface RelatedSponsor {
  readonly sponsor: SponsorId
  readonly name: string
  readonly kind: SponsorRelationKind
  /** `from`: this one is its subject (it pays for the other); `to`: the other is. */
  readonly direction: 'from' | 'to'
  readonly source: string
  readonly confidence: number
}

/** That a registry's record is about this sponsor: a claim with its source. A self-declared id is one, too. */
export interface RegistryClaim {
  /** `us-fec`, `us-ein`, `lei`, `google-advertiser`… */
  readonly scheme: string
  readonly value: string
  /** Name in the registry; null where that registry is not loaded. */
  readonly name: string | null
  readonly relation: 'same_as' | 'affiliated_with'
  /** `declared`: the platform publishes it of the account; `matched`: by our own linking; `review`: by a person. */
  readonly method: 'declared' | 'matched' | 'review'
  readonly confidence: number
  readonly reason: string
  readonly source: string
  readonly firstSeenOn: CalendarDate | null
  readonly lastSeenOn: CalendarDate | null
}

export interface SponsorEvent {
  readonly id: string
  readonly kind: SponsorEventKind
  readonly at: Instant
  /** `paidfor` for what ran by itself, else who was named. */
  readonly actor: string
  readonly reason: string
  readonly sponsors: readonly SponsorId[]
  readonly ruleVersion: string
}

export interface SponsorProfile {
  readonly id: SponsorId
  readonly type: SponsorType
  /** The payer text or account name that most of its money goes by. */
  readonly name: string
  /** All ids that it ever had beside its own: they lead here for ever. */
  readonly referents: readonly SponsorId[]
  readonly splitFrom: SponsorId | null
  readonly createdAt: Instant
  /** Newest first; at most 500. */
  readonly names: readonly SponsorName[]
  /** The most ads first; at most 500. */
  readonly members: readonly SponsorMember[]
  readonly memberCount: number
  readonly related: readonly RelatedSponsor[]
  readonly claims: readonly RegistryClaim[]
  /** Newest first; at most 200. */
  readonly events: readonly SponsorEvent[]
  readonly ads: number
  readonly withdrawnAds: number
}

export interface FoundSponsor {
  readonly id: SponsorId
  readonly name: string
  readonly type: SponsorType
  readonly platforms: readonly string[]
  readonly ads: number
  /** The name that answers the query, where it is another than `name`: an old one, or one that is nearly so written. */
  readonly foundAs: string | null
}

/** One side of a pair that is to be judged. */
export interface ReviewSide {
  readonly member: SponsorMember
  readonly sponsor: SponsorId
  readonly name: string
  readonly members: number
  /** Certain spend (lower bounds) per currency, in minor units. */
  readonly spend: readonly { readonly currency: string; readonly lower: bigint; readonly upper: bigint | null }[]
  readonly claims: readonly RegistryClaim[]
}

export interface QueuedReview {
  /** Of the pair, stable while it waits. */
  readonly id: string
  readonly rank: number
  readonly score: number
  /** Log weight of each feature. */
  readonly features: Readonly<Record<string, number>>
  readonly vetoes: readonly string[]
  readonly reason: string
  readonly a: ReviewSide
  readonly b: ReviewSide
  /** Whether two people must agree: more than US$50,000 (or its like, by the loaded rates) is at stake. */
  readonly needsTwo: boolean
  /** Who has said what already, where two are needed or the pair is coded twice. */
  readonly said: readonly ReviewJudgement[]
}

export interface ReviewJudgement {
  readonly id: string
  readonly pair: string
  readonly verdict: ReviewVerdict
  readonly actor: string
  readonly why: string
  readonly at: Instant
  readonly undoneAt: Instant | null
  readonly undoneBy: string | null
  /** `waiting`: a second person must agree first. */
  readonly state: 'in_force' | 'waiting' | 'undone'
  readonly names: readonly [string, string]
}

export interface NewJudgement {
  readonly pair: string
  readonly verdict: ReviewVerdict
  /** 1–80 characters: who says so. */
  readonly actor: string
  /** 3–1,000 characters. */
  readonly why: string
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  /** Opaque; null on the last page. */
  readonly next: string | null
}

/** Who is behind the ads. Every call may throw Problem `request.too_slow`. */
export interface Sponsors {
  /** A former id answers where it leads; null: no such id was ever given. */
  readonly sponsor: (id: SponsorId) => Promise<SponsorProfile | { readonly movedTo: SponsorId } | null>
  /** All mentions of it, the most ads first; of an id that leads elsewhere: none. @throws {Problem} `request.invalid` */
  readonly members: (id: SponsorId, after: string | null, size: number) => Promise<Page<SponsorMember>>
  /** By any name it ever had, nearly so written too; the best first. An empty text: the most ads first. */
  readonly find: (text: string, after: string | null, size: number) => Promise<Page<FoundSponsor>>
  readonly ofAd: (id: DisclosureId) => Promise<{ readonly id: SponsorId; readonly name: string } | null>
  readonly ofAdvertiser: (ref: AdvertiserRef) => Promise<readonly { readonly id: SponsorId; readonly name: string }[]>
  /** At a moment of the archive's history. */
  readonly asOf: (revision: number) => Sponsors
}

/** What people decide about pairs. What is decided holds at once: totals change with it, and back when it is undone. */
export interface ReviewDesk {
  readonly queue: (after: string | null, size: number) => Promise<Page<QueuedReview>>
  readonly pair: (id: string) => Promise<QueuedReview | null>
  /** @throws {Problem} `review.decided`, `review.unknown`, `request.invalid` */
  readonly judge: (judgement: NewJudgement) => Promise<ReviewJudgement>
  /** @throws {Problem} `review.unknown`, `review.decided` */
  readonly undo: (id: string, actor: string, why: string) => Promise<ReviewJudgement>
  /** Newest first. */
  readonly judgements: (after: string | null, size: number) => Promise<Page<ReviewJudgement>>
  /** Of those coded twice: how many, and Cohen's kappa; null below two. */
  readonly agreement: () => Promise<{ readonly pairs: number; readonly kappa: number | null }>
}

export interface ResolvingCounts {
  readonly mentions: number
  readonly sponsors: number
  readonly merged: number
  readonly split: number
  readonly queued: number
}

/** Attributes mentions to sponsors. */
export interface SponsorResolver {
  /**
   * All mentions, as a set; the sponsors of mentions that nothing new touches stay as they are.
   * @throws {Problem} `import.stopped`, `request.busy`
   */
  readonly resolve: (signal: AbortSignal) => Promise<ResolvingCounts>
  /** Only mentions that have no sponsor yet, by the same rules; what they say of sponsors that are there waits for `resolve`. */
  readonly attributeNew: (signal: AbortSignal) => Promise<ResolvingCounts>
  /** How many mentions have a sponsor, and how many of which something is told have none. */
  readonly counts: () => Promise<{ readonly placed: number; readonly unplaced: number }>
}
