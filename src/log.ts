import { pino } from 'pino'
import { loggable } from './log/loggable.ts'
import { redactText } from './log/redact-text.ts'
import { terminalLine, visibleLine } from './log/visible-line.ts'

/** Error: a person must act now; warn: tomorrow; info: what ran. */
type Level = 'debug' | 'info' | 'warn' | 'error'

/** One event, as data. Never holds what a reader searched for. */
interface LogEvent {
  readonly level: Level
  readonly message: string
  readonly [key: string]: unknown
}

/** Each call is one line, whatever the values hold; secrets are cut out of it. Throws nothing. */
export interface Log {
  readonly event: (event: LogEvent) => void
  /** What ran, in one sentence; with an error, what went wrong. */
  readonly say: (line: string, error?: unknown) => void
}

interface LogSettings {
  readonly level: Level
  /** Lines for people instead of JSON. */
  readonly isTerminal: boolean
  readonly stream?: { readonly write: (line: string) => unknown }
  /** Values that must not be in any line, such as the password of the database. */
  readonly secrets?: readonly string[]
}

/** Lines of JSON on stderr, or sentences where a person looks on. */
export function createLog({ level, isTerminal, stream = process.stderr, secrets = [] }: LogSettings): Log {
  const render = isTerminal ? terminalLine : visibleLine
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => void stream.write(`${render(line.trimEnd())}\n`) },
  )
  const event = ({ level: own, message, ...details }: LogEvent) => {
    // A second `time` in a line would stand against the first.
    const { time: _time, ...told } = loggable(details, secrets) as Record<string, unknown>
    logger[own](told, redactText(message, secrets))
  }
  return {
    event,
    say: (line, error) => event({ level: error === undefined ? 'info' : 'error', message: line, error }),
  }
}

/** Where a configuration holds what must not be told. */
interface SecretHolder {
  readonly databaseUrl: string | null
  readonly elasticsearch: null | {
    readonly auth: null | { readonly user: string; readonly password: string } | { readonly apiKey: string }
  }
  readonly platforms: { readonly secrets: readonly string[] }
}

/** What is no secret since everybody would guess it is left alone, so that lines stay readable. */
export function secretsOf({ databaseUrl, elasticsearch, platforms }: SecretHolder): readonly string[] {
  return [...secretsOfDatabase(databaseUrl), ...secretsOfSearch(elasticsearch?.auth ?? null), ...platforms.secrets]
}

function secretsOfDatabase(databaseUrl: string | null): readonly string[] {
  if (databaseUrl === null || !URL.canParse(databaseUrl)) return []
  const { username, password, pathname, searchParams } = new URL(databaseUrl)
  const guessed = ['paidfor', 'postgres', username, decoded(username), pathname.slice(1)]
  const found = [password, decoded(password), searchParams.get('password') ?? '']
  return [...new Set(found)].filter((secret) => secret.length > 2 && !guessed.includes(secret))
}

/** Also as the header of a request holds them, and a key as its id and the secret itself, which base64 wraps. */
function secretsOfSearch(auth: NonNullable<SecretHolder['elasticsearch']>['auth']): readonly string[] {
  if (auth === null) return []
  if ('apiKey' in auth) {
    const [, inside = ''] = Buffer.from(auth.apiKey, 'base64').toString().split(':')
    return [auth.apiKey, ...(inside.length > 7 ? [inside] : [])]
  }
  const { user, password } = auth
  const whole = Buffer.from(`${user}:${password}`).toString('base64')
  return ['paidfor', 'elastic', user].includes(password) || password.length < 3 ? [whole] : [password, whole]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
