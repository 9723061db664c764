import { z } from 'zod'
import { calendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import { platformId, type SponsorId, sponsorId } from '../domain/ids.ts'
import { currency } from '../domain/money.ts'
import type { SpendingQuery } from '../domain/spending.ts'
import type { WhoseMoney } from '../ports/spending-why.ts'
import { accountOf } from './advertiser-url.ts'
import { asOfParam } from './as-of.ts'
import { parseRequest, type RawQuery, refuseBackwards, understood } from './parse-request.ts'
import { placeOf } from './place-of.ts'

/** Every parameter of `/spending/why`, in the order in which our own links write them. */
export const whyParamsSchema = z.strictObject({
  sponsor: understood(40, sponsorId).exactOptional(),
  account: understood(200, accountOf).exactOptional(),
  place: understood(60, placeOf).exactOptional(),
  from: understood(20, calendarDate).exactOptional(),
  to: understood(20, calendarDate).exactOptional(),
  platform: understood(31, platformId).exactOptional(),
  by: z.enum(['sponsor', 'advertiser'], 'choose sponsor or advertiser.').exactOptional(),
  currency: understood(8, currency).exactOptional(),
  in: understood(8, currency).exactOptional(),
  as_of: asOfParam.exactOptional(),
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
})

export type WhyParams = z.output<typeof whyParamsSchema>

export interface WhyRequest {
  readonly params: WhyParams
  readonly whose: WhoseMoney
  readonly query: Omit<SpendingQuery, 'by'>
  /** Whether all currencies are asked about, in the query's. */
  readonly isOne: boolean
}

/** @throws {Problem} `request.invalid` */
export function whyRequest(rawQuery: RawQuery): WhyRequest {
  const params = parseRequest(whyParamsSchema, rawQuery)
  const { sponsor, account, place = null, from = null, to = null, platform = null, by } = params
  if ((sponsor === undefined) === (account === undefined)) {
    throw invalid('Say whose figure it is: a “sponsor”, or an “account”.')
  }
  const code = params.in ?? params.currency
  if (code === undefined) throw invalid('Say in which “currency” the figure is.')
  refuseBackwards({ from, to })
  return {
    params,
    whose: account === undefined ? ofSponsor(sponsor) : { kind: 'account', ref: account, isRest: by === 'sponsor' },
    query: { place, from, to, platform, currency: code },
    isOne: params.in !== undefined,
  }
}

function ofSponsor(id: SponsorId | undefined): WhoseMoney {
  if (id === undefined) throw new RangeError('neither a sponsor nor an account')
  return { kind: 'sponsor', id }
}

function invalid(sentence: string): Problem {
  return new Problem('request.invalid', sentence)
}
