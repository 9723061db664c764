import { Problem } from '../../domain/errors.ts'
import type { UnreadableRecord } from '../../ports/record-reader.ts'

/** No ad says as much. What is longer was made to fill a memory or a page, or is what a lost quotation mark swallowed. */
const LONGEST_RECORD = 4 * 1024 * 1024

/** A record that is too long to be one, with all its bytes; null when it is not. */
export function overlongRecord(number: number, raw: Buffer): UnreadableRecord | null {
  if (raw.length <= LONGEST_RECORD) return null
  const message = `the record is ${raw.length} bytes long: none of more than ${LONGEST_RECORD} is taken`
  return { number, raw, problem: new Problem('record.malformed', message) }
}
