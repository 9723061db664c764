import type { SponsorId } from '../domain/ids.ts'
import type { Said, TwoWords } from '../domain/review.ts'
import type { ReviewVerdict, SponsorEventKind, SponsorRelationKind, SponsorType } from '../domain/sponsor.ts'
import type { Mention } from '../sponsors/mention.ts'
import type { Edge, IdChange, Judgement, QueuedPair } from '../sponsors/resolution.ts'
import type { Page, QueuedReview, ReviewDesk, ReviewJudgement, ReviewSide } from './sponsors.ts'

/** A sponsor as it stands before a run, or as it once stood. */
export interface HeldSponsor {
  readonly id: SponsorId
  /** When it was made, in milliseconds: of two that are merged, the older one stays. */
  readonly madeAt: number
  readonly name: string
  readonly type: SponsorType
  /** Into which one it was merged; null: it is in use. */
  readonly mergedInto: SponsorId | null
}

/** Where a mention is, and where it has been. */
export interface HeldPlacement {
  readonly sponsor: SponsorId
  /** Sponsors that it belonged to before, the latest first, where these were merged away since. */
  readonly former: readonly SponsorId[]
}

/** A candidate of a registry, as `scheme:value`. */
export type CandidateKey = string

/** Somebody who stands for office: no mention is theirs, campaigns are. */
export interface NewPerson {
  readonly id: SponsorId
  readonly name: string
  /** All ids that the registry gives them, one for each office. */
  readonly candidates: readonly CandidateKey[]
}

/** What is held of mentions, all of it of one moment. */
export interface HeldMentions {
  /** Changes whenever a person or another run alters who belongs to whom. */
  readonly stamp: string
  /** Those that have any ad or statement by now. */
  readonly mentions: readonly Mention[]
  readonly placements: ReadonlyMap<string, HeldPlacement>
  readonly sponsors: ReadonlyMap<SponsorId, HeldSponsor>
  readonly judgements: readonly Judgement[]
  readonly idChanges: readonly IdChange[]
  readonly persons: ReadonlyMap<CandidateKey, SponsorId>
}

export interface NewPlacement {
  readonly mentionId: string
  readonly sponsor: SponsorId
  readonly method: 'auto' | 'review'
  readonly confidence: number
  readonly reason: string
}

export interface NewSponsor {
  readonly id: SponsorId
  readonly splitFrom: SponsorId | null
}

export interface NewEvent {
  readonly kind: SponsorEventKind
  readonly sponsors: readonly SponsorId[]
  readonly actor: string
  readonly reason: string
  /** Mentions, pairs and scores that it follows of. */
  readonly evidence: Readonly<Record<string, unknown>>
}

/** That a registry's record is about a mention, or is said to be. */
export interface NewClaim {
  readonly mentionId: string
  readonly scheme: string
  readonly value: string
  readonly name: string | null
  readonly relation: 'same_as' | 'affiliated_with'
  readonly method: 'declared' | 'matched'
  readonly confidence: number
  readonly reason: string
  readonly source: string
}

export interface NewRelation {
  readonly from: SponsorId
  readonly to: SponsorId
  readonly kind: SponsorRelationKind
  readonly source: string
  readonly office: string
  readonly cycle: string
  readonly confidence: number
}

/** What a run, or a person's word, comes to. Of sponsors and mentions that it does not name, everything stays. */
export interface SponsorChanges {
  readonly ruleVersion: string
  /** Of every mention that the run looked at. */
  readonly placements: readonly NewPlacement[]
  /** Of every sponsor that has a mention among them. */
  readonly described: readonly { readonly id: SponsorId; readonly name: string; readonly type: SponsorType }[]
  readonly created: readonly NewSponsor[]
  readonly merged: readonly { readonly former: SponsorId; readonly into: SponsorId }[]
  /** Merged ones that are in use again, under the id they had. */
  readonly revived: readonly SponsorId[]
  readonly events: readonly NewEvent[]
  /** In place of all pairs. Null: they stay. */
  readonly edges: readonly Edge[] | null
  /** In place of the whole queue, in this order. Null: it stays. Pairs that are settled by now leave it. */
  readonly queue: readonly QueuedPair[] | null
  /** In place of those of the mentions that were looked at. Null: they stay. */
  readonly claims: readonly NewClaim[] | null
  /** Who is above campaigns; those who are known stay. */
  readonly persons: readonly NewPerson[]
  /** In place of those of sponsors that were looked at, but for what pairs and people say. Null: they stay. */
  readonly relations: readonly NewRelation[] | null
  /** Keys by which each mention meets others; of mentions that are not among them, they stay. */
  readonly keys: Iterable<readonly [mentionId: string, keys: readonly string[]]>
}

/** What has come of them. */
export interface AppliedChanges {
  /** Null: nothing was to be changed, and no revision was made. */
  readonly revision: number | null
  readonly sponsors: number
  readonly queued: number
}

