import type { SponsorId } from '../domain/ids.ts'
import type { SponsorEventKind, SponsorRelationKind, SponsorType } from '../domain/sponsor.ts'
import type { Mention } from '../sponsors/mention.ts'
import type { Edge, IdChange, Judgement, QueuedPair } from '../sponsors/resolution.ts'

/** A sponsor as it stands before a run, or as it once stood. */
export interface HeldSponsor {
  readonly id: SponsorId
  /** The smaller, the older: of two that are merged, the older one stays. */
  readonly order: number
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
  /** Pairs with a mention among `placements`; what is not told any more is forgotten. */
  readonly edges: readonly Edge[]
  /** Null: its order stays, less what is settled by now. */
  readonly queue: readonly QueuedPair[] | null
  /** Null: they stay. */
  readonly claims: readonly NewClaim[] | null
  /** Keys by which each mention meets others; of mentions that are not among them, they stay. */
  readonly keys: ReadonlyMap<string, readonly string[]>
}

/** What has come of them. */
export interface AppliedChanges {
  /** Null: nothing was to be changed, and no revision was made. */
  readonly revision: number | null
  readonly sponsors: number
  readonly queued: number
}

/** What the resolver asks of the archive. */
export interface SponsorStore {
  /** Everything, for a run over the whole set. */
  readonly held: () => Promise<HeldMentions>
  /** Of these mentions, and of whatever belongs to the same sponsors. */
  readonly heldAround: (mentionIds: readonly string[]) => Promise<HeldMentions>
  /** Mentions that no sponsor has yet, the oldest first. */
  readonly unplaced: (most: number) => Promise<readonly string[]>
  readonly counts: () => Promise<{ readonly placed: number; readonly unplaced: number }>
  /**
   * Everything, or nothing of it: one revision, and none where nothing changes.
   * @returns null where the stamp is not that of `held` any more: read again, and think again
   */
  readonly apply: (stamp: string, changes: SponsorChanges) => Promise<AppliedChanges | null>
}
