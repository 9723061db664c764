import type { Mention } from '../mention.ts'
import type { JudgedPairs } from './judged-pairs.ts'
import type { Profile } from './profile.ts'
import type { ScoredPair } from './scored-pair.ts'

/** What a run came to, by index: nodes are profiles, each of one or several mentions that say the same. */
export interface Grouped {
  readonly mentions: readonly Mention[]
  /** The node of each mention. */
  readonly nodeOf: ReadonlyMap<string, number>
  readonly profiles: readonly Profile[]
  /** The group of each node. */
  readonly roots: Int32Array
  readonly scored: readonly ScoredPair[]
  readonly ambiguous: ReadonlySet<ScoredPair>
  readonly judged: JudgedPairs
}
