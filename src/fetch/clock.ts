import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../ports/clock.ts'

export type { Clock } from '../ports/clock.ts'

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
}
