import { instantOf } from '../domain/calendar.ts'
import type { ApiCalls, NoAnswer } from '../ports/api-calls.ts'
import type { ApiAnswer } from '../ports/crawling.ts'
import { type Answer, asker } from './ask.ts'
import { type Clock, systemClock } from './clock.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { operatorsAmong, systemLookup } from './operator-origins.ts'
import { Passing } from './passing.ts'
import { webAddress } from './web-address.ts'

interface ApiSettings {
  readonly userAgent: string
  /** Addresses that the operator named: these alone may lie on this machine or in its network. */
  readonly operatorAddresses: readonly string[]
  readonly clock?: Clock
}

/** A longer answer is none of an API. */
const MOST_BYTES = 64 * 1024 * 1024

/** A page of a large library takes about eleven seconds, and up to two minutes. Source: ambanum’s assessment of Meta’s. */
const HEADERS_MS = 180_000

/** Asks APIs over HTTP(S), one connection a host: each request once. */
export function httpApi({ userAgent, operatorAddresses, clock = systemClock }: ApiSettings): ApiCalls {
  const ask = asker({
    userAgent,
    clock,
    limits: { ...DEFAULT_LIMITS, headersMs: HEADERS_MS },
    blockBytes: MOST_BYTES,
    isOperators: operatorsAmong(operatorAddresses),
    lookup: systemLookup,
  })
  return {
    ask: async ({ url, method, headers = {}, body = '' }, secretHeaders, signal) => {
      try {
        const all = { ...headers, ...secretHeaders }
        const post = method === 'POST' ? { post: body } : {}
        return await read(await ask({ url: webAddress(url), headers: all, signal, ...post }), clock)
      } catch (error) {
        if (error instanceof Passing) return { noAnswer: error.reason }
        throw error
      }
    },
  }
}

async function read(answer: Answer, clock: Clock): Promise<ApiAnswer | NoAnswer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of answer.body()) {
    bytes += part.length
    if (bytes > MOST_BYTES) return { noAnswer: 'it answered with more than 64 MiB' }
    parts.push(part)
  }
  const { status, header } = answer
  return { status, header, text: Buffer.concat(parts).toString('utf8'), at: instantOf(clock.now()) }
}
