import type { Clock } from '../../src/fetch/clock.ts'

export interface VirtualClock extends Clock {
  /** In milliseconds, in the order in which they were waited. */
  readonly slept: readonly number[]
  readonly advance: (ms: number) => void
}

/** Time passes when somebody waits, and at no other time. */
export function virtualClock(start = '2026-11-25T12:00:00Z'): VirtualClock {
  let now = Date.parse(start)
  const slept: number[] = []
  const advance = (ms: number) => {
    now += ms
  }
  return {
    slept,
    advance,
    now: () => new Date(now),
    sleep: async (ms) => {
      slept.push(ms)
      advance(ms)
    },
  }
}
