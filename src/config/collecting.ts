import { z } from 'zod'
import { type CalendarDate, calendarDateOrNull } from '../domain/calendar.ts'
import { webAddress } from './addresses.ts'
import type { Given } from './fault.ts'

const said = z.string().max(4_000, 'is longer than 4,000 characters').optional()
const secret = z
  .string()
  .regex(/^[\x21-\x7e]{4,4000}$/, 'is no token or key: it has four characters at least, none of them a blank')
  .optional()
const address = webAddress('at which the API begins', () => true)

/** Secrets that are shown to platforms. Each may stand in a file, named by the same name with `_FILE`. */
export const PLATFORM_SECRETS = [
  'META_ACCESS_TOKEN',
  'META_APP_SECRET',
  'X_BEARER_TOKEN',
  'MICROSOFT_DEVELOPER_TOKEN',
  'LINKEDIN_ACCESS_TOKEN',
  'TIKTOK_CLIENT_KEY',
  'TIKTOK_CLIENT_SECRET',
  'REDDIT_CLIENT_ID',
  'REDDIT_CLIENT_SECRET',
] as const

/** What sources with an API are asked with. Which source wants which is in its own folder. */
const PLATFORM_CHOICES = {
  META_APP_ID: said,
  META_API_VERSION: said,
  COLLECT_META_COUNTRIES: said,
  COLLECT_META_PAGES: said,
  COLLECT_X_EU_ACCOUNTS: said,
  COLLECT_X_EU_COUNTRIES: said,
  COLLECT_MICROSOFT_SEARCHES: said,
  COLLECT_MICROSOFT_COUNTRIES: said,
  LINKEDIN_VERSION: said,
  COLLECT_LINKEDIN_SEARCHES: said,
  COLLECT_TIKTOK_SEARCHES: said,
  COLLECT_TIKTOK_COUNTRIES: said,
  COLLECT_SNAP_EU_SEARCHES: said,
  COLLECT_SNAP_EU_COUNTRIES: said,
}

export const platformSettings = {
  COLLECT_META_URL: address,
  COLLECT_X_URL: webAddress('of the page that links to the files', () => true),
  COLLECT_X_EU_URL: address,
  COLLECT_MICROSOFT_URL: address,
  COLLECT_LINKEDIN_URL: address,
  COLLECT_TIKTOK_URL: address,
  COLLECT_SNAP_EU_URL: address,
  COLLECT_REDDIT_URL: address,
  COLLECT_FROM: z
    .string()
    .refine((text) => calendarDateOrNull(text) !== null, 'is no day: write it as 2026-09-01')
    .transform((text) => text as CalendarDate)
    .optional(),
  COLLECT_CALLS: z
    .string()
    .regex(
      /^\s*[a-z-]+=\d{1,7}(?:[\s,]+[a-z-]+=\d{1,7})*\s*$/,
      'does not name sources with calls a day, such as meta=2000',
    )
    .transform(callsBySource)
    .default(new Map()),
  ...PLATFORM_CHOICES,
  ...(Object.fromEntries(PLATFORM_SECRETS.map((name) => [name, secret])) as Readonly<
    Record<(typeof PLATFORM_SECRETS)[number], typeof secret>
  >),
}

/** `meta=2000, linkedin=500` */
function callsBySource(text: string): ReadonlyMap<string, number> {
  const pairs = text.trim().split(/[\s,]+/)
  return new Map(pairs.map((pair) => pair.split('=') as [string, string]).map(([name, calls]) => [name, Number(calls)]))
}

export interface PlatformConfig {
  /** What sources are asked with, by the name of the setting; secrets too. */
  readonly settings: ReadonlyMap<string, string>
  /** Those of them that must not be told. */
  readonly secrets: readonly string[]
  /** From which day on older periods are filled in; null: so many days back as is usual. */
  readonly from: CalendarDate | null
  /** Calls a day, by the name of the source, where the operator chose them. */
  readonly callsPerDay: ReadonlyMap<string, number>
}

interface Read {
  readonly COLLECT_FROM?: CalendarDate | undefined
  readonly COLLECT_CALLS: ReadonlyMap<string, number>
}

export function platformConfig(read: Read, given: Given): PlatformConfig {
  const names = [...PLATFORM_SECRETS, ...Object.keys(PLATFORM_CHOICES)]
  const settings = names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]] as const]))
  const secrets = PLATFORM_SECRETS.flatMap((name) => given[name] ?? [])
  return { settings: new Map(settings), secrets, from: read.COLLECT_FROM ?? null, callsPerDay: read.COLLECT_CALLS }
}
