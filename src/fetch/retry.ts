const FIRST_BACKOFF_MS = 2_000
const LONGEST_BACKOFF_MS = 300_000
const JITTER = 0.2
const LONGEST_RETRY_AFTER_MS = 366 * 86_400_000

/** How long to wait after the nth failed try: doubled each time, give or take a fifth. `random` is from 0 up to 1. */
export function backoffMs(failedTries: number, random: number): number {
  const plain = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failedTries - 1))
  return plain * (1 - JITTER + 2 * JITTER * random)
}

/** A wait that was asked for is never shortened, and up to a fifth longer, so that clients do not come back together. */
export function jitteredUp(ms: number, random: number): number {
  return ms * (1 + JITTER * random)
}

/** 408, 425, 429 and 5xx may pass by themselves; every other refusal stands. */
export function isPassingStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500
}

/**
 * What the header Retry-After asks for, in seconds or as a date; null when it says nothing that can be understood. A date is
 * meant by the server's clock, so it is counted from the answer's own Date where there is one.
 */
export function retryAfterMs(header: string | null, answeredAt: string | null, now: Date): number | null {
  if (header === null) return null
  if (/^\d+$/.test(header)) return Math.min(Number(header) * 1000, LONGEST_RETRY_AFTER_MS)
  const until = httpDate(header)
  if (until === null) return null
  const from = (answeredAt === null ? null : httpDate(answeredAt)) ?? now
  return Math.min(Math.max(0, until.getTime() - from.getTime()), LONGEST_RETRY_AFTER_MS)
}

/** `Wed, 25 Nov 2026 05:17:00 GMT`; the two forms that RFC 9110 calls obsolete are not understood. */
export function httpDate(text: string): Date | null {
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return null
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? null : date
}
