import type { Instant } from '../../src/domain/calendar.ts'
import type { ApiAnswer } from '../../src/ports/crawling.ts'

interface Changes {
  readonly status?: number
  /** By lower-case name. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly at?: string
}

/** What came from an API, with status 200 unless said otherwise. */
export function anAnswer(
  text: string,
  { status = 200, headers = {}, at = '2026-11-25T12:00:00Z' }: Changes = {},
): ApiAnswer {
  return { status, header: (name) => headers[name.toLowerCase()] ?? null, text, at: at as Instant }
}
