import { withIdsAsText } from './ids-as-text.ts'

export type Json = Readonly<Record<string, unknown>>

/** The JSON of an answer; null when it is none. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The answer's object with its ids as text; null: it is none. */
export function objectIn(text: string): Json | null {
  const value = jsonOrNull(withIdsAsText(text))
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null
}
