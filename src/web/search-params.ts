import { z } from 'zod'
import { calendarDate } from '../domain/calendar.ts'
import { sourceId } from '../domain/ids.ts'
import { currency } from '../domain/money.ts'
import { countryCode, regionCode } from '../domain/place.ts'
import { RECORDED_FACTS } from '../domain/recorded-abroad.ts'
import { LISTING_FILTERS, SORTS } from '../domain/search.ts'
import { LONGEST_QUERY } from '../domain/search-terms.ts'
import { accountOf, accountText } from './advertiser-url.ts'
import { asOfParam } from './as-of.ts'
import { citeParam } from './citation-file.ts'
import { exactName, plainText, understood } from './parse-request.ts'

export const SIZES = { smallest: 10, usual: 25, largest: 200 } as const

/** Every parameter of `/search` and `/recorded-abroad`, in the order in which our own links write them. */
export const searchParamsSchema = z.strictObject({
  q: plainText(LONGEST_QUERY).exactOptional(),
  platform: understood(31, sourceId).exactOptional(),
  country: understood(8, countryCode).exactOptional(),
  region: understood(12, regionCode).exactOptional(),
  from: understood(20, calendarDate).exactOptional(),
  to: understood(20, calendarDate).exactOptional(),
  creative: z.enum(['text', 'image', 'video'], 'choose text, image or video.').exactOptional(),
  currency: understood(8, currency).exactOptional(),
  spend_min: plainText(24).exactOptional(),
  spend_max: plainText(24).exactOptional(),
  payer: exactName().exactOptional(),
  advertiser: exactName().exactOptional(),
  account: understood(240, (text) => accountText(accountOf(text))).exactOptional(),
  listed: z.enum(LISTING_FILTERS, `choose one of ${LISTING_FILTERS.join(', ')}.`).exactOptional(),
  abroad: z.enum(['any', ...RECORDED_FACTS], `choose one of any, ${RECORDED_FACTS.join(', ')}.`).exactOptional(),
  sort: z.enum(SORTS, `choose one of ${SORTS.join(', ')}.`).exactOptional(),
  as_of: asOfParam.exactOptional(),
  after: plainText(8000).exactOptional(),
  size: understood(8, pageSize).exactOptional(),
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
  cite: citeParam.exactOptional(),
})

export type SearchParams = z.output<typeof searchParamsSchema>

function pageSize(text: string): number {
  const size = /^\d+$/.test(text) ? Number(text) : 0
  if (size >= SIZES.smallest && size <= SIZES.largest) return size
  throw new RangeError(`a page holds ${SIZES.smallest} to ${SIZES.largest} ads`)
}
