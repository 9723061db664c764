import { z } from 'zod'
import { calendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import { platformId } from '../domain/ids.ts'
import { currency } from '../domain/money.ts'
import type { SpendingQuery } from '../domain/spending.ts'
import { asOfParam } from './as-of.ts'
import { citeParam, refuseBoth } from './citation-file.ts'
import { parseRequest, plainText, type RawQuery, refuseBackwards, understood } from './parse-request.ts'
import { placeOf } from './place-of.ts'
import { type RankedPosition, rankedPositionOf } from './spending-cursor.ts'

/** Every parameter of `/spending`, in the order in which our own links write them. */
export const spendingParamsSchema = z.strictObject({
  place: understood(60, placeOf).exactOptional(),
  from: understood(20, calendarDate).exactOptional(),
  to: understood(20, calendarDate).exactOptional(),
  platform: understood(31, platformId).exactOptional(),
  by: z.enum(['sponsor', 'advertiser'], 'choose sponsor or advertiser.').exactOptional(),
  currency: understood(8, currency).exactOptional(),
  in: understood(8, currency).exactOptional(),
  as_of: asOfParam.exactOptional(),
  after: plainText(600).exactOptional(),
  table: z.enum(['regions'], 'choose regions, or leave it out for the advertisers.').exactOptional(),
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
  cite: citeParam.exactOptional(),
})

export type SpendingParams = z.output<typeof spendingParamsSchema>

export interface SpendingRequest {
  readonly params: SpendingParams
  /**
   * What is asked, but for the currency: without one, the place’s commonest is taken; and for whom the ranking lists: without
   * a word, sponsors where there are any.
   */
  readonly query: Omit<SpendingQuery, 'currency' | 'by'>
  readonly after: RankedPosition | null
}

/** @throws {Problem} `request.invalid` */
export function spendingRequest(rawQuery: RawQuery, platforms: readonly string[]): SpendingRequest {
  const params = parseRequest(spendingParamsSchema, rawQuery)
  const { place = null, from = null, to = null, platform = null, after, format, table } = params
  if (platform !== null && !platforms.includes(platform)) {
    throw invalid(`There is no platform “${platform}” here. Choose one of: ${platforms.join(', ')}.`)
  }
  refuseBackwards({ from, to })
  refuseBoth(params.cite, format)
  if (format !== undefined && after !== undefined) throw invalid('A file holds all rows: leave out “after”.')
  if (table !== undefined && (format !== 'csv' || place === null || place.includes('-'))) {
    throw invalid('The table of regions is a CSV of a country: give “place” a country, and “format” csv.')
  }
  if (table !== undefined && params.in !== undefined)
    throw invalid('Regions are told in each currency alone: leave out “in”.')
  if (after !== undefined && params.currency === undefined && params.in === undefined) {
    throw invalid('A later page needs its “currency”: follow the links of the pages.')
  }
  return {
    params,
    query: { place, from, to, platform },
    after: after === undefined ? null : rankedPositionOf(after),
  }
}

function invalid(sentence: string): Problem {
  return new Problem('request.invalid', sentence)
}
