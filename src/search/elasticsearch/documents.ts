import type { HeldDocument } from '../../ports/search-engine.ts'
import type { Server } from './client.ts'
import { unavailable } from './failure.ts'

/** Bodies may be long. */
const WITH_BODY = 500
const WITHOUT_BODY = 5_000

interface Page {
  readonly timed_out?: boolean
  readonly _shards?: { readonly failed: number }
  readonly hits?: {
    readonly hits: readonly { readonly _id: string; readonly _version: number; readonly _source?: unknown }[]
  }
}

interface Range {
  readonly from: string
  readonly to: string | null
  readonly withBody: boolean
}

/** Each document of the range once, in pages: what is written meanwhile, the point in time does not show. */
export async function* documents(
  server: Server,
  pit: string,
  { from, to, withBody }: Range,
): AsyncGenerator<HeldDocument> {
  const size = withBody ? WITH_BODY : WITHOUT_BODY
  let last = from
  for (;;) {
    const hits = await page(server, {
      pit: { id: pit },
      query: { range: { id: { gt: last, ...(to === null ? {} : { lte: to }) } } },
      sort: [{ id: 'asc' }],
      size,
      version: true,
      _source: withBody,
      track_total_hits: false,
    })
    for (const { _id: id, _version: version, _source: source } of hits) {
      yield { id, version, body: withBody ? JSON.stringify(source) : null }
    }
    const end = hits.at(-1)
    if (end === undefined || hits.length < size) return
    last = end._id
  }
}

async function page(server: Server, body: object) {
  const query = { allow_partial_search_results: false }
  const {
    hits,
    timed_out: isLate,
    _shards: shards,
  } = await server<Page>({ method: 'POST', path: '/_search', query, body })
  if (hits === undefined || isLate !== false || shards?.failed !== 0)
    throw unavailable('shows only a part of the index')
  return hits.hits
}
