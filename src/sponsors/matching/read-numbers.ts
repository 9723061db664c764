import { isYear } from '../names/name-forms.ts'
import { OFFICE_PHRASES } from '../words/offices-en.ts'

export interface NumbersRead {
  readonly numbers: readonly string[]
  readonly taken: ReadonlySet<number>
}

/** Before or behind a number: it counts something of which there are several. */
const COUNTED = new Set(
  'district districts cd hd sd ld local prop proposition measure question issue amendment ward place seat post precinct initiative lodge chapter'.split(
    ' ',
  ),
)
const OFFICE_WORDS = new Set(OFFICE_PHRASES.flatMap(([phrase]) => phrase.split(' ')))

/**
 * Districts, locals and measures. Years are none, and neither is `4` for “for” nor a short year (`22`) that counts
 * nothing.
 */
export function numbersIn(tokens: readonly string[], states: ReadonlySet<number>): NumbersRead {
  const numbers = new Set<string>()
  const taken = new Set<number>()
  for (const [index, token] of tokens.entries()) {
    if (!/^\d{1,5}$/.test(token) || isYear(token)) continue
    taken.add(index)
    const isCounted =
      COUNTED.has(tokens[index - 1] ?? '') || COUNTED.has(tokens[index + 1] ?? '') || states.has(index - 1)
    if (isCounted || !(isShortYear(token) || isForSign(tokens, index))) numbers.add(String(Number(token)))
  }
  return { numbers: [...numbers], taken }
}

function isShortYear(token: string): boolean {
  return /^[12]\d$/.test(token)
}

function isForSign(tokens: readonly string[], index: number): boolean {
  const next = tokens[index + 1] ?? ''
  return tokens[index] === '4' && index > 0 && (OFFICE_WORDS.has(next) || /^[a-z]/.test(next))
}
