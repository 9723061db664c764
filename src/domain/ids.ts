/** A source's short name, as in URLs: `snap`, `meta`. */
export type SourceId = string & { readonly brand: 'SourceId' }

/** The identity of a disclosure for ever: source and the source's own ad id, `snap/0001136c…`. */
export type DisclosureId = string & { readonly brand: 'DisclosureId' }

/** SHA-256 as 64 lower-case hexadecimal digits. */
export type Sha256 = string & { readonly brand: 'Sha256' }

export function sourceId(text: string): SourceId {
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(text)) throw new RangeError(`“${text}” is not the name of a source`)
  return text as SourceId
}

/** The setting that holds the operator’s own address of a source: `COLLECT_SNAP_EU_URL`. */
export function addressSetting(source: string): string {
  return `COLLECT_${source.toUpperCase().replaceAll('-', '_')}_URL`
}

/** Ad ids are opaque text; what cannot stand in a URL or a file is refused. */
export function disclosureId(source: SourceId, adId: string): DisclosureId {
  if (!/^[A-Za-z0-9_.:-]{1,128}$/.test(adId)) throw new RangeError(`“${adId.slice(0, 80)}” is not an ad id`)
  return `${source}/${adId}` as DisclosureId
}

export function sha256(text: string): Sha256 {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new RangeError('not a SHA-256')
  return text as Sha256
}

/** A sponsor for ever: `sp-` and sixteen random letters and digits, which say nothing. Never given twice. */
export type SponsorId = string & { readonly brand: 'SponsorId' }

/** How such an id is written, for patterns that hold one. */
export const SPONSOR_ID = 'sp-[a-z0-9]{16}'

const WHOLE_SPONSOR_ID = new RegExp(`^${SPONSOR_ID}$`)

export function isSponsorId(text: string): text is SponsorId {
  return WHOLE_SPONSOR_ID.test(text)
}

/** @throws {RangeError} */
export function sponsorId(text: string): SponsorId {
  if (!isSponsorId(text)) throw new RangeError(`“${text.slice(0, 80)}” is not the id of a sponsor`)
  return text
}

/** A company whose sources name advertisers by the same ids: `meta`, `google`. */
export type PlatformId = string & { readonly brand: 'PlatformId' }

export function platformId(text: string): PlatformId {
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(text)) throw new RangeError(`“${text}” is not the name of a platform`)
  return text as PlatformId
}

/**
 * The account in whose name ads run, for ever: the platform, and its id of the account; where a platform gives none,
 * `n-` and the beginning of the SHA-256 of the name.
 */
export interface AdvertiserRef {
  readonly platform: PlatformId
  readonly key: string
}

/** Path of its page, as columns name it. */
export function advertiserPage({ platform, key }: Readonly<Record<keyof AdvertiserRef, string>>): string {
  return `/advertisers/${platform}/${key}`
}
