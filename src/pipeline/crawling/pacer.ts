import type { Clock } from '../../ports/clock.ts'
import type { Pace } from '../../ports/crawling.ts'

export interface PacerDeps {
  readonly clock: Clock
  /** 0 up to 1. */
  readonly random: () => number
}

/** Keeps the pace of one source in one run. */
export interface Pacer {
  /** Waits until the next request may go out. Waits are only ever lengthened, by up to a fifth. */
  readonly turn: (signal: AbortSignal) => Promise<void>
  /** Waits so long and up to a fifth more. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

export function pacer({ clock, random }: PacerDeps, { betweenMs, burst }: Pace): Pacer {
  let sent: readonly number[] = []
  const longer = (ms: number) => Math.ceil(ms * (1 + random() / 5))
  return {
    turn: async (signal) => {
      const now = clock.now().getTime()
      const last = sent.at(-1)
      const afterLast = last === undefined ? 0 : last + longer(betweenMs) - now
      const oldest = burst === null ? undefined : sent.at(-burst.requests)
      const afterBurst = burst === null || oldest === undefined ? 0 : oldest + burst.withinMs - now + 1
      const ms = Math.max(afterLast, afterBurst)
      if (ms > 0) await clock.sleep(ms, signal)
      sent = [...sent, clock.now().getTime()].slice(-(burst?.requests ?? 1))
    },
    wait: async (ms, signal) => {
      if (ms > 0) await clock.sleep(longer(ms), signal)
    },
  }
}
