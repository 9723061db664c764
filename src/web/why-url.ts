import type { AdvertiserRef } from '../domain/ids.ts'
import { accountText } from './advertiser-url.ts'
import { queryUrl } from './query-url.ts'
import { whyParamsSchema } from './why-request.ts'

const NAMES = whyParamsSchema.keyof().options

type WhyAsked = { readonly [Name in Exclude<(typeof NAMES)[number], 'account'>]?: string | null | undefined } & {
  readonly account?: AdvertiserRef | null | undefined
}

/** Where a figure of a sponsor or an account is taken apart into the ads and statements that it is made of. */
export function whyUrl({ account, ...asked }: WhyAsked): string {
  return queryUrl('/spending/why', NAMES, { ...asked, account: account == null ? null : accountText(account) })
}
