import type { DataSource } from 'typeorm'
import { boundSql } from '../bound-sql.ts'
import { FOLLOW_DOMAINS } from './domains-sql.ts'

/** So many revisions, of single files mostly, are soon followed. */
const FEW = 20n

/** Brings the hosts to which ads lead after the archive: it reads only what is new. */
export async function followDomains(dataSource: DataSource): Promise<void> {
  const [{ reached, newest }] = await dataSource.query(REACHED)
  const behind = BigInt(newest) - BigInt(reached)
  if (behind <= 0n) return
  if (behind <= FEW && (await isLittle(dataSource, reached))) {
    // In one message, which is one transaction.
    await dataSource.query(`${BY_INDEX}; ${boundSql(FOLLOW_DOMAINS, [reached, newest])}`)
    return
  }
  await dataSource.transaction(async (manager) => {
    await manager.query("SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'; SET LOCAL enable_seqscan = off")
    await manager.query(FOLLOW_DOMAINS, [reached, newest])
  })
}

const BY_INDEX = 'SET LOCAL enable_seqscan = off'

const REACHED = `
SELECT standing.domains_to AS reached, (SELECT coalesce(max(revision.id), 0) FROM revision) AS newest
FROM sponsor_standing standing`

/** Whether few ads have changed since. */
async function isLittle(dataSource: DataSource, reached: string): Promise<boolean> {
  const [{ ads }] = await dataSource.query(NEWS, [reached])
  return ads < MANY
}

const MANY = 5_000
const NEWS = `
SELECT count(*)::int AS ads FROM (
  SELECT FROM disclosure_state state WHERE state.from_revision > $1 LIMIT ${MANY} -- disclosure_state_from
) news`
