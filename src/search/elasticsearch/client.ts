import { readFile } from 'node:fs/promises'
import type { Client, ClientOptions, SniffingTransport } from '@elastic/elasticsearch'
import { late, problemOf, unavailable } from './failure.ts'
import type { ElasticsearchSettings } from './settings.ts'

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean>>
  readonly body?: object
  /** Lines of JSON, each with its line feed. */
  readonly lines?: string
}

/** One request. @throws {Problem} `search.unavailable` */
export type Server = <Answer>(ask: Ask) => Promise<Answer>

export interface ClientLimits {
  /** In all, from the connection to the last byte. */
  readonly ms: number
  readonly retries: number
  /** Whether other products may answer too, to be told apart by what they say. */
  readonly isAnyProduct?: boolean
}

/** The client takes a moment to load, and is loaded with the first request: who makes none does not pay for it. */
export function server(settings: ElasticsearchSettings, limits: ClientLimits): Server {
  let opening: Promise<Client> | null = null
  const opened = () => {
    opening ??= open(settings, limits).catch((problem: unknown) => {
      opening = null // a certificate that cannot be read may be there the next time
      throw problem
    })
    return opening
  }
  return async <Answer>(ask: Ask) => {
    const client = await opened()
    // The client's own limit is only for parts of a request.
    const signal = AbortSignal.timeout(limits.ms)
    try {
      return (await client.transport.request(requestOf(ask), {
        signal,
        ...(limits.isAnyProduct === true ? { headers: { accept: 'application/json' } } : {}),
      })) as Answer
    } catch (error) {
      throw signal.aborted ? late(limits.ms / 1000) : problemOf(error, limits.ms / 1000)
    }
  }
}

function requestOf({ method, path, query, body, lines }: Ask) {
  return {
    method,
    path,
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body: body as Record<string, unknown> }),
    ...(lines === undefined ? {} : { bulkBody: lines }),
  }
}

async function open(settings: ElasticsearchSettings, { ms, retries, isAnyProduct }: ClientLimits): Promise<Client> {
  const library = await import('@elastic/elasticsearch')
  const options: ClientOptions = {
    nodes: [...settings.nodes],
    maxRetries: retries,
    // Never reached: it would end a request in other words than ours.
    requestTimeout: 2 * ms + 10_000,
    ...(await trust(settings.caFile)),
    ...auth(settings.auth),
    ...(isAnyProduct === true ? { Transport: forAnyProduct(library.SniffingTransport) } : {}),
  }
  return new library.Client(options)
}

/** Without the check that the client makes of each answer. Other products understand plain JSON alone. */
function forAnyProduct(Base: typeof SniffingTransport): typeof SniffingTransport {
  return class extends Base {
    constructor({ productCheck: _, ...options }: ConstructorParameters<typeof SniffingTransport>[0]) {
      super(options)
    }
  }
}

function auth(auth: ElasticsearchSettings['auth']): Pick<ClientOptions, 'auth'> {
  if (auth === null) return {}
  return { auth: 'apiKey' in auth ? { apiKey: auth.apiKey } : { username: auth.user, password: auth.password } }
}

async function trust(caFile: string | null): Promise<Pick<ClientOptions, 'tls'>> {
  if (caFile === null) return {}
  try {
    return { tls: { ca: await readFile(caFile) } }
  } catch (error) {
    throw unavailable(`is not asked: the certificate ${caFile} cannot be read (${(error as Error).message})`)
  }
}
