import { eld } from 'eld/small'

/** ISO 639-1 of a text, or null when a statistical look is not sure. */
export function detectLanguage(text: string): string | null {
  const found = eld.detect(text)
  return found.isReliable() && found.language !== '' ? found.language : null
}
