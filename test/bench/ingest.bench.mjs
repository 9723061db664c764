import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import copyStreams from 'pg-copy-streams'
import { WORD_COLUMNS, writeAds } from './multiplied.mjs'
import { importBy, millions, onServer, openScratch, seconds } from './scratch.mjs'

/**
 * The command line loads the ads. The limit: COPY of the same rows into tables of text on the same server, with the
 * `to_tsvector` of the same texts, and a GIN index built over them.
 */
export async function bench({ count, kept }) {
  const scratch = await openScratch({ kept })
  const files = await writeAds(join(scratch.folder, 'files'), count)
  const [limit] = await seconds(() => onServer(scratch, (client) => bareLoad(client, files)))
  let took = 0
  let peak = 0
  for (const source of new Set(files.map((file) => file.source))) {
    const [each, imported] = await seconds(() => importBy(scratch, source, join(scratch.folder, 'files', source)))
    took += each
    peak = Math.max(peak, imported.peak)
    for (const { file, rows, loaded } of imported.reports) console.log(`  ${file}: ${rows} rows, ${loaded} new ads`)
  }
  console.log(`ingest, ${count} ads: ${millions(count / took)} rows/s; limit ${millions(count / limit)} rows/s`)
  console.log(`ratio to the limit ${(limit / took).toFixed(2)} (wanted 0.35); memory of the importer ${peak} MiB (300)`)
  await scratch.close()
}

async function bareLoad(client, files) {
  for (const kind of Object.keys(WORD_COLUMNS)) {
    const own = files.filter((file) => file.kind === kind)
    if (own.length === 0) continue
    const columns = own[0].header.map((column) => `"${column}" text`)
    const words = WORD_COLUMNS[kind].map((column) => `coalesce("${column}", '')`).join(` || ' ' || `)
    await client.query(
      `CREATE TABLE bare_${kind} (${columns.join(', ')},
         search tsvector GENERATED ALWAYS AS (to_tsvector('english', ${words})) STORED)`,
    )
    const names = own[0].header.map((column) => `"${column}"`).join(', ')
    for (const { path } of own) {
      const into = client.query(copyStreams.from(`COPY bare_${kind} (${names}) FROM STDIN (FORMAT csv, HEADER)`))
      await pipeline(createReadStream(path), into)
    }
    await client.query(`CREATE INDEX ON bare_${kind} USING gin (search)`)
    await client.query(`DROP TABLE bare_${kind}`)
  }
}
