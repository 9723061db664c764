import { createHash } from 'node:crypto'

/** Twelve letters that tell texts apart where a few thousand are compared; no identity. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}
