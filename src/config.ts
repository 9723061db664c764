import { resolve } from 'node:path'
import { z } from 'zod'
import { Problem } from './domain/errors.ts'

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/, 'is not a port number')
  .transform(Number)
  .refine((port) => port <= 65_535, 'is above 65535')

const RELEASES = ['weekly', 'daily', 'off'] as const
const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const

/** Where the archive lives and how it is reached. README's table of settings says the same. */
const settings = z.object({
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'is no address such as postgres://user:password@host:5432/paidfor')
    .optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: portNumber.default(3000),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'is no address such as https://paidfor.example, without a path')
    .transform((text) => new URL(text).origin)
    .optional(),
  COLLECT: z.string().transform(names).default([]),
  COLLECT_SNAP_URL: webAddress('with {year} in it', (url) => url.includes('{year}')),
  COLLECT_GOOGLE_URL: webAddress('of the bundle’s zip', () => true),
  COLLECT_CONTACT: z
    .string()
    .regex(/^[\x21-\x7e]{3,200}$/, 'is no address at which you can be reached')
    .optional(),
  RELEASES: z.enum(RELEASES, `is none of ${RELEASES.join(', ')}`).default('weekly'),
  REDISTRIBUTE: z.string().transform(names).default([]),
  METRICS_PORT: portNumber.optional(),
  RATE_LIMIT: z
    .string()
    .regex(/^(?:off|[1-9]\d{0,8})$/, 'is neither a number of requests a minute nor “off”')
    .transform((text) => (text === 'off' ? null : Number(text)))
    .default(2000),
  TRUST_PROXY: z
    .string()
    .regex(/^\d{1,2}$/, 'is no number of proxies, such as 1')
    .transform(Number)
    .default(0),
  LOG_LEVEL: z.enum(LOG_LEVELS, `is none of ${LOG_LEVELS.join(', ')}`).default('info'),
  NODE_ENV: z
    .enum(['production', 'development', 'test'], 'is neither production nor development')
    .default('production'),
})

/** Every setting there is, by name. */
export const SETTING_NAMES: readonly string[] = Object.keys(settings.shape)

/** Names of sources, with commas or blanks between them. */
function names(text: string): string[] {
  return [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((name) => name !== ''),
    ),
  ]
}

function webAddress(what: string, isWhole: (url: string) => boolean) {
  const message = `is no address http://… or https://… ${what}, without user or password`
  return z
    .string()
    .refine((text) => isWebAddress(text) && isWhole(text), message)
    .optional()
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

function isOrigin(text: string): boolean {
  return isWebAddress(text) && `${new URL(text).origin}/` === new URL(text).href
}

function isPostgresUrl(text: string): boolean {
  try {
    const { protocol, username, password, pathname } = new URL(text)
    for (const part of [username, password, pathname]) decodeURIComponent(part)
    return /^postgres(ql)?:$/.test(protocol)
  } catch {
    return false
  }
}

export interface Config {
  readonly dataDir: string
  /** Null: the embedded database under `dataDir`. */
  readonly databaseUrl: string | null
  readonly host: string
  readonly port: number
  /** Scheme and host under which readers know the site; null: those of each request. */
  readonly publicUrl: string | null
  /** Names of the sources that are pulled on schedule; empty: nothing goes out. */
  readonly collect: readonly string[]
  /** The operator's own addresses of sources, by name of the source. */
  readonly addresses: ReadonlyMap<string, string>
  /** What a platform's operator may write to; part of the user agent. */
  readonly contact: string | null
  /** How often a release is made by itself. */
  readonly releases: (typeof RELEASES)[number]
  /** Names of sources whose withheld records this operator publishes all the same. */
  readonly redistribute: readonly string[]
  /** Null: no metrics are served. */
  readonly metricsPort: number | null
  /** Requests a minute from one network, null for any number; and how many proxies in front are believed. */
  readonly limits: { readonly requestsPerMinute: number | null; readonly trustedProxies: number }
  readonly logLevel: (typeof LOG_LEVELS)[number]
  readonly isDevelopment: boolean
  /** Started by `npm start`, which passes no signal on. */
  readonly isUnderNpm: boolean
}

/** All that the environment says, settings or not. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env
}

/** @throws {Problem} `config.invalid` naming the setting */
export function readConfig(from = environment()): Config {
  // An empty setting is one that was not made.
  const given = Object.fromEntries(Object.entries(from).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new Problem('config.invalid', `A setting cannot be used: ${reasons.join('; ')}.`)
  }
  const { DATA_DIR, DATABASE_URL, HOST, PORT, NODE_ENV, ...rest } = parsed.data
  return {
    dataDir: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL ?? null,
    host: HOST,
    port: PORT,
    publicUrl: rest.PUBLIC_URL ?? null,
    collect: rest.COLLECT,
    addresses: addressesOf(rest),
    contact: rest.COLLECT_CONTACT ?? null,
    releases: rest.RELEASES,
    redistribute: rest.REDISTRIBUTE,
    metricsPort: rest.METRICS_PORT ?? null,
    limits: { requestsPerMinute: rest.RATE_LIMIT, trustedProxies: rest.TRUST_PROXY },
    logLevel: rest.LOG_LEVEL,
    isDevelopment: NODE_ENV !== 'production',
    isUnderNpm: given['npm_lifecycle_event'] === 'start',
  }
}

/** `COLLECT_SNAP_URL` is the address of `snap`. */
function addressesOf(given: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [name, value] of Object.entries(given)) {
    const [, source] = /^COLLECT_(\w+)_URL$/.exec(name) ?? []
    if (source !== undefined && typeof value === 'string') found.set(source.toLowerCase(), value)
  }
  return found
}
