import { join } from 'node:path'
import { parseSearchTerms } from '../../dist/src/domain/search-terms.js'
import { importAds, openScratch, seconds, writeAds } from './archive.mjs'

const QUERIES = [
  ['everything, newest first', '', {}, 'newest'],
  ['a common word', 'election', {}, 'relevance'],
  ['two words', 'river ballot', {}, 'relevance'],
  ['a phrase', '"vote dam"', {}, 'newest'],
  ['a region, most spent', '', { region: 'US-GA' }, 'most-spent'],
]
const ROUNDS = 20

/** The limit: the cheapest question that the same connection can be asked. */
export async function bench(rows) {
  const { app, folder, close } = await openScratch()
  const path = join(folder, 'ads.csv')
  await writeAds(path, rows)
  await importAds(app, path)
  const limit = await median(() => app.real.archive.isEmpty())
  console.log(`${rows} generated ads; the cheapest question takes ${(limit * 1000).toFixed(1)} ms`)
  for (const [name, text, filters, sort] of QUERIES) {
    const query = { terms: parseSearchTerms(text), filters, sort }
    const page = await median(() => app.real.archive.search(query, null, 25))
    console.log(`${name}: ${(page * 1000).toFixed(1)} ms, ${(page / limit).toFixed(0)} times the cheapest`)
  }
  await close()
}

async function median(act) {
  const times = []
  for (let round = 0; round < ROUNDS; round++) times.push((await seconds(act))[0])
  return times.sort((a, b) => a - b)[ROUNDS / 2]
}
