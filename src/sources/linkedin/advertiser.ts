import { type Absent, type DisclosureFields, NOT_DISCLOSED, WITHHELD } from '../../domain/disclosure.ts'
import { toldText } from '../shared/told-text.ts'
import type { LinkedInDetails } from './schema.ts'

/**
 * LI-2: who advertised is told by the address of the company, never by a name, which searches match loosely. Whoever has no
 * such address may be a natural person (`/in/…`, `/pub/…`): neither name nor address nor who paid is taken over.
 */
export function advertiserFields({ advertiser }: LinkedInDetails): DisclosureFields {
  if (advertiser == null) return of(NOT_DISCLOSED)
  const company = companyOf(advertiser.advertiserUrl ?? '')
  if (company === null) return of(WITHHELD)
  return {
    advertiserName: toldText(advertiser.advertiserName),
    advertiserId: company,
    disclaimer: toldText(advertiser.adPayer),
  }
}

function of(nothing: Absent): DisclosureFields {
  return { advertiserName: nothing, advertiserId: nothing, disclaimer: nothing }
}

/** Whether a raw record may be about one, by the same rule. */
export function isOfPerson(record: Readonly<Record<string, unknown>>): boolean {
  const { details } = record as { readonly details?: LinkedInDetails | null }
  return companyOf(details?.advertiser?.advertiserUrl ?? '') === null
}

/** `https://www.linkedin.com/company/1035/` is 1035; a showcase or a school is a page of the same kind. */
function companyOf(url: string): string | null {
  const [, name] = /\/(?:company|showcase|school|organization)\/([^/?#]+)/i.exec(url) ?? []
  return name ?? null
}
