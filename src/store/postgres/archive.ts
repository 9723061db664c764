import type { DataSource } from 'typeorm'
import { Problem } from '../../domain/errors.ts'
import type { Archive } from '../../ports/archive.ts'
import { history } from './history.ts'
import { search } from './search/search.ts'
import { streamer } from './search/stream.ts'
import { isEmpty, summary, topSponsors } from './summary.ts'

const QUERY_CANCELED = '57014'

export function postgresArchive(dataSource: DataSource): Archive {
  const stream = streamer(dataSource)
  return {
    isEmpty: () => timely(isEmpty(dataSource)),
    summary: () => timely(summary(dataSource)),
    topSponsors: (currency) => timely(topSponsors(dataSource, currency)),
    search: (query, after, size) => timely(search(dataSource, query, after, size)),
    stream: (query) => timely(stream(query)),
    history: (id) => timely(history(dataSource, id)),
  }
}

/** A statement that the server stopped at its time limit, in words. */
async function timely<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer
  } catch (cause) {
    if ((cause as { code?: string }).code !== QUERY_CANCELED) throw cause
    const message = 'That question takes too long to answer. Narrow it by a source, a place or a period.'
    throw new Problem('request.too_slow', message, { cause })
  }
}
