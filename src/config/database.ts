import { z } from 'zod'
import { isPostgresUrl } from './addresses.ts'
import type { Fault, Given } from './fault.ts'

export const databaseSettings = {
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'is no address such as postgres://user:password@host:5432/paidfor')
    .optional(),
  DATABASE_PASSWORD: z.string().optional(),
}

/** What the settings of the database say against each other. */
export function databaseFaults(given: Given): Fault[] {
  const { DATABASE_URL: url, DATABASE_PASSWORD: password } = given
  if (password === undefined) return []
  const setting = 'DATABASE_PASSWORD'
  if (url === undefined)
    return [{ setting, says: 'has no effect without DATABASE_URL: make that too, or leave it out' }]
  if (!isPostgresUrl(url) || !hasPassword(new URL(url))) return []
  return [{ setting, says: 'is made, and DATABASE_URL holds a password too: leave one out' }]
}

function hasPassword({ password, searchParams }: URL): boolean {
  return password !== '' || searchParams.has('password')
}

/** The address of the database with its password in it; null: the built-in database. */
export function databaseUrl(
  given: { readonly [key in keyof typeof databaseSettings]?: string | undefined },
): string | null {
  const { DATABASE_URL: url, DATABASE_PASSWORD: password } = given
  if (url === undefined || password === undefined) return url ?? null
  const whole = new URL(url)
  // An address without a host, as for a socket, has no place for a password before it.
  if (whole.host === '') whole.searchParams.set('password', password)
  else whole.password = encodeURIComponent(password)
  return whole.href
}
