import { parseSearchTerms } from '../../dist/src/domain/search-terms.js'
import { openDatabase } from '../../dist/src/store/postgres/data-source.js'
import { queryByIndex } from '../../dist/src/store/postgres/search/by-index.js'
import { newestRevision, pageStatement, tsqueryOf } from '../../dist/src/store/postgres/search/search.js'
import { commonWords, questions } from './questions.mjs'
import { millions, onServer, openFilled, timed, urlOf } from './scratch.mjs'

const PAGE = 25

/**
 * Each question as a page asks it, with totals and facets, and its list alone. The limit beside it: the same words asked
 * of the index alone, the newest of at most as many as are counted.
 */
export async function bench({ count, kept }) {
  const scratch = await openFilled({ kept, count })
  const words = await onServer(scratch, commonWords)
  console.log(`${millions(count)} ads; the words: ${words.map(({ word, ads }) => `${word} (${ads})`).join(', ')}`)
  const database = await openDatabase(urlOf(scratch))
  for (const [name, text, filters, sort, wanted] of questions(words.map(({ word }) => word))) {
    const query = { terms: parseSearchTerms(text), filters, sort }
    const { total, isCapped } = await scratch.archive.search(query, null, PAGE)
    const whole = await timed(() => scratch.archive.search(query, null, PAGE))
    const list = await timed(() => listAlone(database, query, !isCapped))
    const mark = whole.p95 <= wanted ? '' : '  TOO SLOW'
    console.log(
      `${name}: ${total}${isCapped ? '+' : ''} found; with totals ${show(whole)} (wanted ${wanted}), ` +
        `without ${show(list)}, ratio ${(whole.p50 / list.p50).toFixed(1)}${mark}`,
    )
  }
  await database.destroy()
  await scratch.close()
}

async function listAlone(database, query, areFew) {
  const revision = await newestRevision(database)
  const tsquery = await tsqueryOf(database, query.terms)
  const { sql, parameters } = pageStatement(query, { revision, tsquery, after: null, limit: PAGE + 1, areFew })
  return queryByIndex(database, sql, parameters)
}

function show({ p50, p95 }) {
  return `${p50.toFixed(0)}/${p95.toFixed(0)} ms`
}
