import type { Edge } from '../../../sponsors/resolution.ts'

/** The smaller id first, but where the first one pays for the other. */
export function inOrder<Pair extends Pick<Edge, 'a' | 'b' | 'relation'>>(pair: Pair): Pair {
  return pair.relation !== 'pays_for' && BigInt(pair.a) > BigInt(pair.b) ? { ...pair, a: pair.b, b: pair.a } : pair
}
