import { z } from 'zod'
import { calendarDate } from '../domain/calendar.ts'
import { currency } from '../domain/money.ts'
import type { ReturnDefaults } from './declared-rows.ts'
import { parseRequest, type RawQuery, understood } from './parse-request.ts'
import { placeOf } from './place-of.ts'

/** What stands in the form beside the file, or in the address: what holds for rows that do not say it themselves. */
export const declaredFormSchema = z.strictObject({
  from: understood(20, calendarDate).exactOptional(),
  to: understood(20, calendarDate).exactOptional(),
  currency: understood(8, currency).exactOptional(),
  place: understood(60, placeOf).exactOptional(),
})

const declaredParamsSchema = declaredFormSchema.extend({
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
})

export type DeclaredParams = z.output<typeof declaredParamsSchema>

/** @throws {Problem} `request.invalid` */
export function declaredParams(raw: RawQuery): DeclaredParams {
  return parseRequest(declaredParamsSchema, raw)
}

export function returnDefaults(params: DeclaredParams): ReturnDefaults {
  return {
    from: params.from ?? null,
    to: params.to ?? null,
    currency: params.currency ?? null,
    place: params.place ?? null,
  }
}
