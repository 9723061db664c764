import { type SnapCells, snapAdId } from '../support/snap-csv.ts'

const PLACES = ['united states', 'norway', 'france', ''] as const
const CURRENCIES = ['USD', 'NOK', 'EUR'] as const

/** 120 ads that differ in all that can be filtered and sorted by, with ties and gaps everywhere. */
export const manyAds: readonly SnapCells[] = Array.from({ length: 120 }, (_, n) => ({
  ADID: snapAdId(n),
  CountryCode: PLACES[n % 4] ?? '',
  'Regions (Included)': n % 4 === 0 ? (['Georgia', 'Georgia,Michigan', ''][n % 3] ?? '') : '',
  'Currency Code': CURRENCIES[n % 3] ?? 'USD',
  Spend: String((n * 37) % 500),
  Impressions: String(1 + (n % 7) * 1000),
  StartDate: `2024/${String(1 + (n % 9)).padStart(2, '0')}/10 00:00:00Z`,
  EndDate: n % 5 === 0 ? '' : `2024/${String(2 + (n % 9)).padStart(2, '0')}/10 00:00:00Z`,
  CreativeUrl: n % 6 === 0 ? '' : `https://www.snap.com/political-ads/asset/a?mediaType=${n % 2 ? 'mp4' : 'png'}`,
  PayingAdvertiserName: n % 10 === 0 ? '' : `Payer number ${n % 11}`,
}))
