import type { DataSource } from 'typeorm'
import type { NewlyAttributed } from '../../../ports/sponsor-store.ts'
import { inLoadTransaction, takeLoadLock } from '../load-transaction.ts'
import { nextRevision } from '../next-revision.ts'
import { STAMP } from './apply.ts'
import { ATTRIBUTE } from './attribute-sql.ts'
import { inOrder } from './in-order.ts'

const STAND = 'UPDATE sponsor_standing SET changes = changes + 1, rule_version = $1'

/** @returns false where the stamp is not the newest one any more */
export function attributeMentions(dataSource: DataSource, stamp: string, news: NewlyAttributed): Promise<boolean> {
  return inLoadTransaction(dataSource, 'who is behind new ads', async (runner) => {
    await takeLoadLock(runner)
    const [{ changes }] = await runner.query(STAMP)
    if (changes !== stamp) return false
    await nextRevision(runner, null, true)
    await runner.query(ATTRIBUTE, parametersOf(news))
    await runner.query(STAND, [news.ruleVersion])
    return true
  })
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
