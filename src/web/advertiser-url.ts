import { type AdvertiserRef, platformId } from '../domain/ids.ts'

/** The page of an advertiser. */
export function advertiserUrl({ platform, key }: AdvertiserRef): string {
  return `/advertisers/${platform}/${encodeURIComponent(key)}`
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
