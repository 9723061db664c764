/**
 * Numbers from 0 up to, not including, 1 that a seed fixes, one after another, for what is made up and for resampling.
 * Mulberry32, by Tommy Ettinger, public domain: 32 bits of the seed count.
 */
export function sharesOfSeed(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
