import { US_STATE_CODES, US_STATE_NAMES } from '../words/us-states.ts'

/**
 * Words that are run together, taken apart as far as grammar alone can: `smith4congress`, `smithforcongress com`,
 * `ny22`, `21st`. Tokens of n1 in, tokens out.
 */
export function spelledOut(tokens: readonly string[]): readonly string[] {
  const apart = tokens.flatMap(unglued)
  return apart.filter((token, index) => !(index > 0 && WEB_ENDINGS.has(token) && apart.length > 1 && isGluedAt(tokens)))
}

const WEB_ENDINGS = new Set(['com', 'org', 'net', 'vote'])
const OFFICES =
  'congress|ussenate|senate|statesenate|house|statehouse|governor|president|mayor|council|assembly|sheriff|judge'
const PLACES = US_STATE_NAMES.map(([name]) => name.replaceAll(' ', ''))
  .concat([...US_STATE_CODES])
  .join('|')
const BEHIND = new RegExp(`^([a-z]{2,}?)(for|4)(us)?(${OFFICES}|us|america|thepeople|${PLACES})(\\d{0,4})$`)
const BEFORE = /^(friendsof|friendsfor|citizensfor|committeetoelect|peoplefor|voteforx?|reelect)([a-z]{4,})$/
const IN_THE_MIDDLE = /^([a-z]{2,})4([a-z]{2,})$/
const ORDINAL = /^(\d{1,3})(st|nd|rd|th)$/
const DISTRICT = /^([a-z]{2})(\d{1,2})$/

function unglued(token: string): readonly string[] {
  if (token.length < 3) return [token]
  const ordinal = ORDINAL.exec(token)
  if (ordinal !== null) return [ordinal[1] ?? token]
  const district = DISTRICT.exec(token)
  if (district !== null) return districtOf(token, district[1] ?? '', district[2] ?? '')
  const behind = BEHIND.exec(token)
  if (behind !== null) return [behind[1], 'for', behind[3], placeWords(behind[4] ?? ''), behind[5]].flatMap(present)
  const before = BEFORE.exec(token)
  if (before !== null) return [...(GLUED_STARTS[before[1] ?? ''] ?? []), before[2] ?? '']
  const middle = IN_THE_MIDDLE.exec(token)
  return middle === null ? [token] : [middle[1] ?? '', 'for', middle[2] ?? '']
}

const GLUED_STARTS: Readonly<Record<string, readonly string[]>> = {
  friendsof: ['friends', 'of'],
  friendsfor: ['friends', 'for'],
  citizensfor: ['citizens', 'for'],
  committeetoelect: ['committee', 'to', 'elect'],
  peoplefor: ['people', 'for'],
  votefor: ['vote', 'for'],
  reelect: ['reelect'],
}

function districtOf(token: string, letters: string, digits: string): readonly string[] {
  if (letters === 'cd' || letters === 'hd' || letters === 'sd' || letters === 'ld') return ['district', digits]
  return US_STATE_CODES.has(letters) ? [letters, 'district', digits] : [token]
}

function placeWords(place: string): string {
  if (place === 'thepeople') return 'the people'
  if (place === 'ussenate') return 'us senate'
  if (place === 'statesenate' || place === 'statehouse') return `state ${place.slice(5)}`
  return US_STATE_NAMES.find(([name]) => name.replaceAll(' ', '') === place)?.[0] ?? place
}

function present(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(' ')
}

function isGluedAt(tokens: readonly string[]): boolean {
  return tokens.some((token) => token.length > 8 && unglued(token).length > 1)
}
