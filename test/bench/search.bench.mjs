import { parseSearchTerms } from '../../dist/src/domain/search-terms.js'
import { openDatabase } from '../../dist/src/store/postgres/data-source.js'
import { queryByIndex } from '../../dist/src/store/postgres/search/by-index.js'
import { newestRevision, pageStatement, tsqueryOf } from '../../dist/src/store/postgres/search/search.js'
import { millions, onServer, openFilled, timed, urlOf } from './scratch.mjs'

/** What is searched for: `[name, text, filters, sort, limit in ms of the 95th percentile]`. */
function questions([common, other, third]) {
  return [
    ['everything, newest first', '', {}, 'newest', 400],
    ['two words', `${other} ${third}`, {}, 'newest', 400],
    ['two words by relevance', `${other} ${third}`, {}, 'relevance', 400],
    ['a very common word', common, {}, 'newest', 500],
    ['a very common word by relevance', common, {}, 'relevance', 500],
    ['two common words', `${common} ${other}`, {}, 'newest', 500],
    ['a platform', '', { source: 'snap' }, 'newest', 500],
    ['a country', '', { country: 'US' }, 'newest', 500],
    ['a country, most spent', '', { country: 'US' }, 'most-spent', 500],
    ['a common word in a country', common, { country: 'US' }, 'newest', 500],
    ['a currency and a period', '', { currency: 'USD', from: '2023-01-01', to: '2023-02-01' }, 'newest', 500],
    ['a phrase', `"${other} ${third}"`, {}, 'newest', 500],
    ['a rare country', '', { country: 'NO' }, 'newest', 500],
  ]
}

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

/** One of the most common words, and two that stand beside it more or less often. */
async function commonWords(client) {
  const [common] = await frequent(client, '')
  const beside = (await frequent(client, ` WHERE search @@ ''${common.word}''::tsquery`)).filter(
    ({ word }) => word !== common.word,
  )
  return [common, beside[Math.floor(beside.length * 0.1)], beside[Math.floor(beside.length * 0.3)]]
}

async function frequent(client, where) {
  const { rows } = await client.query(
    `SELECT stat.word, stat.ndoc AS ads FROM ts_stat(
       'SELECT search FROM disclosure_state TABLESAMPLE SYSTEM (2) REPEATABLE (1)${where}') stat
     WHERE stat.word ~ '^[a-z]{4,}$' ORDER BY stat.ndoc DESC, stat.word LIMIT 200`,
  )
  return rows
}

function show({ p50, p95 }) {
  return `${p50.toFixed(0)}/${p95.toFixed(0)} ms`
}
