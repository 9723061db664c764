import type { Instant } from '../domain/calendar.ts'
import { toldValue } from '../domain/disclosure.ts'
import type { HeldDisclosure } from '../domain/held-disclosure.ts'
import type { Manifest } from '../ports/source.ts'
import { isTombstone } from './honoured-removal.ts'
import { safeUrl } from './safe-url.ts'

/** The platform's own page of an ad, and whether it is still to be found there. */
export interface PlatformPage {
  /** Null: there is none that can be named. */
  readonly url: string | null
  /** `missing`: the newest complete file lacks the ad; `withdrawn`: two do; `removed`: the platform itself says so. */
  readonly state: 'listed' | 'missing' | 'withdrawn' | 'removed'
  /** Which file was the first that did not list it any more; null: none, or nothing can be said. */
  readonly since: Instant | null
}

export function platformPageOf(held: HeldDisclosure, manifest: Manifest | undefined): PlatformPage {
  const url = manifest?.adUrl(held.adId, toldValue(held.fields.advertiserId)) ?? null
  const { missingSince, withdrawnAt } = held.listing
  const since = missingSince ?? withdrawnAt
  const state = isTombstone(held)
    ? 'removed'
    : withdrawnAt !== null
      ? 'withdrawn'
      : since !== null
        ? 'missing'
        : 'listed'
  return { url: url === null ? null : safeUrl(url), state, since }
}

/** Why images and video lie elsewhere. */
export function mediaSentence(manifest: Manifest | undefined): string {
  return manifest?.media ?? NO_MEDIA
}

const NO_MEDIA =
  'Images and video are never copied: their rights lie with whoever made them, and the platform serves them itself.'
