import { nameAndForms } from '../words/org-forms-in-name.ts'
import { personWord } from '../words/symbols.ts'
import { romanValue } from './numbers.ts'
import type { Part } from './part.ts'
import { type Token, tokensOf } from './published-name.ts'

export interface PersonName {
  readonly parts: readonly Part[]
  /** `jr`, `sr`, `2`, `3`; null: none is told. */
  readonly suffix: string | null
}

const TITLES = new Set(
  'mr mrs ms miss mister monsieur madame mme sir lady lord dame president prasident minister senator governor gen general col colonel capt captain sgt hon rep sen gov rev imam mullah maulavi qari sheikh shaikh haji'.split(
    ' ',
  ),
)

/** Particles, with which a name is written or without. */
const SMALL = new Set(
  'al el ul ud ad ash as an ar at de del della di da do dos du des la le les los van von der den y e na'.split(' '),
)

/** Common words of names that are titles or degrees, not parts of the name. */
const DEGREES = new Set('esq dr prof md dds dvm phd cpa cfa cma csa haji sheikh'.split(' '))

export function personName(name: string): PersonName {
  const tokens = withoutForm(tokensOf(name).map(asLetters))
  const texts = tokens.map(({ text }) => text)
  const parts: Part[] = []
  let suffix: string | null = null
  for (let at = 0; at < texts.length; ) {
    const word = personWord(texts, at)
    const token = tokens[at]
    const roman =
      at > 0 && token?.isRoman === true && token.text.length > 1 ? romanValue(token.text.toUpperCase()) : null
    if (word?.meaning === 'jr' || word?.meaning === 'sr') suffix = word.meaning
    else if (roman !== null) suffix = String(roman)
    else parts.push(partOf(texts.slice(at, at + (word?.length ?? 1)).join(' '), word?.meaning ?? null))
    at += word?.length ?? 1
  }
  return { parts: withoutDoubles(parts), suffix }
}

function partOf(text: string, meaning: string | null): Part {
  const isSmall = SMALL.has(text) || TITLES.has(text) || (meaning !== null && DEGREES.has(meaning))
  return {
    kind: isSmall || meaning === 'bin' ? 'small' : 'word',
    text,
    meaning: meaning ?? text,
    isLetters: false,
  }
}

/** Digits that stand for letters inside a word: `ig0r`. */
function asLetters(token: Token): Token {
  if (!/^(?=.*[a-z])(?=.*\d)[a-z\d]+$/.test(token.text)) return token
  const letters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 9: 'g' }
  return { ...token, text: token.text.replaceAll(/\d/g, (digit) => letters[digit] ?? digit) }
}

/** A company's form behind a person's name says nothing about whose name it is. */
function withoutForm(tokens: readonly Token[]): readonly Token[] {
  if (tokens.length < 3) return tokens
  const { name } = nameAndForms(tokens.map(({ text }) => text))
  const isTail = name.length >= 2 && name.every((text, index) => tokens[index]?.text === text)
  return isTail && tokens.length - name.length === 1 ? tokens.slice(0, name.length) : tokens
}

function withoutDoubles(parts: readonly Part[]): readonly Part[] {
  return parts.filter((part, index) => parts.findIndex(({ meaning }) => meaning === part.meaning) === index)
}
