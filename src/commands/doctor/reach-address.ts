import { lookup } from 'node:dns/promises'
import { Problem } from '../../domain/errors.ts'
import { type Ask, asker } from '../../fetch/ask.ts'
import { systemClock } from '../../fetch/clock.ts'
import { DEFAULT_LIMITS } from '../../fetch/limits.ts'
import { Passing } from '../../fetch/passing.ts'
import { webAddress } from '../../fetch/web-address.ts'
import type { Reach } from './check-collecting.ts'

interface Reaching {
  readonly userAgent: string
  /** Addresses that the operator named: these alone may lie in a private network. */
  readonly operatorAddresses: readonly string[]
}

const PATIENCE_MS = 10_000

/** Asks as collecting does, by the same rules, for the first byte alone: some servers treat HEAD otherwise than GET. */
export function reachAddress({ userAgent, operatorAddresses }: Reaching): Reach {
  const origins = new Set(operatorAddresses.map((address) => new URL(address).origin))
  const ask = asker({
    userAgent,
    limits: { ...DEFAULT_LIMITS, connectMs: PATIENCE_MS, headersMs: PATIENCE_MS },
    clock: systemClock,
    blockBytes: 65_536,
    isOperators: (origin) => origins.has(origin),
    lookup: (name) => lookup(name, { all: true }),
  })
  return async (url) => {
    try {
      return await trouble(ask, url)
    } catch (error) {
      if (error instanceof Passing || error instanceof Problem) return error.message
      throw error
    }
  }
}

async function trouble(ask: Ask, url: string): Promise<string | null> {
  const signal = AbortSignal.timeout(2 * PATIENCE_MS)
  const answer = await ask({ url: webAddress(url), headers: { range: 'bytes=0-0' }, signal })
  await answer.drop()
  const isThere = answer.status === 200 || answer.status === 206
  return isThere ? null : `it answers with status ${answer.status}`
}
