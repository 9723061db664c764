import { proveAway } from './support/engine-away.mjs'

/**
 * E-9: twenty requests a second of all public pages, five of them searches, while Elasticsearch is away in each of six ways
 * for `n` seconds, and until it is back.
 */
export const proof = {
  unit: 'seconds of each fault',
  target: { notOk: 0, byNobody: 0, firstMs: '≤ 2500', laterP99Ms: '≤ 1500', backSeconds: '≤ 60' },
  fast: 3,
  full: 60,
  run: ({ n }) =>
    proveAway(n, {
      refused: (proxy) => proxy.refuse(),
      hanging: (proxy) => proxy.fail({ request: () => 'hang' }),
      reset: (proxy) => proxy.fail({ request: () => 'reset' }),
      unanswered: (proxy) => proxy.fail({ request: () => 'drop answer' }),
      cut: (proxy) => proxy.fail({ request: () => 'cut' }),
      garbage: (proxy) => proxy.fail({ request: () => 'garbage' }),
    }),
}
