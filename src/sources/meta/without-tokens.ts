/** `access_token` and what stands between it and its value, in JSON, in an address, and in an address within JSON. */
const NAMED = /(access(?:_|%5F|\\u005f)token(?:=|%3D|\\u003d|\\u00253D|"\s*:\s*")\s*)(?!REDACTED)/gi
/** An ampersand ends a value, in its spellings too; other escapes are within. */
const VALUE = /(?:[^&"\\\s%]|%(?!26)[0-9A-F]{2}|\\u(?!0026|002526)[0-9a-f]{4}|\\\/)+/iy
/** Meta's own tokens, wherever they stand. */
const META = /(?<![A-Za-z0-9])EAA[A-Za-z0-9]{24,}/g

/** MA-12: Meta writes the caller's token into every ad's address and into `next`. All else stays letter by letter. */
export function withoutTokens(text: string): string {
  let clean = ''
  let from = 0
  for (const { 0: name, index } of text.matchAll(NAMED)) {
    VALUE.lastIndex = index + name.length
    if (index < from || !VALUE.test(text)) continue
    clean += `${text.slice(from, index)}${name}REDACTED`
    from = VALUE.lastIndex
  }
  return `${clean}${text.slice(from)}`.replace(META, 'REDACTED')
}
