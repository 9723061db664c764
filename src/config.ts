import { resolve } from 'node:path'
import { z } from 'zod'
import { Problem } from './domain/errors.ts'

/** Where the archive lives and how it is reached. README's table of settings says the same. */
const settings = z.object({
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'is no address such as postgres://user:password@host:5432/paidfor')
    .optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is not a port number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'is above 65535')
    .default(3000),
  NODE_ENV: z
    .enum(['production', 'development', 'test'], 'is neither production nor development')
    .default('production'),
})

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
  readonly isDevelopment: boolean
  /** Started by `npm start`, which passes no signal on. */
  readonly isUnderNpm: boolean
}

/** @throws {Problem} `config.invalid` naming the setting */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  // An empty setting is one that was not made.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new Problem('config.invalid', `A setting cannot be used: ${reasons.join('; ')}.`)
  }
  const { DATA_DIR, DATABASE_URL, HOST, PORT, NODE_ENV } = parsed.data
  return {
    dataDir: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL ?? null,
    host: HOST,
    port: PORT,
    isDevelopment: NODE_ENV !== 'production',
    isUnderNpm: given['npm_lifecycle_event'] === 'start',
  }
}
