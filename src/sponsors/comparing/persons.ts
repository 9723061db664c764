import { mayBeOneGivenName } from '../names/given-names.ts'
import { type Aligned, aligned } from './alignment.ts'
import { isGluedAlike } from './gluing.ts'
import { likeness } from './letters.ts'
import type { Part } from './part.ts'
import { personName } from './person-name.ts'
import { type Comparability, comparability } from './scripts.ts'
import { areOneAcrossScripts, soundOf } from './sounds.ts'
import { type NameVerdict, verdict } from './verdict.ts'

/** Compares two names of persons, in whatever order of given name and surname. */
export function comparedPersons(a: string, b: string): NameVerdict {
  const how = comparability(a, b)
  if (how === 'signs') return signs(a) === signs(b) ? verdict(1, ['exact_name']) : verdict(0.3, ['signs_differ'])
  const [one, other] = [personName(a), personName(b)]
  if (one.suffix !== null && other.suffix !== null && one.suffix !== other.suffix) {
    return verdict(0.4, ['veto:V7'])
  }
  if (isGluedAlike(one.parts, other.parts)) return verdict(0.97, ['exact_name'])
  const ground = how === 'sounds' ? 'transliteration' : 'rare_tokens'
  return judged(
    aligned(one.parts, other.parts, (x, y) => wordLikeness(x, y, how)),
    ground,
  )
}

function judged(parts: Aligned, ground: string): NameVerdict {
  const [a, b] = [telling(parts.onlyA), telling(parts.onlyB)]
  const met = parts.pairs.filter((pair) => pair.a.kind !== 'small' && pair.b.kind !== 'small')
  const full = met.filter((pair) => pair.a.text.length > 1 && pair.b.text.length > 1)
  if (a.length > 0 && b.length > 0) return verdict(Math.min(0.4, parts.overlap), ['words_differ'])
  if (full.length === 0) return verdict(Math.min(0.4, parts.overlap), ['initials_only'])
  const isPart = a.length + b.length > 0
  if (isPart && full.length < 2) return verdict(Math.min(0.6, parts.overlap), ['words_missing', ground])
  const mean = met.reduce((sum, pair) => sum + pair.likeness, 0) / met.length
  return verdict(isPart ? Math.min(mean, 0.85) : mean, [...(mean < 0.95 ? ['fuzzy_name'] : []), ground])
}

function wordLikeness(a: Part, b: Part, how: Comparability): number {
  if (a.meaning === b.meaning) return 1
  if ((a.kind === 'small') !== (b.kind === 'small')) return 0
  if (a.text.length === 1 || b.text.length === 1) return a.text[0] === b.text[0] ? 0.8 : 0
  if (soundOf(a.text) === soundOf(b.text)) return 0.95
  if (mayBeOneGivenName(a.text, b.text)) return 0.85
  if (how === 'sounds') return areOneAcrossScripts(a.text, b.text) ? 0.85 : 0
  return Math.max(likeness(a.text, b.text), 0.97 * likeness(soundOf(a.text), soundOf(b.text)))
}

function signs(name: string): string {
  return name.normalize('NFKC').replaceAll(/[^\p{L}]/gu, '')
}

function telling(parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ kind }) => kind !== 'small')
}
