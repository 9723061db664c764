import { type SponsorId, sponsorId } from '../domain/ids.ts'
import { sponsorPage } from '../domain/sponsor.ts'
import { queryUrl } from './query-url.ts'

/** What may be asked of the page of a sponsor, in the order in which our own links write it. */
const ASKED = ['currency', 'in', 'table', 'as_of', 'format'] as const
const ASKED_OF_ADS = ['listed', 'as_of', 'after', 'size', 'format'] as const
const ASKED_OF_LIST = ['q', 'after', 'size', 'format'] as const

type Asked<Name extends string> = { readonly [Each in Name]?: string | number | null | undefined }

export function sponsorUrl(id: SponsorId, asked: Asked<(typeof ASKED)[number]> = {}): string {
  return queryUrl(sponsorPage(id), ASKED, asked)
}

export function sponsorAdsUrl(id: SponsorId, asked: Asked<(typeof ASKED_OF_ADS)[number]> = {}): string {
  return queryUrl(`${sponsorPage(id)}/ads`, ASKED_OF_ADS, asked)
}

export function sponsorsUrl(asked: Asked<(typeof ASKED_OF_LIST)[number]> = {}): string {
  return queryUrl('/sponsors', ASKED_OF_LIST, { ...asked, q: asked.q === '' ? null : asked.q })
}

/** Null for what can be no sponsor's id. */
export function sponsorIdOf(text: string): SponsorId | null {
  try {
    return sponsorId(text)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The page of a registry's record. */
export function registryRecordUrl(scheme: string, value: string): string {
  return `/registries/${encodeURIComponent(scheme)}/${encodeURIComponent(value)}`
}
