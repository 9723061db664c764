import { Agent, type Dispatcher } from 'undici'
import { Problem } from '../domain/errors.ts'
import { refuseStopped } from '../domain/stopped.ts'
import type { Clock } from './clock.ts'
import { type ConnectRules, guardedConnect } from './guarded-connect.ts'
import type { Limits } from './limits.ts'
import { Passing } from './passing.ts'
import { untilStopped } from './until-stopped.ts'

/** One answer. Its body is read, or dropped: never left. */
export interface Answer {
  readonly status: number
  /** All values of a header, joined by commas; null: it is not there. */
  readonly header: (name: string) => string | null
  /** @throws {Passing} when the connection breaks off or falls silent */
  readonly body: () => AsyncIterable<Buffer>
  readonly drop: () => Promise<void>
}

export interface Asking {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Without it, a GET. */
  readonly post?: string
}

/** One request, without redirects and without a second try. @throws {Passing}; {Problem} `collect.refused`, `import.stopped` */
export type Ask = (asking: Asking) => Promise<Answer>

export interface AskRules extends Omit<ConnectRules, 'connectMs'> {
  readonly userAgent: string
  readonly limits: Limits
  readonly clock: Clock
  /** So many bytes have `limits.blockMs` to arrive. */
  readonly blockBytes: number
}

export function asker(rules: AskRules): Ask {
  const { userAgent, limits } = rules
  const agent = new Agent({
    connect: guardedConnect({ ...rules, connectMs: limits.connectMs }),
    connections: 1,
    pipelining: 1,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyIdleMs,
  })
  return async ({ url, headers, signal, post }) => {
    refuseStopped(signal)
    const asked = agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: post === undefined ? 'GET' : 'POST',
      ...(post === undefined ? {} : { body: post }),
      headers: { 'user-agent': userAgent, 'accept-encoding': 'identity', accept: '*/*', ...headers },
      signal,
    })
    const response = await untilStopped(signal, asked).catch((error) => asPassing(error, signal))
    return answerOf(response, rules, signal)
  }
}

function answerOf(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  rules: AskRules,
  signal: AbortSignal,
): Answer {
  body.on('error', () => undefined) // a body that is dropped ends in one
  return {
    status: statusCode,
    header: (name) => {
      const value = headers[name]
      return value === undefined ? null : [value].flat().join(',')
    },
    body: () => chunksOf(body, rules, signal),
    drop: () => drop(body),
  }
}

async function* chunksOf(
  body: AsyncIterable<Buffer>,
  { limits, clock, blockBytes }: AskRules,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  try {
    let since = clock.now().getTime()
    let bytes = 0
    for await (const chunk of body) {
      yield chunk
      bytes += chunk.length
      const now = clock.now().getTime()
      if (bytes >= blockBytes) [since, bytes] = [now, 0]
      else if (now - since > limits.blockMs) throw new Passing('it is too slow')
    }
  } catch (error) {
    asPassing(error, signal)
  }
}

/** Reading out a short answer keeps the connection; a long one is cut off with it. */
async function drop(body: Dispatcher.ResponseData['body']): Promise<void> {
  await body.dump({ limit: 65_536, signal: AbortSignal.timeout(1_000) }).catch(() => undefined)
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refused the connection',
  ECONNRESET: 'the connection broke off',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'names cannot be looked up',
  UND_ERR_SOCKET: 'the connection broke off',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about',
  UND_ERR_HEADERS_TIMEOUT: 'it gave no answer',
  UND_ERR_BODY_TIMEOUT: 'it fell silent in the middle',
}

/** Only what has a code is a failure of the network; the rest is a bug of ours. */
function asPassing(error: unknown, signal: AbortSignal): never {
  refuseStopped(signal)
  const { code } = error as { readonly code?: unknown }
  if (typeof code !== 'string' || error instanceof Problem || code === 'UND_ERR_INVALID_ARG') throw error
  throw new Passing(`${WORDS[code] ?? 'the connection failed'} (${code})`, { cause: error })
}
