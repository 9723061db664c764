import type { RejectedRow } from '../../ports/registries.ts'

/** @param raw bytes as Latin-1 text */
export function rejected(number: number, raw: string, reason: string): RejectedRow {
  return { number, raw: Buffer.from(raw, 'latin1'), reason }
}
