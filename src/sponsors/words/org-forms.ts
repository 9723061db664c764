import { LEGAL_FORMS, SPACELESS_FORMS } from './org-forms-data.ts'

/** What a legal form is of: `LLC`, `JSC`, `LP`, `NGO`… across countries; empty where nobody has said. */
export interface LegalForm {
  readonly kind: string
  /** The form's own short name, glued and folded: `gmbh`, `sarl`. */
  readonly tag: string
}

export interface FormTokens extends LegalForm {
  readonly tokens: readonly string[]
}

/** Taken off wherever they stand, as the published baselines of matching do. */
const ENGLISH = new Set('inc incorporated llc ltd limited corp corporation co company llp lp plc pllc pc'.split(' '))

/** Forms of two letters that are hardly anything else. The others are codes of states, initials or words. */
const PLAIN_PAIRS = new Set('ag ab bv kg oy ou ev sa se ug eg ek lp zs bt ry'.split(' '))

/** Forms that are also given names, words or bodies, or that say what somebody does: they stay in a name. */
export const ALSO_WORDS = new Set(
  (
    'pat too moo pup vat cia cpa asc ngo npo cso pmc in ii no as is of spd fop sem ' +
    'charity cooperative cooperation nonprofit unlimited stiftung verein genossenschaft cooperatif kooperatif ' +
    'kooperativ kooperatsia kooperatsiya koop coop chvk scop sube'
  ).split(' '),
)

/** Forms that stand before the name where they are at home. */
export const LEADING = new Set('ooo oao zao pao tov uab sia zat mchj jsc ojsc pjsc cjsc gmbh sarl'.split(' '))

const COMPANIES = new Set(['JSC', 'LLC', 'LP', 'LLP', 'GP', 'SP', ''])

/** Every form there is, in every spelling. */
export const forms: readonly FormTokens[] = LEGAL_FORMS.trim().split('\n').flatMap(formsOfLine)
const kinds = new Map(forms.map(({ tokens, kind }) => [tokens.join(' '), kind]))
const byLast = grouped(forms, (tokens) => tokens.at(-1) ?? '')
const byFirst = grouped(forms, (tokens) => tokens[0] ?? '')

/**
 * The n1 tokens of a name without its legal forms: the English ones wherever they stand, those of other languages at the
 * end or, where it is their place, at the beginning. A name that is nothing but forms stays as it is. What could as well
 * be a state, an initial or a word (`nv`, `ii`, `pat`) stays: two names kept apart can be joined, not the other way round.
 */
export function withoutLegalForms(tokens: readonly string[]): readonly string[] {
  const bare = trimmed(tokens).filter((token) => !ENGLISH.has(token))
  const again = trimmed(bare)
  return again.length === 0 ? tokens : again
}

/** The kind of a form, of one token or several with blanks between: `gmbh` → `LLC`; null where it is no form. */
export function genericForm(form: string): string | null {
  return kinds.get(form) ?? null
}

/**
 * Forms of scripts without blanks, which are glued to the name, become the Latin form of their kind, set apart: so they are
 * found like any other. For text as published.
 */
export function spacedForms(text: string): string {
  return text.normalize('NFKC').replaceAll(SPACELESS, (form) => ` ${LATIN[spaceless.get(form) ?? ''] ?? ''} `)
}

const LATIN: Readonly<Record<string, string>> = { JSC: 'jsc', LLC: 'llc', LP: 'lp', LLP: 'llp', GP: 'gp' }

const spaceless = new Map(
  SPACELESS_FORMS.trim()
    .split('\n')
    .flatMap((line) => {
      const [kind = '', rest = ''] = line.split(':')
      return rest.split('|').map((form) => [form.normalize('NFKC'), kind] as const)
    }),
)

const SPACELESS = new RegExp(
  [...spaceless.keys()]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replaceAll(/[()]/g, '\\$&'))
    .join('|'),
  'gu',
)

function formsOfLine(line: string): FormTokens[] {
  const colon = line.indexOf(':')
  const kind = line.slice(0, colon)
  return line
    .slice(colon + 1)
    .split(';')
    .flatMap((group) => {
      const [tag = '', names = ''] = group.split('=')
      return names.split('|').map((name) => ({ kind, tag, tokens: name.split(' ') }))
    })
}

/** By one of their tokens, the longest first. */
function grouped(all: readonly FormTokens[], key: (tokens: readonly string[]) => string) {
  const groups = new Map<string, FormTokens[]>()
  for (const form of all) groups.set(key(form.tokens), [...(groups.get(key(form.tokens)) ?? []), form])
  for (const group of groups.values()) group.sort((a, b) => b.tokens.length - a.tokens.length)
  return groups
}

type IsTaken = (form: FormTokens) => boolean

function trimmed(tokens: readonly string[]): readonly string[] {
  let name = tokens
  for (;;) {
    const last = formAt(byLast.get(name.at(-1) ?? ''), name, 'end', isSafelyLast)
    const form = last ?? formAt(byFirst.get(name[0] ?? ''), name, 'start', isSafelyFirst)
    if (form === null) return name
    name = last === null ? name.slice(form.tokens.length) : name.slice(0, name.length - form.tokens.length)
  }
}

/** The longest form that stands there and leaves a name over. */
function formAt(
  candidates: readonly FormTokens[] | undefined,
  name: readonly string[],
  end: 'start' | 'end',
  isTaken: IsTaken,
): FormTokens | null {
  for (const form of candidates ?? []) {
    const { length } = form.tokens
    if (length >= name.length) continue
    const from = end === 'start' ? 0 : name.length - length
    if (!form.tokens.every((token, index) => name[from + index] === token)) continue
    const rest = end === 'start' ? name.slice(length) : name.slice(0, from)
    if (!isLetterOfMore(form, rest, end) && isTaken(form)) return form
  }
  return null
}

/** `s a` at the end of `u s a`, or `a s` before `a s d f`: two letters of a longer row of letters. */
function isLetterOfMore({ tokens }: FormTokens, rest: readonly string[], end: 'start' | 'end'): boolean {
  if (tokens.length > 2 || tokens.some((token) => token.length > 1)) return false
  return (end === 'start' ? rest[0] : rest.at(-1))?.length === 1
}

function isSafelyLast({ kind, tokens }: FormTokens): boolean {
  const glued = tokens.join('')
  if (ALSO_WORDS.has(glued)) return false
  if (glued.length <= 2) return PLAIN_PAIRS.has(glued)
  return COMPANIES.has(kind) || glued.length <= 5
}

function isSafelyFirst({ kind, tokens }: FormTokens): boolean {
  if (tokens.length === 1) return LEADING.has(tokens[0] ?? '')
  return tokens.length >= 3 && (kind === 'JSC' || kind === 'LLC')
}
