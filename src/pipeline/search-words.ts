import { type DisclosureFields, toldValue } from '../domain/disclosure.ts'
import { type SearchedPart, searchedTexts, searchedWords } from '../domain/searched-words.ts'
import type { SearchWords } from '../ports/disclosure-store.ts'

/** ISO 639-1 of a text, or null when it cannot be told. */
export type DetectLanguage = (text: string) => string | null

/** Between two values stands a line feed: no phrase runs from one into the next. */
const BETWEEN = ' \n '

const PARTS = ['advertiserName', 'disclaimer', 'otherFacts', 'texts'] as const satisfies readonly SearchedPart[]

/** What search will know of a disclosure. A field that was not collected is missing, like in the disclosure itself. */
export function searchWords(fields: DisclosureFields, detectLanguage: DetectLanguage): SearchWords {
  const found: { -readonly [Part in SearchedPart]?: string } = {}
  for (const part of PARTS) if (fields[part] !== undefined) found[part] = searchedWords(fields, part).join(BETWEEN)
  const language = textLanguage(fields, detectLanguage)
  return language === null ? found : { ...found, language }
}

/** The one language that the source declares of a text; else what the words look like. */
function textLanguage(fields: DisclosureFields, detect: DetectLanguage): string | null {
  const declared = toldValue(fields.languages) ?? []
  const [only] = declared
  if (only !== undefined && declared.length === 1) return only.toLowerCase().slice(0, 2)
  const told = searchedTexts(fields, 'texts')
  const texts =
    told.length > 0
      ? told
      : (['advertiserName', 'disclaimer', 'otherFacts'] as const).flatMap((part) => searchedTexts(fields, part))
  return texts.length === 0 ? null : detect(texts.join('\n').slice(0, 2_000))
}
