import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import copyStreams from 'pg-copy-streams'
import { importAds, openScratch, seconds, writeAds } from './archive.mjs'

/** The limit: the same bytes through COPY into a table of text, with no reading, no history and no index. */
export async function bench(rows) {
  const { app, folder, close } = await openScratch()
  const path = join(folder, 'ads.csv')
  await writeAds(path, rows)
  const [bare] = await seconds(() => bareCopy(folder, path))
  const [first, { report, peakMegabytes }] = await seconds(() => importAds(app, path))
  const [again] = await seconds(() => importAds(app, path))
  console.log(
    `${report.rows} generated rows: ${Math.round(rows / first)} rows/s, again ${Math.round(rows / again)} rows/s`,
  )
  console.log(`first import / bare COPY: ${(first / bare).toFixed(1)}; again / bare COPY: ${(again / bare).toFixed(1)}`)
  console.log(`greatest memory of the process: ${peakMegabytes} MB`)
  await close()
}

async function bareCopy(folder, path) {
  const [, , , port] = (await readFile(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  const password = (await readFile(join(folder, 'data', 'postgres.password'), 'utf8')).trim()
  const client = new pg.Client(`postgres://paidfor:${password}@127.0.0.1:${port}/paidfor`)
  await client.connect()
  await client.query('CREATE TEMP TABLE bare (line text)')
  await pipeline(createReadStream(path), client.query(copyStreams.from("COPY bare FROM STDIN (DELIMITER E'\\x01')")))
  await client.end()
}
