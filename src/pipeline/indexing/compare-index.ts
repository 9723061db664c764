import type { HeldDocument, IndexedAd, SearchPoint } from '../../ports/search-engine.ts'
import type { IndexingDeps } from './deps.ts'

/** How an index differs from the archive, by the keys of ads. */
export interface Differences {
  /** The archive has the ad, the index has not. */
  readonly missing: string[]
  /** Of another version. */
  readonly stale: string[]
  /** The index has what the archive has not. */
  readonly extra: string[]
  /** Of the right version, and saying something else. */
  readonly altered: string[]
}

export function countOf({ missing, stale, extra, altered }: Differences): number {
  return missing.length + stale.length + extra.length + altered.length
}

interface Range {
  /** Behind this key. */
  readonly from: string
  /** So many ads of the archive; with fewer, whatever the index has behind the last one is looked at too. */
  readonly most: number
  /** Whether what the documents say is compared, or only their versions. */
  readonly withBody: boolean
}

export interface Compared {
  readonly differences: Differences
  readonly ads: number
  /** The last key that was looked at; null: there is nothing behind. */
  readonly next: string | null
}

/** Merges the archive, as of the revision of a point in time, with the documents of that point, both by key. */
export async function compareIndex(
  { outbox, engine }: Pick<IndexingDeps, 'outbox' | 'engine'>,
  point: SearchPoint,
  { from, most, withBody }: Range,
): Promise<Compared> {
  const expected = withBody
    ? (await outbox.adsAfter(from, point.revision, most)).map((ad) => withBodyOf(ad, engine.bodyOf))
    : (await outbox.versionsAfter(from, point.revision, most)).map((ad) => ({ ...ad, body: null }))
  const last = expected.at(-1)
  const to = expected.length < most ? null : (last?.id ?? null)
  const held = engine.documents(point.pit, { from, to, withBody })
  return { differences: await merge(expected, held), ads: expected.length, next: to }
}

interface Expected {
  readonly id: string
  readonly revision: number
  readonly body: string | null
}

function withBodyOf(ad: IndexedAd, bodyOf: (ad: IndexedAd) => string): Expected {
  return { id: ad.id, revision: ad.revision, body: bodyOf(ad) }
}

async function merge(expected: readonly Expected[], held: AsyncIterable<HeldDocument>): Promise<Differences> {
  const found: Differences = { missing: [], stale: [], extra: [], altered: [] }
  let at = 0
  for await (const document of held) {
    const key = BigInt(document.id)
    for (; at < expected.length && BigInt((expected[at] as Expected).id) < key; at++) {
      found.missing.push((expected[at] as Expected).id)
    }
    const own = expected[at]
    if (own?.id !== document.id) {
      found.extra.push(document.id)
      continue
    }
    at++
    if (own.revision !== document.version) found.stale.push(own.id)
    else if (own.body !== document.body) found.altered.push(own.id)
  }
  for (const { id } of expected.slice(at)) found.missing.push(id)
  return found
}
