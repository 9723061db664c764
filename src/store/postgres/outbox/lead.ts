import type { DataSource } from 'typeorm'
import type { Lead } from '../../../ports/search-outbox.ts'

const INDEXER_LOCK = 7_205_759_405

/** A lock of a connection that is kept open: it ends with the process, however that ends. */
export async function lead(dataSource: DataSource): Promise<Lead | null> {
  const runner = dataSource.createQueryRunner()
  try {
    const [{ held }] = await runner.query('SELECT pg_try_advisory_lock($1) AS held', [INDEXER_LOCK])
    if (!held) {
      await runner.release()
      return null
    }
  } catch (problem) {
    await runner.release()
    throw problem
  }
  return {
    isHeld: async () => {
      const held = `SELECT EXISTS (
        SELECT FROM pg_locks lock WHERE lock.locktype = 'advisory' AND lock.pid = pg_backend_pid()
          AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (lock.classid::bigint << 32 | lock.objid::bigint) = $1
      ) AS held`
      const [row] = await runner.query(held, [INDEXER_LOCK]).catch(() => [{ held: false }])
      return row.held
    },
    [Symbol.asyncDispose]: async () => {
      await runner.query('SELECT pg_advisory_unlock($1)', [INDEXER_LOCK]).catch(() => undefined)
      await runner.release()
    },
  }
}
