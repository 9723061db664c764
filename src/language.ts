import { eld } from 'eld/small'

/** Texts of a file repeat each other, mostly close by. */
const MOST_TEXTS = 2_000
const known = new Map<string, string | null>()

/** ISO 639-1 of a text, or null when a statistical look is not sure. The look ends after 350 bytes of words. */
export function detectLanguage(text: string): string | null {
  const start = text.slice(0, 1_000)
  const before = known.get(start)
  if (before !== undefined) return before
  const found = eld.detect(start)
  const language = found.isReliable() && found.language !== '' ? found.language : null
  if (known.size >= MOST_TEXTS) known.clear()
  known.set(start, language)
  return language
}
