import { isStrongKey, keysOf, LARGEST_BLOCK, MOST_CANDIDATES, pairKeysOf } from './block-keys.ts'
import { Blocks } from './blocks.ts'
import type { Profile } from './profile.ts'

/** Two indexes of profiles, the smaller first. */
export type CandidatePair = readonly [a: number, b: number]

/**
 * Pairs worth comparing: of each profile at most a hundred, from the smallest of its blocks up. Profiles come in the order
 * of their content. Where a whole name, an account or an id is shared by more than a block may hold, neighbours in that
 * order stand for all.
 */
export function* candidatePairs(profiles: readonly Profile[]): Generator<CandidatePair> {
  const lists = candidateLists(profiles)
  for (const [at, list] of lists.entries()) {
    for (const other of list) {
      if (at < other) yield [at, other]
      else if (!(lists[other] ?? NOBODY).includes(at)) yield [other, at]
    }
  }
}

/** By itself, so that blocks, which are large, are gone before pairs are compared. */
function candidateLists(profiles: readonly Profile[]): readonly Int32Array[] {
  const blocks = new Blocks()
  for (const [at, profile] of profiles.entries()) blocks.add(at, keysOf(profile))
  const isCommon = (word: string) => blocks.sizeOf(`t:${word}`) > LARGEST_BLOCK
  for (const [at, profile] of profiles.entries()) blocks.add(at, pairKeysOf(profile, isCommon))
  return profiles.map((_, at) => candidatesOf(blocks, at))
}

const NOBODY = new Int32Array(0)

function candidatesOf(blocks: Blocks, at: number): Int32Array {
  const found = new Set<number>()
  for (const { key, members } of blocks.of(at)) {
    if (members.length <= LARGEST_BLOCK) addUpTo(found, members, at)
    else if (isStrongKey(key)) addUpTo(found, neighbours(members, at), at)
    if (found.size >= MOST_CANDIDATES) break
  }
  return Int32Array.from(found)
}

function addUpTo(found: Set<number>, members: readonly number[], at: number): void {
  for (const other of members) {
    if (found.size >= MOST_CANDIDATES) return
    if (other !== at) found.add(other)
  }
}

/** Those next to it, and the first of all, so that a large block hangs together. */
function neighbours(members: readonly number[], at: number): readonly number[] {
  let [low, high] = [0, members.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((members[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return [...members.slice(0, 1), ...members.slice(Math.max(0, low - NEAR), low + NEAR + 1)]
}

const NEAR = 10
