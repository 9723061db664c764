import 'reflect-metadata'
import { DataSource, MigrationExecutor } from 'typeorm'
import { Problem } from '../../domain/errors.ts'
import { migrations } from './migrations/all.ts'
import { tables } from './tables/all.ts'

/** A page's statement may take this long; bulk loads lift the limit for themselves. */
const STATEMENT_TIMEOUT_MS = 5_000
/** A ranking groups some ten thousand advertisers: within the usual 4 MB it would go by way of the disk. */
const SETTINGS = '-c TimeZone=UTC -c DateStyle=ISO -c jit=off -c work_mem=16MB -c hash_mem_multiplier=3'
const MIGRATION_LOCK = 7_205_759_403
const OLDEST_SERVER = 150_000

/**
 * Connects, and brings the schema up to date under an advisory lock, so that processes may start together.
 * @throws {Problem} `database.unavailable`, without the password in its words
 */
export async function openDatabase(url: string): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    entities: tables,
    migrations,
    synchronize: false,
    migrationsTransactionMode: 'each',
    applicationName: 'paidfor',
    connectTimeoutMS: 10_000,
    extra: { max: 16, statement_timeout: STATEMENT_TIMEOUT_MS, options: SETTINGS },
    poolErrorHandler: () => undefined, // an idle connection that breaks is replaced by the pool
  })
  try {
    await dataSource.initialize()
    await migrate(dataSource)
  } catch (cause) {
    if (dataSource.isInitialized) await dataSource.destroy()
    throw unavailable(url, cause)
  }
  return dataSource
}

async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner()
  try {
    const [server] = await runner.query("SELECT current_setting('server_version_num')::int AS version")
    if (server.version < OLDEST_SERVER) throw new Error(`the server is older than PostgreSQL 15`)
    await runner.query('SET statement_timeout = 0')
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    try {
      // By this very connection: any other has the time limit of a page.
      const executor = new MigrationExecutor(dataSource, runner)
      executor.transaction = 'each'
      await executor.executePendingMigrations()
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK])
      await runner.query(`SET statement_timeout = ${STATEMENT_TIMEOUT_MS}`)
    }
  } finally {
    await runner.release()
  }
}

/** The failure in one sentence, without user and password. */
export function unavailable(url: string, cause: unknown): Problem {
  if (cause instanceof Problem) return cause
  const reason = cause instanceof Error ? cause.message || cause.name : String(cause)
  return new Problem(
    'database.unavailable',
    `The database at ${addressOf(url)} cannot be used: ${reason}. Check that it runs and that DATABASE_URL is right, ` +
      'or leave DATABASE_URL out to use the built-in one.',
    { cause },
  )
}

/** Host, port and database name, never user or password. */
function addressOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return 'the given address'
  }
}
