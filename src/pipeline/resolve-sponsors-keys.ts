import { accountKeys } from '../sponsors/matching/account-key.ts'
import { keysOf, LARGEST_BLOCK, pairKeysOf } from '../sponsors/matching/block-keys.ts'
import { profile, readingOnce } from '../sponsors/matching/profile.ts'
import type { Mention } from '../sponsors/mention.ts'
import type { IdChange } from '../sponsors/resolution.ts'

export type MentionKeys = readonly [mentionId: string, keys: readonly string[]]

/** By which keys mentions meet; pairs of words only where a word alone is too common. One after another: there are millions. */
export function keysOfAll(mentions: readonly Mention[], idChanges: readonly IdChange[]): Iterable<MentionKeys> {
  return {
    *[Symbol.iterator]() {
      const sizes = new Map<string, number>()
      for (const keys of wordKeys(mentions, idChanges))
        for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1)
      yield* keysOfSome(mentions, idChanges, (word) => (sizes.get(`t:${word}`) ?? 0) > LARGEST_BLOCK)
    },
  }
}

/** @param isCommon whether more mentions hold a word than a block may hold */
export function* keysOfSome(
  mentions: readonly Mention[],
  idChanges: readonly IdChange[],
  isCommon: (word: string) => boolean,
): Generator<MentionKeys> {
  const accountOf = accountKeys(idChanges)
  for (const mention of mentions) {
    const read = profile(mention, readingOnce(), accountOf)
    yield [mention.id, [...new Set([...keysOf(read), ...pairKeysOf(read, isCommon)])]]
  }
}

function* wordKeys(mentions: readonly Mention[], idChanges: readonly IdChange[]): Generator<readonly string[]> {
  const accountOf = accountKeys(idChanges)
  for (const mention of mentions) {
    yield keysOf(profile(mention, readingOnce(), accountOf)).filter((key) => key.startsWith('t:'))
  }
}
