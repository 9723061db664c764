import { stateWords } from './state-words.ts'

/** States and territories of the United States: postal code, then names as n1. */
const LINES = `
al alabama|ak alaska|az arizona|ar arkansas|ca california|co colorado|ct connecticut|de delaware|dc district of columbia|fl florida
ga georgia|hi hawaii|id idaho|il illinois|in indiana|ia iowa|ks kansas|ky kentucky|la louisiana|me maine|md maryland
ma massachusetts|mi michigan|mn minnesota|ms mississippi|mo missouri|mt montana|ne nebraska|nv nevada|nh new hampshire
nj new jersey|nm new mexico|ny new york|nc north carolina|nd north dakota|oh ohio|ok oklahoma|or oregon|pa pennsylvania
ri rhode island|sc south carolina|sd south dakota|tn tennessee|tx texas|ut utah|vt vermont|va virginia|wa washington
wv west virginia|wi wisconsin|wy wyoming|pr puerto rico|gu guam|vi virgin islands|as american samoa|mp northern mariana islands
`

/** By postal code (`ga`). */
export const US_STATE_CODES: ReadonlySet<string> = new Set(entries().map(([code]) => code))

/** Code by name, longest name first: `west virginia` before `virginia`. */
export const US_STATE_NAMES: readonly (readonly [name: string, code: string])[] = entries()
  .map(([code, name]) => [name, code] as const)
  .sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1))

/** The state whose name begins at a place of a text, the longest there is. */
export const usStateAt = stateWords(US_STATE_NAMES)

function entries(): readonly (readonly [string, string])[] {
  return LINES.trim()
    .split(/[|\n]/)
    .map((line) => [line.slice(0, 2), line.slice(3)])
}
