import { distance } from 'fastest-levenshtein'
import { type Aligned, aligned } from './alignment.ts'
import { isAcronymOf, isGluedAlike } from './gluing.ts'
import { type OrganisationName, organisationName } from './organisation-name.ts'
import type { Part, PartKind } from './part.ts'
import { type NameVerdict, verdict } from './verdict.ts'

/** Compares two names of bodies or ships; where one gives several with slashes, the likest counts. */
export function comparedOrganisations(a: string, b: string, schema: string): NameVerdict {
  const verdicts = alternatives(a).flatMap((one) =>
    alternatives(b).map((other) => compared(organisationName(one, schema), organisationName(other, schema))),
  )
  return verdicts.reduce((best, each) => (each.score > best.score ? each : best))
}

/** The name as a whole, and what stands between slashes. */
function alternatives(name: string): readonly [string, ...string[]] {
  const parts = name.split('/').map((part) => part.trim())
  return parts.length > 1 && parts.every((part) => part.length >= 4) ? [name, ...parts] : [name]
}

/** What two names score of which one short word has a letter wrong. */
const SHORT_WORD = 0.8

/** What two names may score at most when this speaks against them. */
const CAPS = { words: 0.4, numbers: 0.45, places: 0.45, nothing_telling: 0.45, extra: 0.6, forms: 0.7 }

function compared(a: OrganisationName, b: OrganisationName): NameVerdict {
  const conflict = formsConflict(a.forms, b.forms)
  const whole = wholeAlike(a.parts, b.parts)
  if (whole !== null) return conflict ? verdict(CAPS.forms, ['legal_forms_differ', whole]) : verdict(0.97, [whole])
  const parts = withoutFirst(withShortWords(rejoined(aligned(a.parts, b.parts))))
  const against = objections(parts)
  const caps = [...against, ...(conflict ? (['forms'] as const) : [])]
  const score = Math.min(parts.overlap, ...caps.map((name) => CAPS[name]))
  return verdict(score, [...caps.map((name) => OBJECTIONS[name]), ...grounds(parts)])
}

const OBJECTIONS: Readonly<Record<keyof typeof CAPS, string>> = {
  words: 'words_differ',
  numbers: 'numbers_differ',
  places: 'places_differ',
  nothing_telling: 'common_words_only',
  extra: 'words_missing',
  forms: 'legal_forms_differ',
}

function wholeAlike(a: readonly Part[], b: readonly Part[]): string | null {
  const [one, other] = [a, b].map((parts) => parts.filter(({ kind }) => kind !== 'small'))
  if (one === undefined || other === undefined) return null
  if (isGluedAlike(a, b) || isGluedAlike(one, other)) return a.length === b.length ? 'exact_name' : 'glued_name'
  const [bareA, bareB] = [a, b].map((parts) => parts.filter(({ kind }) => kind !== 'place'))
  if (bareA === undefined || bareB === undefined) return null
  return isAcronymOf(bareA, b) || isAcronymOf(bareB, a) ? 'acronym' : null
}

/** Parts that are left over on both sides and are one row of letters meet after all. */
function rejoined(parts: Aligned): Aligned {
  const [a, b] = [telling(parts.onlyA), telling(parts.onlyB)]
  if (a.length === 0 || b.length === 0 || !isGluedAlike(a, b)) return parts
  return { ...parts, onlyA: [], onlyB: [], overlap: Math.max(parts.overlap, 0.9) }
}

/** The first of a series is often not numbered: one that one name has and no other number does not tell them apart. */
function withoutFirst(parts: Aligned): Aligned {
  const [a, b] = [telling(parts.onlyA), telling(parts.onlyB)]
  const [only, ...others] = [...a, ...b]
  return only?.meaning === 'number:1' && others.length === 0 ? { ...parts, onlyA: [], onlyB: [] } : parts
}

/** A word of three letters may have one wrong where two other words that are nobody else’s agree wholly. */
function withShortWords(parts: Aligned): Aligned {
  const [[a, ...othersA], [b, ...othersB]] = [telling(parts.onlyA), telling(parts.onlyB)]
  const agreeing = parts.pairs.filter((pair) => pair.a.kind === 'word' && pair.likeness === 1).length
  if (a === undefined || b === undefined || othersA.length + othersB.length > 0 || agreeing < 2) return parts
  const isShort = [a, b].every(({ kind, text, isLetters }) => kind === 'word' && text.length === 3 && !isLetters)
  if (!isShort || distance(a.text, b.text) > 1) return parts
  return { ...parts, onlyA: [], onlyB: [], pairs: [...parts.pairs, { a, b, likeness: 2 / 3 }], overlap: SHORT_WORD }
}

function objections({ pairs, onlyA, onlyB }: Aligned): (keyof typeof CAPS)[] {
  const [a, b] = [telling(onlyA), telling(onlyB)]
  const has = (kind: PartKind) => [...a, ...b].some((part) => part.kind === kind)
  const met = pairs.filter(({ a: part }) => part.kind !== 'small')
  const isTelling = met.some((pair) => pair.a.kind === 'word' || pair.b.kind === 'word')
  const found: (keyof typeof CAPS)[] = []
  if (has('number')) found.push('numbers')
  if (a.length > 0 && b.length > 0 && has('place') && !has('word')) found.push('places')
  else if ([a, b].every((each) => each.some(({ kind }) => kind !== 'number'))) found.push('words')
  if (a.length + b.length > 0 && !isTelling) found.push('nothing_telling')
  if (a.length > 0 !== b.length > 0) found.push('extra')
  if (isBareGuess(met)) found.push('words')
  return found
}

/** One short word with a letter wrong, and nothing beside it that agrees. */
function isBareGuess(met: Aligned['pairs']): boolean {
  const guesses = met.filter(({ likeness }) => likeness < 0.8)
  const others = met.filter(({ likeness }) => likeness >= 0.9)
  return (
    guesses.length > 0 &&
    others.length === 0 &&
    guesses.every(({ a, b }) => Math.max(a.text.length, b.text.length) <= 4)
  )
}

function formsConflict(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((kind) => b.includes(kind))
}

function grounds({ pairs, isReordered }: Aligned): string[] {
  const telling = pairs.filter(({ a }) => a.kind !== 'small')
  const isFuzzy = telling.some(({ likeness }) => likeness < 0.95)
  return [
    ...(isFuzzy ? ['fuzzy_name'] : ['rare_tokens']),
    ...(telling.some(({ a, b }) => a.meaning === b.meaning && a.text !== b.text) ? ['same_meaning'] : []),
    ...(isReordered ? ['word_order'] : []),
  ]
}

function telling(parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ kind }) => kind !== 'small')
}
