import { chmod, mkdtemp, statfs, writeFile } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ensureBuilt } from '../../scripts/build.mjs'

const TEMPLATE = 'paidfor_template'
/** What all suites together hold at a time, several times over. */
const ROOM_BYTES = 3 * 1024 ** 3

/**
 * One server for the whole run, and in it a migrated database that each suite clones. Jest does not transpile this file,
 * so it uses what `npm start` would. `TEST_POSTGRES=15` takes the machine's own server of that version.
 */
export default async function startPostgres() {
  ensureBuilt()
  const { startEmbeddedPostgres } = await import('../../dist/src/store/embedded/server.js')
  const { createDatabase } = await import('../../dist/src/store/postgres/create-database.js')
  const { openDatabase } = await import('../../dist/src/store/postgres/data-source.js')
  const folder = await mkdtemp(join(await roomiest(), 'paidfor-test-'))
  await chmod(folder, 0o711) // servers in it run as another user, where we are root
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
  await hurry(client, join(folder, 'postgres', 'pg_hba.conf'))
  await client.end()
  process.stderr.write(`\nTests run on PostgreSQL ${version}.\n`)
  process.env.PAIDFOR_TEST_SERVER = server.url
  process.env.TMPDIR = folder // what suites put there goes with it
  globalThis.paidforTestServer = { server, folder }
}

/** Memory, where there is plenty: each suite's database is three hundred files, made and thrown away for each test. */
async function roomiest() {
  const memory = '/dev/shm'
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }))
  return Math.min(bavail * bsize, freemem()) > ROOM_BYTES ? memory : tmpdir()
}

/** Nothing here is to outlive the machine; and a run connects some thousand times to say the same password. */
async function hurry(client, hba) {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    await client.query(`ALTER SYSTEM SET ${setting} = off`)
  }
  await writeFile(hba, 'host all all 127.0.0.1/32 password\n')
  await client.query('SELECT pg_reload_conf()')
}
