/** A claim that a mention is a record of a registry, or that it is none. */
export interface Link {
  readonly mentionId: string
  /** Of the registry: `us-fec`. */
  readonly scheme: string
  /** The record that was linked or is proposed; null: none. */
  readonly registryId: string | null
  /** Only `auto` is a link; `review`: somebody should look; `nil`: none. */
  readonly decision: 'auto' | 'review' | 'nil'
  /** Null where there is no record. */
  readonly relation: 'same_as' | 'affiliated_with' | null
  /** 0–1: how probable it is that this is right; of `nil`, that there is none. */
  readonly confidence: number
  /** Codes joined by `;`, the strongest first. Never empty. */
  readonly reason: string
  /** Up to five, the best first. */
  readonly candidates: readonly LinkCandidate[]
}

export interface LinkCandidate {
  readonly id: string
  /** 0–1 */
  readonly score: number
}
