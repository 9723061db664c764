import { type DisclosureFields, NOT_DISCLOSED, type Told, WITHHELD } from '../../domain/disclosure.ts'
import type { LinkedInDetails } from './schema.ts'

/**
 * LI-2: who advertised is told by the address of the company, never by a name, which searches match loosely. A profile
 * (`/in/…`) is a natural person: neither its name nor its address nor who paid is taken over.
 */
export function advertiserFields({ advertiser }: LinkedInDetails): DisclosureFields {
  const url = advertiser?.advertiserUrl ?? ''
  if (isPerson(url)) return { advertiserName: WITHHELD, advertiserId: WITHHELD, disclaimer: WITHHELD }
  return {
    advertiserName: toldText(advertiser?.advertiserName),
    advertiserId: companyOf(url) ?? NOT_DISCLOSED,
    disclaimer: toldText(advertiser?.adPayer),
  }
}

/** Whether a raw record is about one. An address that is none of a company's is taken for a person's. */
export function isOfPerson(record: Readonly<Record<string, unknown>>): boolean {
  const { details } = record as { readonly details?: LinkedInDetails | null }
  return companyOf(details?.advertiser?.advertiserUrl ?? '') === null
}

function isPerson(url: string): boolean {
  return /\/in\//i.test(url)
}

/** `https://www.linkedin.com/company/1035/` is 1035; a showcase or a school is a page of the same kind. */
function companyOf(url: string): string | null {
  const [, name] = /\/(?:company|showcase|school|organization)\/([^/?#]+)/i.exec(url) ?? []
  return name ?? null
}

function toldText(text: string | null | undefined): Told<string> {
  return text === null || text === undefined || text.trim() === '' ? NOT_DISCLOSED : text
}
