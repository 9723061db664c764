import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import copyStreams from 'pg-copy-streams'
import { root } from '../../scripts/install.mjs'
import { millions, onServer, openFilled, residentMiB, seconds } from './scratch.mjs'

/** The limit: COPY of the same rows, as the database holds them, in any order. */
const SAME_ROWS = [
  `SELECT state.source, state.ad_id, state.content, state.missing_since, state.withdrawn_at, state.recorded_abroad,
     advertiser.platform, advertiser.key, seen.first_seen_at
   FROM disclosure_state state
   LEFT JOIN advertiser ON advertiser.id = state.advertiser_id
   CROSS JOIN LATERAL (
     SELECT min(o.observed_at) AS first_seen_at FROM observation o WHERE o.disclosure_id = state.disclosure_id
   ) seen
   WHERE state.to_revision IS NULL`,
  `SELECT state.source, state.ad_id, state.content, state.missing_since, state.withdrawn_at, state.recorded_abroad,
     advertiser.platform, advertiser.key, revision.made_at, file.name
   FROM disclosure_state state
   JOIN revision ON revision.id = state.from_revision
   JOIN source_file file ON file.id = revision.file_id
   LEFT JOIN advertiser ON advertiser.id = state.advertiser_id`,
  `SELECT held.*, first.file_id, first.record_number FROM spend_statement held
   LEFT JOIN LATERAL (
     SELECT o.file_id, o.record_number FROM statement_observation o WHERE o.statement_id = held.id
     ORDER BY o.file_id, o.record_number, o.part LIMIT 1
   ) first ON true`,
  'SELECT advertiser.* FROM advertiser',
]

/** A release of all there is, also of what is withheld by default, as the command line makes it. */
export async function bench({ count, kept }) {
  const scratch = await openFilled({ kept, count })
  const to = await mkdtemp(join(scratch.folder, 'releases-'))
  const [limit, text] = await seconds(() => onServer(scratch, bareCopy))
  const [took, peak] = await seconds(() => exportTo(scratch, to))
  const [id] = await readdir(to)
  const { files, totals } = JSON.parse(readFileSync(join(to, id, 'manifest.json'), 'utf8'))
  const sum = (of, list) => list.reduce((all, each) => all + each[of], 0)
  const rows = sum('rows', totals)
  for (const { table, rows: each } of totals) console.log(`  ${table}: ${each} rows`)
  const size = ['csv.gz', 'parquet'].map((format) =>
    megabytes(
      sum(
        'bytes',
        files.filter((f) => f.format === format),
      ),
    ),
  )
  console.log(
    `release, ${rows} rows, CSV ${size[0]} MB, Parquet ${size[1]} MB: ${took.toFixed(1)} s, ${millions(rows / took)} rows/s`,
  )
  console.log(`greatest memory of its process ${peak} MiB (wanted 300)`)
  console.log(`COPY of the same (${megabytes(text)} MB): ${limit.toFixed(1)} s; ratio ${(limit / took).toFixed(2)}`)
  const [again] = await seconds(() => exportTo(scratch, to))
  console.log(`looked through again: ${again.toFixed(1)} s`)
  await rm(to, { recursive: true, force: true })
  await scratch.close()
}

async function bareCopy(client) {
  let bytes = 0
  for (const rows of SAME_ROWS) {
    for await (const chunk of client.query(copyStreams.to(`COPY (${rows}) TO STDOUT`))) bytes += chunk.length
  }
  return bytes
}

/** @returns the greatest memory of its process in MiB */
async function exportTo({ dataDir }, folder) {
  const child = spawn(process.execPath, [join(root, 'scripts', 'paidfor.mjs'), 'export', '--to', folder], {
    env: { ...process.env, DATA_DIR: dataDir, REDISTRIBUTE: 'meta' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMiB(child.pid))
  }, 100)
  const code = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`export ended with ${code}`)
  return peak
}

function megabytes(bytes) {
  return Math.round(bytes / 1e6)
}
