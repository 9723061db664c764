import { resolve } from 'node:path'
import { z } from 'zod'
import { isOrigin, webAddress } from './config/addresses.ts'
import { type PlatformConfig, platformConfig, platformSettings } from './config/collecting.ts'
import { databaseFaults, databaseSettings, databaseUrl } from './config/database.ts'
import {
  type ElasticsearchConfig,
  elasticsearchConfig,
  elasticsearchFaults,
  elasticsearchSettings,
} from './config/elasticsearch.ts'
import type { Fault, Given } from './config/fault.ts'
import { reviewFaults, reviewSettings } from './config/review.ts'
import { secretFileSettings, withSecretFiles } from './config/secret-files.ts'
import { Problem } from './domain/errors.ts'

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/, 'is not a port number')
  .transform(Number)
  .refine((port) => port <= 65_535, 'is above 65535')

const RELEASES = ['weekly', 'daily', 'off'] as const
const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
const ROLES = ['web', 'jobs'] as const

/** Where the archive lives and how it is reached. README's table of settings says the same. */
const settings = z.object({
  DATA_DIR: z.string().min(1).default('./data'),
  ...databaseSettings,
  ...elasticsearchSettings,
  ...secretFileSettings,
  ROLE: z.enum(ROLES, `is none of ${ROLES.join(', ')}; without it one process does both`).optional(),
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
  ...platformSettings,
  COLLECT_CONTACT: z
    .string()
    .regex(/^[\x21-\x7e]{3,200}$/, 'is no address at which you can be reached')
    .optional(),
  RELEASES: z.enum(RELEASES, `is none of ${RELEASES.join(', ')}`).default('weekly'),
  REDISTRIBUTE: z.string().transform(names).default([]),
  RATES_URL: webAddress('of the zip of reference rates', () => true),
  REGISTRY_LICENCES: z.string().transform(names).default([]),
  ...reviewSettings,
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

export interface Config {
  readonly dataDir: string
  /** Null: the embedded database under `dataDir`. */
  readonly databaseUrl: string | null
  /** Null: PostgreSQL searches. */
  readonly elasticsearch: ElasticsearchConfig | null
  /** What this process does: serve readers, run what runs by itself, or both. */
  readonly role: (typeof ROLES)[number] | 'all'
  readonly host: string
  readonly port: number
  /** Scheme and host under which readers know the site; null: those of each request. */
  readonly publicUrl: string | null
  /** Names of the sources that are pulled on schedule; empty: nothing goes out. */
  readonly collect: readonly string[]
  /** The operator's own addresses of sources, by name of the source. */
  readonly addresses: ReadonlyMap<string, string>
  /** What sources with an API are asked with, how far back and how often. */
  readonly platforms: PlatformConfig
  /** What a platform's operator may write to; part of the user agent. */
  readonly contact: string | null
  /** How often a release is made by itself. */
  readonly releases: (typeof RELEASES)[number]
  /** Names of sources whose withheld records this operator publishes all the same. */
  readonly redistribute: readonly string[]
  /** Where reference rates are fetched from; null: nowhere. */
  readonly ratesUrl: string | null
  /** Names of licences of registries under which this operator's use is covered. */
  readonly registryLicences: readonly string[]
  /** Whether people decide here which names are one sponsor. */
  readonly hasReviewDesk: boolean
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
  const { faults, config } = tryConfig(from)
  if (config !== null) return config
  const reasons = faults.map(({ setting, says }) => `${setting} ${says}`)
  throw new Problem('config.invalid', `A setting cannot be used: ${reasons.join('; ')}.`)
}

interface Tried {
  readonly faults: readonly Fault[]
  /** Null: there are faults. */
  readonly config: Config | null
}

/** The same, with all that is wrong: each setting by itself, and what settings say against each other. */
export function tryConfig(from: Readonly<Record<string, string | undefined>>): Tried {
  const { given, faults: unread, knownAs } = withSecretFiles(made(from))
  const parsed = settings.safeParse(given)
  const bad = parsed.error?.issues.map((issue) => ({ setting: issue.path.join('.'), says: issue.message })) ?? []
  // What stands in a file that cannot be read would seem not to be made.
  const contrary = unread.length > 0 ? [] : contraryFaults(given)
  const named = [...bad, ...contrary].map(({ setting, says }) => ({ setting: knownAs(setting), says }))
  const faults = [...unread, ...named]
  if (faults.length > 0 || !parsed.success) return { faults, config: null }
  return { faults, config: configOf(parsed.data, given) }
}

/** An empty setting is one that was not made. */
function made(from: Readonly<Record<string, string | undefined>>): Given {
  const all = Object.entries(from).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '')
  return Object.fromEntries(all)
}

function contraryFaults(given: Given): Fault[] {
  const faults = [...databaseFaults(given), ...elasticsearchFaults(given), ...reviewFaults(given)]
  if (given['ROLE'] === undefined || given['DATABASE_URL'] !== undefined) return faults
  const says = 'needs DATABASE_URL: the built-in database serves one process, and there are to be several'
  return [...faults, { setting: 'ROLE', says }]
}

function configOf(read: z.infer<typeof settings>, given: Given): Config {
  const { DATA_DIR, HOST, PORT, NODE_ENV, ROLE, ...rest } = read
  return {
    dataDir: resolve(DATA_DIR),
    databaseUrl: databaseUrl(rest),
    elasticsearch: elasticsearchConfig(rest),
    role: ROLE ?? 'all',
    host: HOST,
    port: PORT,
    publicUrl: rest.PUBLIC_URL ?? null,
    collect: rest.COLLECT,
    addresses: addressesOf(rest),
    platforms: platformConfig(rest, given),
    contact: rest.COLLECT_CONTACT ?? null,
    releases: rest.RELEASES,
    redistribute: rest.REDISTRIBUTE,
    ratesUrl: rest.RATES_URL ?? null,
    registryLicences: rest.REGISTRY_LICENCES,
    hasReviewDesk: rest.REVIEW_DESK === 'local',
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
    if (source !== undefined && typeof value === 'string') {
      found.set(source.toLowerCase().replaceAll('_', '-'), value.replace(/\/+$/, ''))
    }
  }
  return found
}
