import type { DataSource } from 'typeorm'
import { platformId } from '../../../domain/ids.ts'
import type { Currency } from '../../../domain/money.ts'
import type { SponsorSpending } from '../../../ports/spending.ts'
import { newestName } from '../advertiser-names-sql.ts'
import { type At, kept } from '../as-of.ts'
import { type Members, ofMembers } from './members.ts'
import { STATEMENT_COLUMNS, type StatementRow, statementRecord, statementView } from './statements.ts'

const MOST_STATEMENTS = 200

interface ShownRow extends StatementRow {
  readonly count: string
  readonly platform: string
  readonly key: string
  readonly advertiser_name: string | null
}

const shownSql = (at: At) => `
SELECT ${STATEMENT_COLUMNS}, held.count, advertiser.platform, advertiser.key,
  ${newestName('held.advertiser_id', at)} AS advertiser_name
FROM (
  SELECT held.*, count(*) OVER () AS count FROM ${kept('spend_statement', at)} held -- spend_statement_by_advertiser
  WHERE ${ofMembers('held')} AND held.currency = $3 AND held.is_current
  ORDER BY held.to_day DESC, held.from_day, held.lower_minor DESC, held.id LIMIT $4
) held
JOIN advertiser ON advertiser.id = held.advertiser_id
${statementRecord(at)}
ORDER BY held.to_day DESC, held.from_day, held.lower_minor DESC, held.id`

/** What was stated of a sponsor's accounts, the newest first. */
export async function sponsorStatements(
  dataSource: DataSource,
  { accounts, mentions }: Members,
  currency: Currency,
  at: At,
): Promise<Pick<SponsorSpending, 'statements' | 'statementCount'>> {
  const rows: ShownRow[] = await dataSource.query(shownSql(at), [accounts, mentions, currency, MOST_STATEMENTS])
  return {
    statements: rows.map((row) => ({
      ...statementView(row),
      advertiser: { platform: platformId(row.platform), key: row.key },
      advertiserName: row.advertiser_name,
    })),
    statementCount: Number(rows[0]?.count ?? 0),
  }
}
