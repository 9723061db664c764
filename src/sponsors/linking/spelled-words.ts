import { folded } from '../names/fold.ts'
import { US_STATE_CODES } from '../words/us-states.ts'

const OFFICES = 'uscongress|congress|ussenate|senate|president|america'
const GLUED = new RegExp(`^([a-z]{3,})for(${OFFICES})(\\d{2,4})?$`)
const BY_NUMBER = /^([a-z]+)4([a-z]+)(\d{2,4})?$/
const WITH_YEAR = /^([a-z]{3,})(\d{2,4})$/
const DISTRICT = /^([a-z]{2})(\d{1,2})$/
const CHAMBERS = new Set(['cd', 'hd', 'sd', 'ld', 'ad'])

/**
 * The words of a name: those run together are taken apart (`smith4congress`, `SmithForCongress`, `ny22`), `4` between
 * words is “for”, the country is `us`.
 */
export function spelledWords(text: string): readonly string[] {
  return folded(withHumps(text))
    .replaceAll(/\bunited states\b/g, 'us')
    .replaceAll(/\bu s(?: a)?\b/g, 'us')
    .split(' ')
    .flatMap(apart)
    .filter((word) => word !== '')
}

/** A text of one word: its capitals tell where words begin. */
function withHumps(text: string): string {
  if (/\s/.test(text.trim())) return text
  return text.replaceAll(/([a-z])([A-Z0-9])/g, '$1 $2').replace(/\.com$/i, '')
}

function apart(word: string): readonly string[] {
  if (word === '4') return ['for']
  const byNumber = BY_NUMBER.exec(word)
  if (byNumber !== null) return [byNumber[1] ?? '', 'for', byNumber[2] ?? '', byNumber[3] ?? '']
  const glued = GLUED.exec(word)
  if (glued !== null) return [glued[1] ?? '', 'for', ...officeWords(glued[2] ?? ''), glued[3] ?? '']
  const district = DISTRICT.exec(word)
  if (district !== null) return districtWords(word, district[1] ?? '', district[2] ?? '')
  const withYear = WITH_YEAR.exec(word)
  return withYear === null ? [word] : [withYear[1] ?? '', withYear[2] ?? '']
}

function officeWords(office: string): readonly string[] {
  return office.startsWith('us') ? ['us', office.slice(2)] : [office]
}

function districtWords(word: string, place: string, number: string): readonly string[] {
  return US_STATE_CODES.has(place) || CHAMBERS.has(place) ? [place, number] : [word]
}
