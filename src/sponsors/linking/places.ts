import { usPeopleAt } from '../words/us-people.ts'
import { US_STATE_CODES, usStateAt } from '../words/us-states.ts'

export interface PlacesRead {
  /** Postal codes of states. */
  readonly states: ReadonlySet<string>
  /** A state with a number behind it: `tx 37`. */
  readonly hasNumberedState: boolean
  /** `mn senate`: the chamber of a state. */
  readonly hasStateChamber: boolean
  readonly taken: ReadonlySet<number>
}

const ALSO_WORDS = new Set(['in', 'or', 'me', 'la'])
const CHAMBERS = new Set(['senate', 'house', 'assembly', 'legislature'])
const BEHIND_CODES = new Set([...CHAMBERS, 'congress', 'cd', 'state', 'governor'])
const BEFORE_CODES = new Set(['for', 'from', 'congress', 'senate'])

/** States that a name is for. A state's name at the very beginning may be a person's (Virginia, Georgia): it stays. */
export function placesIn(tokens: readonly string[]): PlacesRead {
  const states = new Set<string>()
  const taken = new Set<number>()
  let hasNumberedState = false
  let hasStateChamber = false
  for (let at = 0; at < tokens.length; at++) {
    const place = placeAt(tokens, at)
    if (place === null) continue
    states.add(place.code)
    for (let offset = 0; offset < place.length; offset++) taken.add(at + offset)
    const next = tokens[at + place.length] ?? ''
    hasNumberedState ||= isDistrict(next)
    hasStateChamber ||= CHAMBERS.has(next) && tokens[at - 1] !== 'us'
    at += place.length - 1
  }
  return { states, taken, hasNumberedState, hasStateChamber }
}

interface Place {
  readonly code: string
  readonly length: number
}

function placeAt(tokens: readonly string[], at: number): Place | null {
  const token = tokens[at] ?? ''
  const people = usPeopleAt(tokens, at)
  if (people !== undefined) return { code: people.code, length: people.words.length }
  const name = usStateAt(tokens, at)
  if (name !== undefined && (at > 0 || name.words.length > 1)) return { code: name.code, length: name.words.length }
  return US_STATE_CODES.has(token) && isCode(tokens, at) ? { code: token, length: 1 } : null
}

function isCode(tokens: readonly string[], at: number): boolean {
  const isWord = ALSO_WORDS.has(tokens[at] ?? '')
  const next = tokens[at + 1] ?? ''
  if (BEFORE_CODES.has(tokens[at - 1] ?? '')) {
    return !isWord || next === '' || isDistrict(next) || next === 'state' || CHAMBERS.has(next)
  }
  return !isWord && (isDistrict(next) || BEHIND_CODES.has(next))
}

export function isDistrict(token: string): boolean {
  return /^\d{1,2}$/.test(token)
}
