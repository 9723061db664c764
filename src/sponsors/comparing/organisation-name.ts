import { nameAndForms } from '../words/org-forms-in-name.ts'
import { commonWord } from '../words/symbols.ts'
import { numberAt, romanValue } from './numbers.ts'
import type { Part } from './part.ts'
import { countryNamed, LONGEST_COUNTRY } from './places.ts'
import { type Token, tokensOf } from './published-name.ts'

/** The name of a body, cut into parts. */
export interface OrganisationName {
  readonly parts: readonly Part[]
  /** Kinds of its legal forms, as far as they are told. */
  readonly forms: readonly string[]
}

const SMALL = new Set(
  'the a an and of for in on at to by de del della di da do dos das du des la le les el los las al der die das den dem des und et e y i van von v z na'.split(
    ' ',
  ),
)

/** What every body may be called or not, without being another: as good as a legal form. */
const AS_FORMS = new Set(['co', 'corp'])

const VESSELS = new Set(['mv', 'mt', 'ms', 'ss', 'fv', 'my'])

export function organisationName(name: string, schema: string): OrganisationName {
  const tokens = tokensOf(name)
  const from = schema === 'Vessel' && VESSELS.has(tokens[0]?.text ?? '') && tokens.length > 1 ? 1 : 0
  const { name: kept, from: start, forms } = withoutForms(tokens.slice(from))
  const bare = tokens.slice(from + start, from + start + kept.length)
  const parts = partsOf(bare.length > 0 ? bare : tokens)
  return { parts, forms: forms.map(({ kind }) => kind).filter((kind) => kind !== '') }
}

function withoutForms(tokens: readonly Token[]) {
  const texts = tokens.map(({ text }) => text)
  const { name, forms } = nameAndForms(texts)
  const from = texts.findIndex((_, index) => name.every((text, offset) => texts[index + offset] === text))
  return { name, forms, from: Math.max(0, from) }
}

function partsOf(tokens: readonly Token[]): Part[] {
  const texts = tokens.map(({ text }) => text)
  const parts: Part[] = []
  for (let at = 0; at < tokens.length; ) {
    const { part, length } = partAt(tokens, texts, at)
    parts.push(part)
    at += length
  }
  return parts
}

interface PartRead {
  readonly part: Part
  readonly length: number
}

function partAt(tokens: readonly Token[], texts: readonly string[], at: number): PartRead {
  const token = tokens[at]
  const text = texts[at] ?? ''
  const roman = token?.isRoman === true && at > 0 ? romanValue(text.toUpperCase()) : null
  if (roman !== null) return read('number', text, String(roman), 1)
  const country = countryAt(texts, at)
  if (country !== null) return country
  const number = numberAt(texts, at)
  if (number !== null) return read('number', texts.slice(at, at + number.length).join(' '), number.value, number.length)
  return wordAt(tokens, texts, at)
}

function wordAt(tokens: readonly Token[], texts: readonly string[], at: number): PartRead {
  const text = texts[at] ?? ''
  const common = commonWord(texts, at)
  if (common !== null && !(common.length === 1 && SMALL.has(text))) {
    const kind = AS_FORMS.has(common.meaning) ? 'small' : common.kind === 'trade' ? 'trade' : 'company'
    return read(kind, texts.slice(at, at + common.length).join(' '), common.meaning, common.length)
  }
  if (SMALL.has(text)) return read('small', text, text, 1)
  return { part: { kind: 'word', text, meaning: text, isLetters: tokens[at]?.isLetters ?? false }, length: 1 }
}

function read(kind: Part['kind'], text: string, meaning: string, length: number): PartRead {
  return { part: { kind, text, meaning: `${kind}:${meaning}`, isLetters: false }, length }
}

function countryAt(texts: readonly string[], at: number): PartRead | null {
  for (let length = LONGEST_COUNTRY; length > 0; length--) {
    const text = texts.slice(at, at + length).join(' ')
    const country = at + length > texts.length || text.length < 2 ? null : countryNamed(text)
    if (country !== null) return read('place', text, country, length)
  }
  return null
}
