import type { PlatformId, SponsorId } from './ids.ts'

/** What kind of actor a sponsor is, as far as names and registries tell. */
export type SponsorType =
  | 'campaign'
  | 'person'
  | 'party'
  | 'committee'
  | 'non_profit'
  | 'company'
  | 'government_body'
  | 'agency'
  | 'unknown'

/** What a person says of two sponsors. `unsure` is kept and decides nothing. */
export type ReviewVerdict = 'same' | 'different' | 'affiliated' | 'unsure'

/** How two sponsors are connected without being one. None of them ever merges. */
export type SponsorRelationKind = 'affiliated_with' | 'pays_for' | 'controlled_by' | 'campaign_of'

/** What happened to a sponsor's identity. */
export type SponsorEventKind = 'create' | 'merge' | 'split' | 'rename' | 'link' | 'unlink' | 'judge' | 'undo'

/** A payer text of one account: the unit that is attributed. Its id is the archive's own. */
export interface MentionRef {
  readonly id: string
  readonly platform: PlatformId
  /** Key of its account, as in `AdvertiserRef`. */
  readonly key: string
}

/** Path of a sponsor's page: for ever. */
export function sponsorPage(id: SponsorId): string {
  return `/sponsors/${id}`
}
