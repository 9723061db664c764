import type { AdText } from '../../domain/disclosure.ts'
import type { Maybe } from './raw-ad.ts'

/** The parts of an ad's text with their names since v12 and before. */
export const TEXT_FIELDS = [
  { part: 'body', names: ['ad_creative_bodies', 'ad_creative_body'] },
  { part: 'title', names: ['ad_creative_link_titles', 'ad_creative_link_title'] },
  { part: 'description', names: ['ad_creative_link_descriptions', 'ad_creative_link_description'] },
  { part: 'caption', names: ['ad_creative_link_captions', 'ad_creative_link_caption'] },
] as const

export type TextField = (typeof TEXT_FIELDS)[number]['names'][number]

/**
 * All texts in the order of the record, each once, letter by letter (MA-7). Null when the fields are there and hold no
 * text, undefined when there is no such field.
 */
export function adTexts(read: (field: TextField) => Maybe<readonly (string | null)[]>): Maybe<AdText[]> {
  const found = TEXT_FIELDS.flatMap(({ part, names }) => names.map((name) => ({ part, texts: read(name) })))
  if (found.every(({ texts }) => texts === undefined)) return undefined
  const texts = new Map<string, AdText>()
  for (const { part, texts: all } of found) {
    for (const text of all ?? []) {
      if (text !== null && text.trim() !== '') texts.set(`${part} ${text}`, { part, text })
    }
  }
  return texts.size === 0 ? null : [...texts.values()]
}
