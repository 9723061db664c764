/** What a parameter means, and what of it zod cannot say in JSON Schema. */
export interface ParameterWords {
  readonly description: string
  /** One that the parser takes. */
  readonly example: string | number
  /** Where the route asks for it with a sentence of its own, though its schema lets it be missing. */
  readonly isNeeded?: true
  /** Laid over the schema that zod makes of the parser. */
  readonly schema?: Readonly<Record<string, unknown>>
}

export const DAY = { format: 'date', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }
/** What is passed over before and after a code or an amount: blanks, but no controls. */
export const BLANKS = '[\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]*'
export const between = (pattern: string) => ({ pattern: `^${BLANKS}${pattern}${BLANKS}$` })
export const CURRENCY = between('[A-Za-z]{3}')
export const AMOUNT = between('[0-9]{1,15}(?:\\.[0-9]{1,6})?')
/** Base64url of ours. */
export const TOKEN = { pattern: '^[A-Za-z0-9_-]+$' }
export const NAME = { pattern: '^[a-z][a-z0-9-]{0,30}$' }
export const MOMENT = { pattern: '^\\d{4}-\\d{2}-\\d{2}\\.[1-9]\\d{0,14}$' }
export const CURSOR =
  'Where the page before ended: opaque, taken from next, never made by hand. It names a revision of the archive and stays valid for ever for that revision.'
