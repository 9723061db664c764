import { randomInt } from 'node:crypto'
import { type SponsorId, sponsorId } from './ids.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A permanent id: random, so that it says nothing; of so many that none is ever met twice. */
export function newSponsorId(): SponsorId {
  return sponsorId(`sp-${Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`)
}
