import { distance } from 'fastest-levenshtein'
import { ALSO_WORDS, forms, LEADING, type LegalForm } from './org-forms.ts'

export interface NameAndForms {
  readonly name: readonly string[]
  /** As they were taken off, from the outside to the inside. */
  readonly forms: readonly LegalForm[]
}

const glued = new Map<string, LegalForm>(forms.map((form) => [form.tokens.join(''), form]))

/** Forms that are long enough to be known with a letter wrong. */
const LONG = 12
const long = [...glued].filter(([text]) => text.length >= LONG)

const MOST_TOKENS = 13

/**
 * Takes every legal form off both ends of a name that is known to be a body's, however it is cut (`sp z oo`, `spzoo`) and,
 * where it is long, with a letter wrong. A name that is nothing but forms keeps its first or last token.
 */
export function nameAndForms(tokens: readonly string[]): NameAndForms {
  let name = tokens
  const found: LegalForm[] = []
  for (;;) {
    const end = formAt(name, (length) => name.slice(name.length - length), false)
    const start = end === null ? formAt(name, (length) => name.slice(0, length), true) : null
    const form = end ?? start
    if (form === null) return { name, forms: found }
    found.push(form.form)
    name = end === null ? name.slice(form.length) : name.slice(0, name.length - form.length)
  }
}

interface FormRead {
  readonly form: LegalForm
  readonly length: number
}

function formAt(
  name: readonly string[],
  run: (length: number) => readonly string[],
  isStart: boolean,
): FormRead | null {
  for (let length = Math.min(MOST_TOKENS, name.length - 1); length > 0; length--) {
    const tokens = run(length)
    const text = tokens.join('')
    const form = glued.get(text) ?? nearForm(text, length)
    if (form !== null && isForm(tokens, text, isStart)) return { form, length }
  }
  return null
}

function isForm(tokens: readonly string[], text: string, isStart: boolean): boolean {
  if (ALSO_WORDS.has(text)) return false
  if (tokens.length > 1 && text.length < 5) return tokens.every((token) => token.length <= 2)
  return !isStart || text.length >= 3 || LEADING.has(text)
}

function nearForm(text: string, length: number): LegalForm | null {
  if (length < 2 || text.length < LONG) return null
  return long.find(([form]) => Math.abs(form.length - text.length) <= 1 && distance(form, text) <= 1)?.[1] ?? null
}
