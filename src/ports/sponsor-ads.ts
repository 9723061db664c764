import type { CalendarDate } from '../domain/calendar.ts'
import type { HeldDisclosure } from '../domain/held-disclosure.ts'
import type { DisclosureId, PlatformId, SponsorId } from '../domain/ids.ts'
import type { Page } from './sponsors.ts'

/** One text that several ads of a sponsor say, or nearly so. */
export interface SharedCreative {
  /** As the newest of them writes it, letter by letter, cut after 2,000 characters. */
  readonly text: string
  /** True where all of them say the same but for case, marks and blanks. */
  readonly isSame: boolean
  /** How many ways of writing it there are, blind to case, marks and blanks. */
  readonly wordings: number
  readonly ads: number
  readonly platforms: readonly PlatformId[]
  readonly firstDay: CalendarDate | null
  readonly lastDay: CalendarDate | null
  /** The newest ad of each wording, the most used wordings first; at most 8. */
  readonly examples: readonly DisclosureId[]
}

export interface SharedCreatives {
  /** The most ads first; at most 20. */
  readonly rows: readonly SharedCreative[]
  /** How many there are among the wordings that were compared. */
  readonly total: number
  /** True where there are more wordings than the 500 most used, which alone are compared. */
  readonly isCut: boolean
}

export interface SponsorAdsAsked {
  /** Null: all of them. */
  readonly listing: 'withdrawn' | null
  /** As `next` of the page before; later pages show the revision of the first. */
  readonly after: string | null
  readonly size: number
}

export interface SponsorAdsPage extends Page<HeldDisclosure> {
  readonly revision: number
  readonly total: number
}

/** Whose an ad is, and why it is thought so. */
export interface AdSponsor {
  readonly id: SponsorId
  readonly name: string
  /** Codes joined by `;`, the strongest first. */
  readonly reason: string
  readonly method: 'auto' | 'review'
}

/** The ads of all mentions of a sponsor. Every call may throw Problem `request.too_slow`. */
export interface SponsorAds {
  /** By first day, the newest first; of a sponsor that is none: no rows. @throws {Problem} `request.invalid` */
  readonly ads: (id: SponsorId, asked: SponsorAdsAsked) => Promise<SponsorAdsPage>
  /** Of ads that nothing attributes yet: none. */
  readonly ofAds: (ids: readonly DisclosureId[]) => Promise<ReadonlyMap<DisclosureId, AdSponsor>>
  readonly sharedCreatives: (id: SponsorId) => Promise<SharedCreatives>
  /** At a moment of the archive's history. */
  readonly asOf: (revision: number) => SponsorAds
}
