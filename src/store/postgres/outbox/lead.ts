import type { DataSource } from 'typeorm'
import type { Lead } from '../../../ports/search-outbox.ts'

const INDEXER_LOCK = 7_205_759_405

/** A lock of a connection that is kept open: it is held as long as that answers, and ends with the process, however that ends. */
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
    isHeld: () =>
      runner.query('SELECT').then(
        () => true,
        () => false,
      ),
    [Symbol.asyncDispose]: async () => {
      await runner.query('SELECT pg_advisory_unlock($1)', [INDEXER_LOCK]).catch(() => undefined)
      await runner.release()
    },
  }
}
