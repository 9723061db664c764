/** What is searched for: `[name, text, filters, sort, limit in ms of the 95th percentile]`. */
export function questions([common, other, third]) {
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

/** One of the most common words, and two that stand beside it more or less often. */
export async function commonWords(client) {
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
