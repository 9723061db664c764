import type { AboutView } from './about-view.ts'
import type { AdView } from './ad-view.ts'
import type { AdvertiserView } from './advertiser-view.ts'
import type { ApiView } from './api-view.ts'
import type { BulkView } from './bulk-view.ts'
import type { DeclaredView } from './declared-view.ts'
import type { HomeView } from './home-view.ts'
import type { ProblemView } from './problem-view.ts'
import type { QualityView } from './quality-view.ts'
import type { RecordView } from './record-view.ts'
import type { RegistriesView } from './registries-view.ts'
import type { RegistryRecordView } from './registry-record-view.ts'
import type { ReviewPairView } from './review-pair-view.ts'
import type { JudgementsView, ReviewView } from './review-view.ts'
import type { RunsView } from './runs-view.ts'
import type { SearchView } from './search-view.ts'
import type { SourcesView } from './sources-view.ts'
import type { SpendingView } from './spending-view.ts'
import type { SponsorAdsView } from './sponsor-ads-view.ts'
import type { SponsorListView } from './sponsor-list-view.ts'
import type { SponsorView } from './sponsor-view.ts'
import type { WhyConvertedView } from './why-converted-view.ts'
import type { WhyView } from './why-view.ts'

/** Every page, and what its template may read. */
export interface PageViews {
  readonly home: HomeView
  readonly search: SearchView
  readonly spending: SpendingView
  readonly why: WhyView
  readonly 'why-converted': WhyConvertedView
  readonly declared: DeclaredView
  readonly advertiser: AdvertiserView
  readonly sponsors: SponsorListView
  readonly sponsor: SponsorView
  readonly 'sponsor-ads': SponsorAdsView
  readonly review: ReviewView
  readonly 'review-pair': ReviewPairView
  readonly 'review-judgements': JudgementsView
  readonly registries: RegistriesView
  readonly 'registry-record': RegistryRecordView
  readonly sources: SourcesView
  readonly runs: RunsView
  readonly quality: QualityView
  readonly bulk: BulkView
  readonly ad: AdView
  readonly record: RecordView
  readonly about: AboutView
  readonly api: ApiView
  readonly problem: ProblemView
}

export type PageName = keyof PageViews

/** The closed list from which the renderer takes names. */
export const PAGE_NAMES: ReadonlySet<PageName> = new Set([
  'home',
  'search',
  'spending',
  'why',
  'why-converted',
  'declared',
  'advertiser',
  'sponsors',
  'sponsor',
  'sponsor-ads',
  'review',
  'review-pair',
  'review-judgements',
  'registries',
  'registry-record',
  'sources',
  'runs',
  'quality',
  'bulk',
  'ad',
  'record',
  'about',
  'api',
  'problem',
])
