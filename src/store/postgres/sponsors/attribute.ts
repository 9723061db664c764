import type { DataSource } from 'typeorm'
import type { NewlyAttributed } from '../../../ports/sponsor-store.ts'
import { LOAD_LOCK } from '../load-transaction.ts'
import { nextRevision } from '../next-revision.ts'
import { STAMP } from './apply.ts'
import { ATTRIBUTE } from './attribute-sql.ts'
import { inOrder } from './in-order.ts'

/** A revision is of the moment at which all may see it; no ad changes in it, so that no search engine need hear of it. */
const STAND = `
WITH stood AS (UPDATE sponsor_standing SET changes = changes + 1, rule_version = $1)
UPDATE revision SET made_at = clock_timestamp() WHERE revision.id = current_revision()`

/** @returns false where the stamp is not the newest one any more */
export async function attributeMentions(
  dataSource: DataSource,
  stamp: string,
  news: NewlyAttributed,
): Promise<boolean> {
  const runner = dataSource.createQueryRunner()
  try {
    await runner.query(
      `BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL synchronous_commit = on; SELECT pg_advisory_xact_lock(${LOAD_LOCK})`,
    )
    const [{ changes }] = await runner.query(STAMP)
    const isNewest = changes === stamp
    if (isNewest) {
      await nextRevision(runner, null, true)
      await runner.query(ATTRIBUTE, parametersOf(news))
      await runner.query(STAND, [news.ruleVersion])
    }
    await runner.query('COMMIT')
    return isNewest
  } catch (problem) {
    await runner.query('ROLLBACK').catch(() => undefined) // a lost connection has rolled back by itself
    throw problem
  } finally {
    await runner.release()
  }
}

function parametersOf(news: NewlyAttributed): string[] {
  const keys = [...news.keys].flatMap(([mentionId, told]) => told.map((key) => ({ mentionId, key })))
  const arrays = [
    news.placements,
    news.created,
    news.edges.map(inOrder),
    news.queue.map(inOrder),
    keys,
    news.claims,
    news.events,
  ]
  return [...arrays.map((array) => JSON.stringify(array)), news.ruleVersion]
}
