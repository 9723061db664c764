import { toldValue } from '../../domain/disclosure.ts'
import type { Source } from '../../ports/source.ts'
import { advertiserIdMapping, declaredStats } from './advertiser-facts.ts'
import { advertiserStats, advertiserStatsExport } from './advertiser-stats.ts'
import { bundleSeries, refuseBundle } from './bundle.ts'
import { googleCollecting } from './collecting.ts'
import { creativeStats, creativeStatsExport } from './creative-stats.ts'
import { dayInFolder, dayInName } from './file-days.ts'
import { advertiserGeoSpend, geoSpend, geoSpend2018 } from './geo-spend.ts'
import { keywords } from './keywords.ts'
import { googleManifest } from './manifest.ts'
import { transparencyCenter } from './transparency-center.ts'
import { updated } from './updated.ts'
import { weeklySpend } from './weekly-spend.ts'
import { campaignTargeting, creativeIdMapping } from './without-statements.ts'

/** Google's transparency bundle of every vintage, exports of it, and rows of the Ads Transparency Center. */
export const google: Source = {
  manifest: googleManifest,
  formats: [
    creativeStats,
    creativeStatsExport,
    advertiserStats,
    advertiserStatsExport,
    weeklySpend,
    advertiserGeoSpend,
    geoSpend,
    geoSpend2018,
    keywords,
    declaredStats,
    advertiserIdMapping,
    creativeIdMapping,
    campaignTargeting,
    updated,
    transparencyCenter,
  ],
  dateInName: dayInName,
  // The last day with an impression has always come.
  latestDay: ({ fields }) => toldValue(fields.endsOn) ?? toldValue(fields.startsOn),
  dateInFolder: dayInFolder,
  seriesOf: bundleSeries,
  refuseArchive: refuseBundle,
  collecting: googleCollecting,
}
