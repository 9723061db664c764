import { folded } from '../names/fold.ts'
import { GENERIC_WORDS } from '../words/generic-words.ts'

/** Words with which a whole name of a payer ends or begins: what stands on either side of a sign is a payer by itself. */
const WHOLE =
  /\b(?:pac|party|committee|inc|llc|ltd|congress|senate|governor|council|association|fund|federation|union|action|campaign|victory|for\s+\w+)\W*$|^\W*(?:friends (?:of|for)|citizens for|committee (?:to|for)|people for|elect|vote)\b/iu

/**
 * The payers of a text that names several: joined by `;`, `|` or ` / `, or by `&` and “and” where both sides read as whole
 * names of bodies. “Smith & Jones” and “Bread and Roses Fund” stay one.
 */
export function splitPayers(text: string): readonly string[] {
  const parts = text.split(/\s*[;|]\s*|\s+\/\s+/u).filter(tells)
  return (parts.length === 0 ? [text] : parts).flatMap(splitAtAnd)
}

function splitAtAnd(text: string): readonly string[] {
  for (const { index, 0: sign } of text.matchAll(/\s+(?:&|and)\s+/giu)) {
    const [left, right] = [text.slice(0, index), text.slice(index + sign.length)]
    if (WHOLE.test(left) && WHOLE.test(right) && tells(left) && tells(right)) return [left, ...splitAtAnd(right)]
  }
  return [text]
}

/** Whether a part says who: it has a word that is not one of campaigning. */
function tells(part: string): boolean {
  return folded(part)
    .split(' ')
    .some((token) => token.length > 1 && !GENERIC_WORDS.has(token))
}