/** Who is near to new mentions. */
export interface Neighbours {
  readonly mentions: readonly Mention[]
  /** Of those that have a sponsor. */
  readonly placements: ReadonlyMap<string, SponsorId>
  /** Of the keys that were asked for, those that more share than a block may hold. */
  readonly commonKeys: ReadonlySet<string>
}

/** Mentions that no sponsor has yet, and what is known beside. */
export interface UnplacedMentions {
  readonly stamp: string
  readonly mentions: readonly Mention[]
  readonly judgements: readonly Judgement[]
  readonly idChanges: readonly IdChange[]
}

/** New mentions with their places; sponsors that are there already are not changed by them. */
export interface NewlyAttributed extends Pick<SponsorChanges, 'ruleVersion' | 'placements' | 'events' | 'keys'> {
  readonly created: SponsorChanges['described']
  readonly edges: readonly Edge[]
  readonly queue: readonly QueuedPair[]
  readonly claims: readonly NewClaim[]
}

/** What the resolver asks of the archive. */
export interface SponsorStore {
  /** Everything, for a run over the whole set. */
  readonly held: () => Promise<HeldMentions>
  /** Of these mentions, and of whatever belongs to the same sponsors. */
  readonly heldAround: (mentionIds: readonly string[]) => Promise<HeldMentions>
  /** Mentions that no sponsor has yet, the oldest first. */
  readonly unplaced: (most: number) => Promise<UnplacedMentions>
  /** Mentions that share a key with them: at most sixty, the rarest keys first, and what is around these. */
  readonly neighbours: (keys: readonly string[]) => Promise<Neighbours>
  readonly counts: () => Promise<{ readonly placed: number; readonly unplaced: number }>
  /**
   * Everything, or nothing of it: one revision, and none where nothing changes.
   * @returns null where the stamp is not that of `held` any more: read again, and think again
   */
  readonly apply: (stamp: string, changes: SponsorChanges) => Promise<AppliedChanges | null>
  /** The same of mentions that had no place, quickly. @returns false where the stamp is not the newest one any more */
  readonly attribute: (stamp: string, news: NewlyAttributed) => Promise<boolean>
}

/** Mention ids, the smaller first. */
export interface Pair {
  readonly a: string
  readonly b: string
}

/** What is known of a pair before somebody speaks of it. */
export interface PairState {
  /** Not taken back, in the order in which it was said. */
  readonly said: readonly Said[]
  readonly a: ReviewSide
  readonly b: ReviewSide
}

/** A word on a pair, as it is kept. */
export interface KeptJudgement extends Pair {
  readonly verdict: ReviewVerdict
  readonly actor: string
  readonly why: string
  readonly needsTwo: boolean
  readonly isCodedTwice: boolean
  /** Whether it is in force at once; and whether it makes another verdict hold than before. */
  readonly isInForce: boolean
  readonly isDeciding: boolean
  /** Earlier words on the pair that are in force with it. */
  readonly inForce: ReadonlySet<string>
}

export interface Undoing extends Pair {
  readonly id: string
  readonly actor: string
  readonly why: string
  /** Words on the pair that are in force without it. */
  readonly inForce: ReadonlySet<string>
}

/** A pair that waits, before it is known whether two people must agree. */
export type WaitingReview = Omit<QueuedReview, 'needsTwo'>

/** What the review desk asks of the archive. */
export interface ReviewStore {
  /** Null: there are no such mentions, or one of them has no sponsor. */
  readonly pairState: (pair: Pair) => Promise<PairState | null>
  /** Null: there is no such judgement. */
  readonly judgement: (id: string) => Promise<(ReviewJudgement & Pair) | null>
  /**
   * Where these mentions were before the pair's verdict came to hold, with the reasons of then.
   * @returns null where others have moved them since: they must be thought of anew
   */
  readonly placementsBefore: (pair: Pair, mentionIds: readonly string[]) => Promise<readonly NewPlacement[] | null>
  /**
   * The word and what follows of it, together. @returns its id; null where the stamp is not the newest one any more
   * @throws {Problem} `request.busy` while a load is under way
   */
  readonly keep: (stamp: string, judgement: KeptJudgement, changes: SponsorChanges) => Promise<string | null>
  /**
   * @returns false where the stamp is not the newest one any more, or somebody else has undone it
   * @throws {Problem} `request.busy`
   */
  readonly takeBack: (stamp: string, undoing: Undoing, changes: SponsorChanges) => Promise<boolean>
  readonly queue: (after: string | null, size: number) => Promise<Page<WaitingReview>>
  readonly pair: (id: string) => Promise<WaitingReview | null>
  readonly judgements: ReviewDesk['judgements']
  /** The first two words of different people on each pair that is coded twice. */
  readonly codedTwice: () => Promise<readonly TwoWords[]>
}
