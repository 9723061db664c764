/** Identifiers that payers write into their disclaimers, with the words that announce them. */
const PATTERNS: readonly { readonly scheme: string; readonly pattern: RegExp }[] = [
  {
    scheme: 'us-fec',
    pattern: /\(?\b(?:fec\s*(?:id|#|no\.?|number|committee)?\s*(?:id|#|no\.?|number)?\s*[:#]?\s*)?(c\d{8})\b\)?/giu,
  },
  {
    scheme: 'us-ein',
    pattern: /\(?\b(?:ein|tax\s*id|tin|fein)\s*(?:id|#|no\.?|number)?\s*[:#]?\s*(\d{2}-?\d{7})\b\)?/giu,
  },
  { scheme: 'us-ca-fppc', pattern: /\(?\b(?:fppc)\s*(?:id|#|no\.?|number)*\s*[:#]*\s*(\d{6,7})\b\)?/giu },
  { scheme: 'us-ca-fppc', pattern: /\(?(?<![\w-])id\s*(?:#|no\.?|number)+\s*:?\s*(\d{7})\b\)?/giu },
  { scheme: 'lei', pattern: /\(?\blei\s*[:#]?\s*([A-Z0-9]{18}\d{2})\b\)?/giu },
  {
    scheme: 'gb-coh',
    pattern: /\(?\b(?:company|registration|reg)\.?\s*(?:id|#|no\.?|number)\s*[:#]?\s*(\d{8})\b\)?/giu,
  },
]

export interface ExtractedIds {
  readonly text: string
  /** `scheme:value`. */
  readonly ids: readonly string[]
}

/** Takes identifiers out of a text: they are kept beside it. */
export function extractedIds(text: string): ExtractedIds {
  const ids = new Set<string>()
  let rest = text
  for (const { scheme, pattern } of PATTERNS) {
    rest = rest.replace(pattern, (_all, value: string) => {
      ids.add(`${scheme}:${value.toUpperCase()}`)
      return ' '
    })
  }
  return { text: ids.size === 0 ? text : tidied(rest), ids: [...ids] }
}

function tidied(text: string): string {
  return text
    .replace(/\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:#\-–—]+$/, '')
    .trim()
}
