import type { DataSource } from 'typeorm'
import { FOLLOW_DOMAINS } from './domains-sql.ts'

/** Brings the hosts to which ads lead after the archive. One at a time; it reads only what is new. */
export async function followDomains(dataSource: DataSource): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.query("SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'; SET LOCAL enable_seqscan = off")
    const [{ reached, newest }] = await manager.query(REACHED)
    if (BigInt(newest) <= BigInt(reached)) return
    await manager.query(FOLLOW_DOMAINS, [reached, newest])
    await manager.query('UPDATE sponsor_standing SET domains_to = $1', [newest])
  })
}

/** Whoever comes second finds it done. */
const REACHED = `
SELECT standing.domains_to AS reached, (SELECT coalesce(max(revision.id), 0) FROM revision) AS newest
FROM sponsor_standing standing FOR UPDATE`
