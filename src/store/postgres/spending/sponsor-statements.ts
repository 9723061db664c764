import type { DataSource } from 'typeorm'
import { platformId } from '../../../domain/ids.ts'
import type { Currency } from '../../../domain/money.ts'
import type { SponsorSpending } from '../../../ports/spending.ts'
import { type At, kept, wasThere } from '../as-of.ts'
import { type Members, ofMembers } from './members.ts'
import { STATEMENT_COLUMNS, type StatementRow, statementView } from './statements.ts'

const MOST_STATEMENTS = 200

interface ShownRow extends StatementRow {
  readonly count: string
  readonly platform: string
  readonly key: string
  readonly advertiser_name: string | null
}

const shownSql = (at: At) => `
SELECT ${STATEMENT_COLUMNS}, held.count, advertiser.platform, advertiser.key, (
    SELECT said.text FROM ${kept('advertiser_name', at)} said
    WHERE said.advertiser_id = held.advertiser_id AND said.kind = 'name'
    ORDER BY said.last_seen_at DESC, said.text LIMIT 1
  ) AS advertiser_name
FROM (
  SELECT held.*, count(*) OVER () AS count FROM ${kept('spend_statement', at)} held -- spend_statement_by_advertiser
  WHERE ${ofMembers('held')} AND held.currency = $3 AND held.is_current
  ORDER BY held.to_day DESC, held.from_day, held.lower_minor DESC, held.id LIMIT $4
) held
JOIN advertiser ON advertiser.id = held.advertiser_id
JOIN LATERAL (
  SELECT o.file_id, o.record_number FROM statement_observation o
  WHERE o.statement_id = held.id AND ${wasThere('o.file_id', at)}
  ORDER BY o.observed_at DESC, o.file_id LIMIT 1
) o ON true
JOIN source_file file ON file.id = o.file_id
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
