import type { SwitchName } from '../switches.ts'
import type { LinkedInAd } from './linkedin-ads.ts'

type Has = (name: SwitchName) => boolean

const TYPES = { video: 'SPONSORED_VIDEO', image: 'SPONSORED_STATUS_UPDATE', text: 'TEXT_AD' } as const
const DAY_MS = 86_400_000

/** An element of an answer, through the last day that is told. */
export function element(told: LinkedInAd, through: number, has: Has) {
  const { ad, id, company, url, payer, isInEurope } = told
  const isVariant = has('linkedin.key-variants')
  const statistics = isInEurope ? statisticsOf(told, through, has) : {}
  return {
    adUrl: `https://www.linkedin.com/ad-library/detail/${id}`,
    isRestricted: false,
    details: {
      [isVariant ? 'adType' : 'type']: TYPES[ad.kind],
      advertiser: { advertiserName: company, advertiserUrl: url, ...(payer === null ? {} : { adPayer: payer }) },
      ...statistics,
      adTargeting: isInEurope ? targeting(ad.sponsor.aims, isVariant) : [],
    },
  }
}

function statisticsOf({ ad }: LinkedInAd, through: number, has: Has) {
  const first = ad.firstDay * DAY_MS
  const latest = Math.min(ad.lastDay, through) * DAY_MS
  const { from, to } = tierOf(ad.shown)
  const shares = {
    impressionsDistributionByCountry: [
      {
        country: `urn:li:country:${ad.sponsor.aims}`,
        impressionPercentage: has('linkedin.shares-below-100') ? 31.54 : 91.54,
      },
      { country: 'urn:li:country:FR', impressionPercentage: 8.46 },
    ],
  }
  if (has('linkedin.key-variants')) {
    const bounds = { impressionsFrom: from, ...(to === null ? {} : { impressionsTo: to }) }
    return { statistics: { firstImpressionDate: first, latestImpressionDate: latest, ...bounds, ...shares } }
  }
  const totalImpressions = { from, ...(to === null ? {} : { to }) }
  return { adStatistics: { firstImpressionAt: first, latestImpressionAt: latest, totalImpressions, ...shares } }
}

function targeting(country: string, isVariant: boolean) {
  const facets = [
    { name: 'Location', isIn: true, included: [country === 'NO' ? 'Norway' : 'Germany'], isOut: false },
    { name: 'Job Titles', isIn: true, included: [], isOut: true },
  ]
  return facets.map(({ name, isIn, included, isOut }) =>
    isVariant
      ? { facetName: name, isInclusive: isIn, isExclusive: isOut, inclusiveSegments: included, exclusiveSegments: [] }
      : { facetName: name, isIncluded: isIn, isExcluded: isOut, includedSegments: included, excludedSegments: [] },
  )
}

const TIERS = [0, 1_000, 5_000, 10_000, 50_000, 100_000, 200_000, 300_000, 400_000, 500_000, 750_000, 1_000_000]

/** The highest has no end. */
function tierOf(shown: number): { readonly from: number; readonly to: number | null } {
  const place = TIERS.findLastIndex((tier) => tier <= shown)
  return { from: TIERS[place] ?? 0, to: TIERS[place + 1] ?? null }
}
