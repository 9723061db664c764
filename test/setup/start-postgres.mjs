import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ensureBuilt } from '../../scripts/build.mjs'

const TEMPLATE = 'paidfor_template'

/**
 * One server for the whole run, and in it a migrated database that each suite clones. Jest does not transpile this file,
 * so it uses what `npm start` would. `TEST_POSTGRES=15` takes the machine's own server of that version.
 */
export default async function startPostgres() {
  ensureBuilt()
  const { startEmbeddedPostgres } = await import('../../dist/src/store/embedded/server.js')
  const { createDatabase } = await import('../../dist/src/store/postgres/create-database.js')
  const { openDatabase } = await import('../../dist/src/store/postgres/data-source.js')
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-test-'))
  const wanted = process.env.TEST_POSTGRES
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    ...(wanted ? { major: Number(wanted) } : {}),
  })
  const template = await openDatabase(await createDatabase(server.url, TEMPLATE))
  const [{ version }] = await template.query("SELECT current_setting('server_version') AS version")
  await template.destroy()
  const client = new pg.Client(server.url)
  await client.connect()
  await client.query(`ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false`)
  await client.end()
  process.stderr.write(`\nTests run on PostgreSQL ${version}.\n`)
  process.env.PAIDFOR_TEST_SERVER = server.url
  globalThis.paidforTestServer = { server, folder }
}
