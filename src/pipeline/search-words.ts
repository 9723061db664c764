import { type DisclosureFields, toldValue } from '../domain/disclosure.ts'
import { foldedText } from '../domain/search-text.ts'
import type { SearchWords } from '../ports/disclosure-store.ts'

/** ISO 639-1 of a text, or null when it cannot be told. */
export type DetectLanguage = (text: string) => string | null

/** Between two values stands a line feed: no phrase runs from one into the next. */
const BETWEEN = ' \n '

/** What search will know of a disclosure. A field that was not collected is missing, like in the disclosure itself. */
export function searchWords(fields: DisclosureFields, detectLanguage: DetectLanguage): SearchWords {
  const texts = toldValue(fields.texts)?.map(({ text }) => text) ?? []
  const facts = Object.values(toldValue(fields.otherFacts) ?? {})
  const names = [toldValue(fields.advertiserName), toldValue(fields.disclaimer)].filter((name) => name !== null)
  const language = textLanguage(fields, texts.length > 0 ? texts : [...names, ...facts], detectLanguage)
  return {
    ...(fields.advertiserName === undefined
      ? {}
      : { advertiserName: folded([toldValue(fields.advertiserName) ?? '']) }),
    ...(fields.disclaimer === undefined ? {} : { disclaimer: folded([toldValue(fields.disclaimer) ?? '']) }),
    ...(fields.otherFacts === undefined ? {} : { otherFacts: folded(facts) }),
    ...(fields.texts === undefined ? {} : { texts: folded(texts) }),
    ...(language === null ? {} : { language }),
  }
}

/** The one language that the source declares of a text; else what the words look like. */
function textLanguage(fields: DisclosureFields, texts: readonly string[], detect: DetectLanguage): string | null {
  const declared = toldValue(fields.languages) ?? []
  const [only] = declared
  if (only !== undefined && declared.length === 1) return only.toLowerCase().slice(0, 2)
  return texts.length === 0 ? null : detect(texts.join('\n').slice(0, 2_000))
}

function folded(texts: readonly string[]): string {
  return texts
    .map((text) => foldedText(text))
    .filter((text) => text !== '')
    .join(BETWEEN)
}
