import type { ClientRateLimitInfo, Options, Store } from 'express-rate-limit'

/** So many networks are counted at once; beyond, those whose windows began first are forgotten, some seconds early. */
const MOST_NETWORKS = 200_000

interface Count {
  hits: number
  readonly endsAt: number
}

/**
 * Requests per network within its window, in bounded memory (about 40 MiB when full) and without a timer: windows are
 * all of one length, so the order in which they began is the order in which they end.
 */
export class NetworkCounts implements Store {
  readonly localKeys = true
  readonly #counts = new Map<string, Count>()
  readonly #now: () => number
  #windowMs = 60_000

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  init({ windowMs }: Options): void {
    this.#windowMs = windowMs
  }

  increment(key: string): ClientRateLimitInfo {
    const now = this.#now()
    const found = this.#counts.get(key)
    if (found !== undefined && found.endsAt > now) {
      found.hits += 1
      return infoOf(found)
    }
    this.#counts.delete(key) // else it would keep its old place in the order
    this.#forget(now)
    const begun = { hits: 1, endsAt: now + this.#windowMs }
    this.#counts.set(key, begun)
    return infoOf(begun)
  }

  decrement(key: string): void {
    const found = this.#counts.get(key)
    if (found !== undefined && found.hits > 0) found.hits -= 1
  }

  resetKey(key: string): void {
    this.#counts.delete(key)
  }

  /** How many networks are held. */
  get size(): number {
    return this.#counts.size
  }

  /** Windows that are over, and the oldest where there are too many. */
  #forget(now: number): void {
    for (const [key, { endsAt }] of this.#counts) {
      if (endsAt > now && this.#counts.size < MOST_NETWORKS) return
      this.#counts.delete(key)
    }
  }
}

function infoOf({ hits, endsAt }: Count): ClientRateLimitInfo {
  return { totalHits: hits, resetTime: new Date(endsAt) }
}
