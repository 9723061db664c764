import type { DataSource } from 'typeorm'
import { sponsorId } from '../../../domain/ids.ts'
import type { ReviewSide } from '../../../ports/sponsors.ts'
import { claimsOf } from './claims.ts'
import { memberOfMention } from './members.ts'

/** One side of a pair: the mention, and the sponsor that it stands for. */
export async function reviewSide(dataSource: DataSource, mention: string): Promise<ReviewSide> {
  const [member, [sponsor], claims] = await Promise.all([
    memberOfMention(dataSource, mention),
    dataSource.query(SPONSOR, [mention]),
    claimsOf(dataSource, { mention }, null),
  ])
  const spend: MoneyRow[] = await dataSource.query(MONEY, [sponsor.id])
  return {
    member,
    sponsor: sponsorId(sponsor.id),
    name: sponsor.name,
    members: Number(sponsor.members),
    spend: spend.map(({ currency, lower, upper }) => ({
      currency,
      lower: BigInt(lower),
      upper: upper === null ? null : BigInt(upper),
    })),
    claims,
  }
}

interface MoneyRow {
  readonly currency: string
  readonly lower: string
  readonly upper: string | null
}

const SPONSOR = `
SELECT sponsor.id, sponsor.name, (
  SELECT count(*) FROM mention_sponsor other WHERE other.sponsor_id = sponsor.id -- mention_sponsor_by_sponsor
) AS members
FROM mention_sponsor placed JOIN sponsor ON sponsor.id = placed.sponsor_id
WHERE placed.mention_id = $1`

/**
 * What ads prove, and single statements where they prove more: certain, though more may be. Where there are statements,
 * ads alone bound nothing from above.
 */
const MONEY = `
SELECT told.currency, sum(greatest(told.lower, told.stated))::text AS lower,
  CASE WHEN bool_or(told.is_open) THEN NULL ELSE sum(told.upper)::text END AS upper
FROM (
  SELECT money.mention_id, money.currency, coalesce(sum(money.lower), 0) AS lower, coalesce(sum(money.upper), 0) AS upper,
    coalesce(max(money.stated), 0) AS stated, bool_or(money.is_open) AS is_open
  FROM (
    SELECT placed.mention_id, ever.currency, ever.lower_minor AS lower, ever.upper_minor AS upper, NULL::bigint AS stated,
      ever.open_tops > 0 AS is_open
    FROM mention_sponsor placed -- mention_sponsor_by_sponsor
    JOIN mention ON mention.id = placed.mention_id
    JOIN ad_spend_ever ever ON ever.advertiser_id = mention.advertiser_id AND ever.mention_id = mention.id
      AND ever.place = '' -- ad_spend_ever_pkey
    WHERE placed.sponsor_id = $1
    UNION ALL
    SELECT placed.mention_id, held.currency, NULL, NULL, max(held.floor_minor), true
    FROM mention_sponsor placed -- mention_sponsor_by_sponsor
    JOIN spend_statement held ON held.mention_id = placed.mention_id AND held.is_current -- spend_statement_of_mention
    WHERE placed.sponsor_id = $1 GROUP BY 1, 2
  ) money
  GROUP BY 1, 2
) told
GROUP BY 1 ORDER BY 1`
