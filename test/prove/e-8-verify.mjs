import { readFileSync } from 'node:fs'
import { startIndexer } from '../../dist/jobs/indexer.js'
import { importTest } from './support/import-test.mjs'
import { openIndexed, startChanges } from './support/indexed-site.mjs'

const EACH = 100
const KINDS = ['missing', 'stale', 'extra', 'altered']

/**
 * E-8: of an index of `n` ads 100 documents are taken out, 100 are old, 100 are of nobody and 100 say something else at the
 * right version. `verify-index` must find these and no other, also while 200 ads a second change; repaired, it finds none.
 */
export const proof = {
  unit: 'ads',
  target: { found: 4 * EACH, foundWhileChanging: 4 * EACH, foundAfter: 0, seconds: '≤ 600', grownMiB: '≤ 150' },
  fast: 2_000,
  full: 1_000_000,
  run: async ({ n }) => {
    const indexed = await openIndexed(n)
    try {
      return await prove(indexed)
    } finally {
      await indexed.close()
    }
  },
}

async function prove(indexed) {
  const { deps, database } = indexed
  await indexed.paidfor('reindex').ended
  const sound = await verify(indexed)
  await plantDamage(indexed)
  const first = await verify(indexed)
  const worker = startIndexer(deps)
  const changes = await startChanges(database)
  const repaired = await verify(indexed, '--repair')
  const second = await verify(indexed)
  const changed = await changes.stop()
  await worker[Symbol.asyncDispose]()
  const measured = {
    foundBefore: sound.found,
    found: first.found,
    kinds: first.kinds.join(),
    foundWhileChanging: repaired.found,
    foundAfter: second.found,
    changedMeanwhile: changed,
    seconds: Math.round(first.took),
    secondsWhileChanging: Math.round(repaired.took),
    grownMiB: Math.max(sound.grown, first.grown, repaired.grown),
  }
  const isExact = [first, repaired].every(({ kinds }) => kinds.every((count) => count === EACH))
  const isClean = sound.found + second.found === 0 && first.code === 1 && repaired.code === 0 && second.code === 0
  return { measured, pass: isExact && isClean && first.took <= 600 && measured.grownMiB <= 150 }
}

/** Runs the command: what it counted, and how much its memory grew from its first word to its most. */
async function verify({ paidfor }, ...options) {
  const run = paidfor('verify-index', ...options)
  const sizes = []
  const watch = setInterval(() => {
    if (run.said !== '') sizes.push(residentNow(run.child.pid))
  }, 50)
  const { code, said, took } = await run.ended
  clearInterval(watch)
  const [, ...told] =
    /compared: ([\d,]+) missing, ([\d,]+) of another version, ([\d,]+) too many, ([\d,]+) saying something else/.exec(
      said.replaceAll(/[\u00a0\u202f]/g, ','),
    ) ?? []
  if (told.length < KINDS.length) throw new Error(`verify-index ended with ${code}: ${said.slice(-1_000)}`)
  const kinds = told.map((count) => Number(count.replaceAll(',', '')))
  const grown = Math.round(Math.max(0, ...sizes) - (sizes[0] ?? 0))
  return { code, took, kinds, found: kinds.reduce((sum, count) => sum + count, 0), grown }
}

/** MiB. */
function residentNow(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** All over the index; a moment that shows it is opened by an indexer that has just begun. */
async function plantDamage({ deps, database, node }) {
  const { outbox, engine } = deps
  const { behind, saying } = await importTest('support/elasticsearch/planted.ts')
  const { index } = await outbox.point(null)
  const rows = await database.query(
    `SELECT disclosure_id::text AS id, row_number() OVER (ORDER BY disclosure_id)::int AS number, count(*) OVER ()::int AS ads
     FROM disclosure_state WHERE to_revision IS NULL`,
  )
  const step = Math.floor(rows[0].ads / EACH)
  const every = (offset) =>
    rows
      .filter(({ number }) => number % step === offset)
      .map(({ id }) => id)
      .slice(0, EACH)
  const [missing, altered, stale] = [every(1), every(2), every(3)]
  const ads = await outbox.adsOf([...altered, ...stale], await outbox.newestRevision())
  const isAltered = new Set(altered)
  const last = BigInt(rows.reduce((most, { id }) => (BigInt(id) > BigInt(most) ? id : most), '0'))
  const extra = Array.from({ length: EACH }, (_, at) => Number(last) + 10_000_000 + at)
  const drop = (_id) => ({ delete: { _index: `${index}-w`, _id } })
  const server = behind(node.url)
  await server.bulk([...missing, ...stale].map(drop))
  await server.call('POST', `/${index}/_refresh`)
  await server.bulk([
    ...extra.flatMap((id) => saying(`${index}-w`, String(id), 1, { id, source: 'snap', ad_id: 'nobody' })),
    ...ads.flatMap((ad) => {
      const body = JSON.parse(engine.bodyOf(ad))
      return isAltered.has(ad.id)
        ? saying(`${index}-w`, ad.id, ad.revision, { ...body, listing: 'nowhere' })
        : saying(`${index}-w`, ad.id, ad.revision + 1_000_000, body)
    }),
  ])
  await newMoment(deps)
}

async function newMoment(deps) {
  const { outbox } = deps
  const old = await outbox.point(null)
  for (let each = old; each !== null; each = await outbox.point(old.revision)) await outbox.losePoint(each.pit)
  const worker = startIndexer(deps)
  while ((await outbox.point(null)) === null) await new Promise((resolve) => setTimeout(resolve, 50))
  await worker[Symbol.asyncDispose]()
}
