/** Whether an engine that failed is to be asked. */
export interface Circuit {
  readonly isOpen: () => boolean
  /** True once in ten seconds while it is open: then one question is asked of which nobody awaits the answer. */
  readonly takesProbe: () => boolean
  readonly succeeded: () => void
  readonly failed: () => void
}

const MOST_FAILURES = 5
const WITHIN_MS = 10_000
const PROBE_EVERY_MS = 10_000

/** Opens after five failures within ten seconds, whatever succeeded between them, and closes with the first answer. @param now milliseconds */
export function circuit(now: () => number): Circuit {
  let failures: number[] = []
  let probedAt: number | null = null
  return {
    isOpen: () => probedAt !== null,
    takesProbe: () => {
      if (probedAt === null || now() - probedAt < PROBE_EVERY_MS) return false
      probedAt = now()
      return true
    },
    succeeded: () => {
      if (probedAt !== null) failures = []
      probedAt = null
    },
    failed: () => {
      failures = [...failures.filter((at) => now() - at < WITHIN_MS), now()]
      if (failures.length >= MOST_FAILURES) probedAt ??= now()
    },
  }
}
