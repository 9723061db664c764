import { z } from 'zod'
import { calendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import { platformId, sponsorId } from '../domain/ids.ts'
import { currency } from '../domain/money.ts'
import { accountOf } from './advertiser-url.ts'
import { asOfParam } from './as-of.ts'
import { parseRequest, type RawQuery, understood } from './parse-request.ts'
import { placeOf } from './place-of.ts'

/** Every parameter of `/spending/why`, in the order in which our own links write them. */
export const whyParamsSchema = z.strictObject({
  sponsor: understood(40, sponsorId).exactOptional(),
  account: understood(200, accountOf).exactOptional(),
  place: understood(60, placeOf).exactOptional(),
  from: understood(20, calendarDate).exactOptional(),
  to: understood(20, calendarDate).exactOptional(),
  platform: understood(31, platformId).exactOptional(),
  currency: understood(8, currency).exactOptional(),
  as_of: asOfParam.exactOptional(),
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
})

export type WhyParams = z.output<typeof whyParamsSchema>

/** @throws {Problem} `request.invalid` */
export function whyRequest(rawQuery: RawQuery): WhyParams {
  const params = parseRequest(whyParamsSchema, rawQuery)
  const { sponsor, account, from, to } = params
  if ((sponsor === undefined) === (account === undefined)) {
    throw new Problem('request.invalid', 'Say whose figure it is: a “sponsor”, or an “account”.')
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw new Problem('request.invalid', 'The period ends before it begins: “from” is later than “to”.')
  }
  return params
}
