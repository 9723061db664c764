import { usPeopleAt } from '../words/us-people.ts'
import { US_STATE_CODES, usStateAt } from '../words/us-states.ts'

export interface StatesRead {
  readonly states: readonly string[]
  readonly taken: ReadonlySet<number>
}

/** Codes that are words too: they count in capitals among small letters, before a number, or at the end after “for”. */
const ALSO_WORDS = new Set([
  'in',
  'or',
  'me',
  'hi',
  'ok',
  'la',
  'de',
  'as',
  'id',
  'oh',
  'ma',
  'pa',
  'al',
  'co',
  'mo',
  'mi',
])

/** Also given names or surnames: a place only behind “for”, “of”, “in”, or at the end. */
const BEFORE_A_PLACE = new Set(['for', 'of', 'in', 'to', 'para', 'across', 'from', 'west'])

/**
 * States that a name is for. `taken` are the tokens that name them; what stands at the beginning and is no `for` is
 * likelier a person's name (Virginia, Georgia) and stays free.
 */
export function statesIn(tokens: readonly string[], text: string, offices: ReadonlySet<number>): StatesRead {
  const states = new Set<string>()
  const taken = new Set<number>()
  for (let at = 0; at < tokens.length; at++) {
    const named = peopleAt(tokens, at) ?? stateAt(tokens, at, offices)
    if (named !== undefined) {
      states.add(named.code)
      for (const offset of named.words.keys()) taken.add(at + offset)
    } else if (isCodeAt(tokens, at, text, offices)) {
      states.add(tokens[at] ?? '')
      taken.add(at)
    }
  }
  return { states: [...states], taken }
}

function stateAt(tokens: readonly string[], at: number, offices: ReadonlySet<number>) {
  const state = usStateAt(tokens, at)
  return state !== undefined && isPlaceAt(tokens, at, state.words.length, offices) ? state : undefined
}

/** “Montanans for …”. */
function peopleAt(tokens: readonly string[], at: number) {
  const people = usPeopleAt(tokens, at)
  return people !== undefined && tokens[at + people.words.length] === 'for' ? people : undefined
}

function isPlaceAt(tokens: readonly string[], at: number, length: number, offices: ReadonlySet<number>): boolean {
  if (at === 0) {
    const isFor = tokens[length] === 'for' && tokens.length > length + 1 && !offices.has(length + 1)
    return (tokens.length > length && offices.has(length)) || isFor
  }
  const before = tokens[at - 1] ?? ''
  const isLast = at + length === tokens.length
  return BEFORE_A_PLACE.has(before) || offices.has(at - 1) || isLast || isNumber(tokens[at + length])
}

function isCodeAt(tokens: readonly string[], at: number, text: string, offices: ReadonlySet<number>): boolean {
  const token = tokens[at] ?? ''
  if (!US_STATE_CODES.has(token)) return false
  const [before, next] = [tokens[at - 1] ?? '', tokens[at + 1]]
  if (next === 'district' || next === 'cd' || isNumber(next)) return true
  if (at === 0) return false
  if (before === 'for') return token !== 'me' && (next === undefined || offices.has(at + 1))
  const isCapital = new RegExp(`\\b${token.toUpperCase()}\\b`).test(text) && /[a-z]/.test(text)
  if (ALSO_WORDS.has(token)) return isCapital && (offices.has(at - 1) || /[,|–-]\s*[A-Z]{2}\b/.test(text))
  return isCapital || offices.has(at - 1) || offices.has(at + 1)
}

function isNumber(token: string | undefined): boolean {
  return token !== undefined && /^\d{1,2}$/.test(token)
}
