import fc from 'fast-check'
import { backoffMs, jitteredUp, retryAfterMs } from '../../src/fetch/retry.ts'

const A_RANDOM = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('a wait is within a fifth of its plain length, and never grows beyond a limit (10,000 cases)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), A_RANDOM, (tries, random) => {
      const plain = Math.min(300_000, 2_000 * 2 ** (tries - 1))
      const ms = backoffMs(tries, random)
      expect(ms >= plain * 0.8 && ms <= plain * 1.2).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})

test('a wait that was asked for is never shortened (10,000 cases)', () => {
  fc.assert(
    fc.property(fc.nat(), A_RANDOM, (seconds, random) => {
      const asked = retryAfterMs(String(seconds), null, new Date(0)) ?? -1
      expect(asked).toBe(Math.min(seconds, 366 * 86_400) * 1000)
      const ms = jitteredUp(asked, random)
      expect(ms >= asked && ms <= asked * 1.2).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})

test.each(['', 'soon', '-1', '1.5', '2026-11-25', 'Wed, 31 Foo 2026 12:00:00 GMT'])(
  'Retry-After “%s” says nothing',
  (header) => {
    expect(retryAfterMs(header, null, new Date(0))).toBeNull()
  },
)
