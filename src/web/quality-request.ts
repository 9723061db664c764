import { z } from 'zod'
import { calendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import { sourceId } from '../domain/ids.ts'
import type { QualityQuery } from '../ports/quality.ts'
import { parseRequest, type RawQuery, refuseBackwards, understood } from './parse-request.ts'
import { queryUrl } from './query-url.ts'

/** In the place of a country: records that name none we know. */
export const NO_COUNTRY = 'none'

/** Every parameter of `/quality`, in the order in which our own links write them. */
export const qualityParamsSchema = z.strictObject({
  source: understood(31, sourceId).exactOptional(),
  country: z
    .string()
    .regex(/^(?:[A-Z]{2}|none)$/, `write a country as ISO 3166-1 has it, such as US, or ${NO_COUNTRY}.`)
    .exactOptional(),
  from: understood(20, calendarDate).exactOptional(),
  to: understood(20, calendarDate).exactOptional(),
  before: understood(20, calendarDate).exactOptional(),
  table: z.enum(['totals'], 'choose totals, or leave it out for the days.').exactOptional(),
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
})

export type QualityParams = z.output<typeof qualityParamsSchema>

export interface QualityRequest {
  readonly params: QualityParams
  readonly query: QualityQuery
}

/** @throws {Problem} `request.invalid` */
export function qualityRequest(rawQuery: RawQuery, sources: readonly string[]): QualityRequest {
  const params = parseRequest(qualityParamsSchema, rawQuery)
  const { source = null, country, from = null, to = null, before, table, format } = params
  if (source !== null && !sources.includes(source)) {
    throw invalid(`There is no source “${source}” here. Choose one of: ${sources.join(', ')}.`)
  }
  refuseBackwards({ from, to })
  if (table !== undefined && format === undefined) throw invalid('A table is a file: add format=csv or format=json.')
  if (format !== undefined && before !== undefined) throw invalid('A file holds all days: leave out “before”.')
  return {
    params,
    query: { source, country: country === undefined ? null : country === NO_COUNTRY ? '' : country, from, to },
  }
}

type QualityChanges = { readonly [Name in keyof QualityParams]?: string | null | undefined }

const NAMES = qualityParamsSchema.keyof().options

/** The URL of the page about completeness, its parameters always in the same order. */
export function qualityUrl(params: QualityChanges): string {
  return queryUrl('/quality', NAMES, params)
}

/** The same with something changed, from its first page. */
export function changedQualityUrl(params: QualityParams, changes: QualityChanges): string {
  const { before, table, format, ...kept } = params
  return qualityUrl({ ...kept, ...changes })
}

function invalid(sentence: string): Problem {
  return new Problem('request.invalid', sentence)
}
