import type { ClientRateLimitInfo, Options, Store } from 'express-rate-limit'

/** Two generations of so many networks each are held at most; beyond, the older generation is forgotten early. */
const MOST_A_GENERATION = 100_000

interface Count {
  hits: number
  readonly endsAt: number
}

/**
 * Requests per network within its window, in bounded memory (about 45 MiB when full), in constant time and without a
 * timer. A generation lasts for a window at least unless it is full, so that what is thrown away with it is over.
 */
export class NetworkCounts implements Store {
  readonly localKeys = true
  readonly #now: () => number
  #windowMs = 60_000
  #young = new Map<string, Count>()
  #old = new Map<string, Count>()
  #youngSince: number

  constructor(now: () => number = Date.now) {
    this.#now = now
    this.#youngSince = now()
  }

  init({ windowMs }: Options): void {
    this.#windowMs = windowMs
  }

  increment(key: string): ClientRateLimitInfo {
    const now = this.#now()
    const found = this.#find(key)
    if (found !== undefined && found.endsAt > now) {
      found.hits += 1
      return infoOf(found)
    }
    if (this.#young.size >= MOST_A_GENERATION || now - this.#youngSince >= this.#windowMs) {
      this.#old = this.#young
      this.#young = new Map()
      this.#youngSince = now
    }
    const begun = { hits: 1, endsAt: now + this.#windowMs }
    this.#young.set(key, begun)
    return infoOf(begun)
  }

  decrement(key: string): void {
    const found = this.#find(key)
    if (found !== undefined && found.hits > 0) found.hits -= 1
  }

  resetKey(key: string): void {
    this.#young.delete(key)
    this.#old.delete(key)
  }

  /** How many counts are held. */
  get size(): number {
    return this.#young.size + this.#old.size
  }

  #find(key: string): Count | undefined {
    return this.#young.get(key) ?? this.#old.get(key)
  }
}

function infoOf({ hits, endsAt }: Count): ClientRateLimitInfo {
  return { totalHits: hits, resetTime: new Date(endsAt) }
}
