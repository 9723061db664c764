import { type DisclosureFields, toldValue } from './disclosure.ts'
import { foldedText } from './search-text.ts'

/** The parts of an ad that are searched: names rank before facts, facts before texts. */
export type SearchedPart = 'advertiserName' | 'disclaimer' | 'otherFacts' | 'texts'

/** The texts of a part, letter by letter; none where the source told nothing of it. */
export function searchedTexts(fields: DisclosureFields, part: SearchedPart): readonly string[] {
  if (part === 'texts') return toldValue(fields.texts)?.map(({ text }) => text) ?? []
  if (part === 'otherFacts') return Object.values(toldValue(fields.otherFacts) ?? {})
  const name = toldValue(fields[part])
  return name === null ? [] : [name]
}

/** Its words, folded, one text for each value: no phrase runs from one into the next. Values without words are left out. */
export function searchedWords(fields: DisclosureFields, part: SearchedPart): string[] {
  return searchedTexts(fields, part)
    .map((text) => foldedText(text))
    .filter((text) => text !== '')
}
