export interface Limits {
  readonly connectMs: number
  /** From the request to the first line of the answer. */
  readonly headersMs: number
  /** Between two pieces of a body. */
  readonly bodyIdleMs: number
  /** For as many bytes as a block has: a server that trickles would hold a run for ever. */
  readonly blockMs: number
  /** For each block, and for each beginning. */
  readonly tries: number
  /** All waits of one file together. */
  readonly longestWaitMs: number
  /** Of one file. */
  readonly mostBytes: number
}

export const DEFAULT_LIMITS: Limits = {
  connectMs: 10_000,
  headersMs: 30_000,
  bodyIdleMs: 30_000,
  blockMs: 600_000,
  tries: 5,
  longestWaitMs: 3_600_000,
  mostBytes: 20 * 1024 ** 3,
}
