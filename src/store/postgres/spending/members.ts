import type { DataSource } from 'typeorm'
import type { SponsorId } from '../../../domain/ids.ts'
import { type Currency, currency } from '../../../domain/money.ts'
import { type At, kept } from '../as-of.ts'

/** What is attributed to a sponsor, by the archive's own ids. */
export interface Members {
  readonly mentions: readonly string[]
  readonly accounts: readonly string[]
}

const membersSql = (at: At) => `
SELECT mention.id, mention.advertiser_id
FROM ${kept('mention_sponsor', at)} attributed -- mention_sponsor_by_sponsor
JOIN mention ON mention.id = attributed.mention_id
WHERE attributed.sponsor_id = $1`

export async function membersOf(dataSource: DataSource, id: SponsorId, at: At): Promise<Members> {
  const rows: { id: string; advertiser_id: string }[] = await dataSource.query(membersSql(at), [id])
  return {
    mentions: rows.map((row) => row.id),
    accounts: [...new Set(rows.map((row) => row.advertiser_id))],
  }
}

/** Rows of a table that are the sponsor's: a condition. Accounts, though they follow from mentions, lead to an index. */
export function ofMembers(table: string): string {
  return `${table}.advertiser_id = ANY ($1::bigint[]) AND ${table}.mention_id = ANY ($2::bigint[])`
}

const currenciesSql = (at: At) => `
SELECT ever.currency FROM ${kept('ad_spend_ever', at)} ever WHERE ${ofMembers('ever')} AND ever.place = ''
UNION
SELECT held.currency FROM ${kept('spend_statement', at)} held WHERE ${ofMembers('held')} AND held.is_current
ORDER BY 1`

export async function currenciesOf(dataSource: DataSource, members: Members, at: At): Promise<Currency[]> {
  const rows: { currency: string }[] = await dataSource.query(currenciesSql(at), [members.accounts, members.mentions])
  return rows.map((row) => currency(row.currency))
}
