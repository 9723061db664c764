import { proveAway } from './support/engine-away.mjs'

/** E-10: the same with an Elasticsearch that answers after five seconds, and forty searches at once of which each waits for it. */
export const proof = {
  unit: 'seconds of the fault',
  target: {
    notOk: 0,
    byNobody: 0,
    firstMs: '≤ 2500',
    laterP99Ms: '≤ 1500',
    mostAtOnce: 16,
    refusedWithoutRetryAfter: 0,
  },
  fast: 3,
  full: 60,
  run: ({ n }) =>
    proveAway(n, { slow: (proxy) => proxy.fail({ request: () => ({ delayMs: 5_000 }) }) }, { isCrowded: true }),
}
