/** What stands for a secret in the log. */
export const REDACTED = '[redacted]'

/** So much of a text is looked at, and the rest is left out: an event is a line, and looking takes time. */
const MOST_CHARACTERS = 16_384

/**
 * A text without what must not reach a log: user and password in addresses, named secrets (`access_token=…`,
 * `"password": "…"`, `Cookie: …`), bearer tokens, tokens that are known by their shape, keys in PEM, mail addresses, and
 * the given values wherever they stand, also percent-encoded. It is told from its form, so now and then a harmless word
 * goes too.
 */
export function redactText(text: string, values: readonly string[] = []): string {
  const withoutValues = spellings(values).reduce((rest, value) => rest.replaceAll(value, REDACTED), bounded(text))
  return withoutValues
    .replace(PEM, REDACTED)
    .replace(USER_IN_ADDRESS, `$1${REDACTED}@`)
    .replace(COOKIE, `$1${REDACTED}`)
    .replace(SCHEME_AND_TOKEN, `$1 ${REDACTED}`)
    .replace(NAMED_AND_QUOTED, `$1$2${REDACTED}$2`)
    .replace(NAMED, `$1${REDACTED}`)
    .replace(SHAPED, REDACTED)
    .replace(MAIL, REDACTED)
}

/** A secret that the cut goes through would not be known by its form: the cut is made between words. */
function bounded(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text
  return `${text.slice(0, MOST_CHARACTERS).replace(/\S{1,16384}$/, '')}… [cut]`
}

/** As they are, and as they stand in an address; the longest first, so that none is cut by another. */
function spellings(values: readonly string[]): string[] {
  const all = values.flatMap((value) => [value, encodeURIComponent(value), encodeURI(value)])
  return [...new Set(all)].filter((value) => value !== '').sort((a, b) => b.length - a.length)
}

const PEM = /-----BEGIN [A-Z ]{0,40}-----[\s\S]{0,16384}?(?:-----END [A-Z ]{0,40}-----|$)/g

/** Up to the last `@` of the word: a password may hold one, and what follows may hold none of it. */
const USER_IN_ADDRESS = /\b([a-z][a-z0-9+.-]{0,30}:\/\/)(?:[^\s"'<>/?#:@]{0,1000})(?::[^\s"'<>]{0,1000})?@/gi

const COOKIE = /\b((?:set-)?cookie\\*["']?\s{0,4}[=:]\s{0,4}\\*["']?)[^\r\n"]{1,4000}/gi

const SCHEME_AND_TOKEN = /\b(Bearer|bearer|BEARER|Basic|Digest|ApiKey)(?:\s|%20|\+){1,4}[\w.~+/=%|-]{6,}/g

/** The end of a name, in any of its spellings: `ACCESS_TOKEN`, `clientSecret`, `pgpassword`, `totp_seed`. */
const NAME =
  '(?:token|pass(?:word|wd|phrase|code)|pwd|secret|credentials?|authorization|session(?:[_-]?id)?|signature|jwt|' +
  '(?:api|access|private|secret|signing|encryption|client)[_.-]?key|totp(?:[_-]?(?:seed|code))?|otp|seed|' +
  'database[_-]?url|dsn|connection[_-]?string)'

/** Between a name and its value in an address, in a header, in JSON, and in any of them encoded in another. */
const IS = '\\\\*["\']?\\s{0,4}(?:[=:]|%(?:25)*3[da])\\s{0,4}'

const NAMED_AND_QUOTED = new RegExp(`(${NAME}${IS})(\\\\*["'])(?!\\[redacted\\]).{1,2000}?\\2`, 'gi')
const NAMED = new RegExp(`(${NAME}${IS}\\\\*["']?)(?!\\[redacted\\])[^\\s"'\\\\&;,<>{}]{1,4000}`, 'gi')

/** JSON web tokens; tokens of Meta, GitHub, AWS, Google and Slack. */
const SHAPED =
  /\beyJ[\w-]{8,4000}\.[\w-]{4,8000}(?:\.[\w-]{0,4000})?|EAA[A-Za-z0-9]{24,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\bxox[abprs]-[\w-]{10,}/g

const MAIL = /[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}\b/gi
