import { type AdvertiserRef, platformId } from '../domain/ids.ts'

/** What may be asked of the page of an advertiser, in the order in which our own links write it. */
export interface AdvertiserAsked {
  readonly currency?: string
  readonly as_of?: string
  readonly format?: string
}

/** The page of an advertiser; or, as `under` it, of one of its records. */
export function advertiserUrl({ platform, key }: AdvertiserRef, asked: AdvertiserAsked = {}, under = ''): string {
  const { currency, as_of, format } = asked
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ currency, as_of, format })) {
    if (value !== undefined) query.set(name, value)
  }
  return `/advertisers/${platform}/${encodeURIComponent(key)}${under}${query.size === 0 ? '' : `?${query}`}`
}

/** An advertiser as the parameter `account` names it: `google/AR123`. */
export function accountText({ platform, key }: AdvertiserRef): string {
  return `${platform}/${key}`
}

/** The other way round. @throws {RangeError} */
export function accountOf(text: string): AdvertiserRef {
  const at = text.indexOf('/')
  if (at < 0 || at === text.length - 1) {
    throw new RangeError('write an account as its platform and its id there, such as google/AR123')
  }
  return { platform: platformId(text.slice(0, at)), key: text.slice(at + 1) }
}
