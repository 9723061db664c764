import { lookup } from 'node:dns/promises'
import type { Lookup } from './guarded-connect.ts'

/** Whether an origin is one that the operator named: these alone may lie on this machine or in its network. */
export function operatorsAmong(addresses: readonly string[]): (origin: string) => boolean {
  const origins = new Set(addresses.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin))
  return (origin) => origins.has(origin)
}

export const systemLookup: Lookup = (name) => lookup(name, { all: true })
