import { REDACTED, redactText } from './redact-text.ts'

/** How deep objects and causes are followed, and how many parts of each are kept. */
const MOST_DEPTH = 6
const MOST_PARTS = 100

/** Names whose values are secrets, without blanks, hyphens and underscores, in lower case. */
const SECRET_NAME =
  /password|passwd|passphrase|passcode|^pass$|pwd|secret|token|authorization|cookie|credential|apikey|accesskey|privatekey|signingkey|encryptionkey|^session(id)?$|^sid$|totp|^otp$|seed$|signature|jwt|databaseurl|^dsn$|connectionstring|^e?mail(address)?$/

/**
 * A value as it may be logged: plain data without secrets, whatever it held. Errors keep their kind, message, code, stack
 * and cause, and nothing else that hangs on them, such as the values of a statement; a Problem its code and message.
 * Throws nothing.
 */
export function loggable(value: unknown, secrets: readonly string[] = []): unknown {
  return plain(value, { secrets, above: [] })
}

interface Where {
  readonly secrets: readonly string[]
  /** The objects that this one lies in. */
  readonly above: readonly object[]
}

function plain(value: unknown, where: Where): unknown {
  switch (typeof value) {
    case 'string':
      return redactText(value, where.secrets)
    case 'bigint':
      return String(value)
    case 'number':
    case 'boolean':
    case 'undefined':
      return value
    case 'object':
      return value === null ? null : plainObject(value, where)
    default:
      return `[${typeof value}]`
  }
}

function plainObject(value: object, { secrets, above }: Where): unknown {
  if (above.includes(value)) return '[circular]'
  if (above.length >= MOST_DEPTH) return '[deep]'
  const below = { secrets, above: [...above, value] }
  try {
    if (isError(value)) return plainError(value, below)
    if (value instanceof URL) return redactText(value.href, secrets)
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
    if (value instanceof Map) return plainParts([...value], below)
    if (value instanceof Set || Array.isArray(value)) {
      return [...value].slice(0, MOST_PARTS).map((part) => plain(part, below))
    }
    return plainParts(Object.entries(value), below)
  } catch {
    return '[unreadable]' // a getter or a proxy that throws
  }
}

function plainParts(parts: readonly (readonly [unknown, unknown])[], where: Where): Record<string, unknown> {
  const told = parts.slice(0, MOST_PARTS).map(([name, part]) => {
    const text = String(name)
    return [redactText(text, where.secrets), isSecretName(text) ? REDACTED : plain(part, where)] as const
  })
  return Object.fromEntries(told)
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.toLowerCase().replaceAll(/[\s_.-]/g, ''))
}

/** Not `instanceof Error` alone: Jest runs tests in a realm of their own. */
function isError(value: object): value is Error & { readonly code?: unknown; readonly errors?: unknown } {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]'
}

function plainError(error: Error & { readonly code?: unknown; readonly errors?: unknown }, where: Where): unknown {
  const { name, message, stack, code, cause, errors } = error
  const told = { type: name, code: plain(code, where), message: plain(message, where) }
  if (name === 'Problem') return told
  return { ...told, stack: plain(stack, where), cause: plain(cause, where), errors: plain(errors, where) }
}
