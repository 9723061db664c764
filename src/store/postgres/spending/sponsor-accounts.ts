import type { DataSource } from 'typeorm'
import { grouped } from '../../../domain/grouped.ts'
import type { SponsorId } from '../../../domain/ids.ts'
import type { Currency } from '../../../domain/money.ts'
import type { AdBounds } from '../../../domain/spend-bounds.ts'
import { type At, kept } from '../as-of.ts'
import { type CellRow, cell, type StatedRow, statedAmount } from './advertiser-spending.ts'
import { type Members, ofMembers } from './members.ts'
import { amount, amountOrNull } from './rows.ts'
import type { SpendingScope } from './spending.ts'
import type { Told } from './weeks.ts'

/** One account of a sponsor, as far as it is the sponsor's. */
export interface Account extends Told {
  readonly platform: string
  /** What its ads prove of each place over all time. */
  readonly adsByPlace: ReadonlyMap<string, AdBounds>
}

interface Asked {
  readonly id: SponsorId
  readonly members: Members
  readonly currency: Currency
}

/** All that is told of a sponsor's accounts in one currency. */
export async function accountsOf(
  dataSource: DataSource,
  { id, members, currency }: Asked,
  { holdsAllAds, at }: SpendingScope,
): Promise<Account[]> {
  const own = [members.accounts, members.mentions, currency]
  const shared: { advertiser_id: string }[] = await dataSource.query(sharedSql(at), [...own, id])
  const sharedAccounts = shared.map((row) => row.advertiser_id)
  const [known, cells, places, stated]: [KnownRow[], OwnCellRow[], PlaceRow[], OwnStatedRow[]] = await Promise.all([
    dataSource.query(
      'SELECT advertiser.id, advertiser.platform FROM advertiser WHERE advertiser.id = ANY ($1::bigint[])',
      [members.accounts],
    ),
    dataSource.query(cellsSql(at), own),
    dataSource.query(placesSql(at), own),
    dataSource.query(statedSql(at), [...own, sharedAccounts]),
  ])
  const byAccount = <Row extends { readonly advertiser_id: string }>(rows: readonly Row[]) =>
    grouped(rows, (row) => row.advertiser_id)
  const [ownCells, ownPlaces, ownStated] = [byAccount(cells), byAccount(places), byAccount(stated)]
  return known.map((account) => ({
    platform: account.platform,
    isWhole: holdsAllAds.includes(account.platform),
    ads: (ownCells.get(account.id) ?? []).map(cell),
    stated: (ownStated.get(account.id) ?? []).map(statedAmount),
    adsByPlace: new Map((ownPlaces.get(account.id) ?? []).map((row) => [row.place, placeAds(row)])),
  }))
}

interface KnownRow {
  readonly id: string
  readonly platform: string
}

type OwnCellRow = CellRow & { readonly advertiser_id: string }
type OwnStatedRow = StatedRow & { readonly advertiser_id: string }

interface PlaceRow {
  readonly advertiser_id: string
  readonly place: string
  readonly lower: string | null
  readonly upper: string | null
  readonly undivided: string | null
  readonly last_day: string
}

/** Accounts that have money of others, too: what is stated of them without a payer is about all of these together. */
const sharedSql = (at: At) => `
SELECT DISTINCT said.advertiser_id FROM (
  SELECT ever.advertiser_id, ever.mention_id FROM ${kept('ad_spend_ever', at)} ever -- ad_spend_ever_pkey
  WHERE ever.advertiser_id = ANY ($1::bigint[]) AND ever.mention_id <> ALL ($2::bigint[]) AND ever.place = ''
    AND ever.currency = $3
  UNION
  SELECT held.advertiser_id, held.mention_id FROM ${kept('spend_statement', at)} held -- spend_statement_by_advertiser
  WHERE held.advertiser_id = ANY ($1::bigint[]) AND held.mention_id <> ALL ($2::bigint[]) AND held.is_current
    AND held.currency = $3
) said
LEFT JOIN ${kept('mention_sponsor', at)} attributed ON attributed.mention_id = said.mention_id
WHERE attributed.sponsor_id IS DISTINCT FROM $4`

const cellsSql = (at: At) => `
SELECT spend.advertiser_id, spend.place, spend.is_whole, spend.starts_on::text, spend.ends_on::text,
  sum(spend.lower_minor)::text AS lower,
  CASE WHEN sum(spend.open_tops) = 0 THEN sum(spend.upper_minor)::text END AS upper
FROM ${kept('ad_spend', at)} spend -- ad_spend_pkey
WHERE ${ofMembers('spend')} AND spend.currency = $3 AND spend.place = '' GROUP BY 1, 2, 3, 4, 5`

const placesSql = (at: At) => `
SELECT ever.advertiser_id, ever.place, max(ever.last_day)::text AS last_day,
  (sum(ever.lower_minor) FILTER (WHERE ever.is_whole))::text AS lower,
  CASE WHEN sum(ever.open_tops) = 0 THEN sum(ever.upper_minor)::text END AS upper,
  (sum(ever.upper_minor) FILTER (WHERE NOT ever.is_whole))::text AS undivided
FROM ${kept('ad_spend_ever', at)} ever -- ad_spend_ever_pkey
WHERE ${ofMembers('ever')} AND ever.currency = $3 AND ever.place <> '' GROUP BY 1, 2`

const statedSql = (at: At) => `
SELECT held.advertiser_id, held.place, held.from_day::text, held.to_day::text, sum(held.floor_minor)::text AS lower,
  CASE WHEN bool_and(held.ceiling_minor IS NOT NULL) THEN sum(held.ceiling_minor)::text END AS upper
FROM ${kept('spend_statement', at)} held -- spend_statement_by_advertiser
WHERE ${ofMembers('held')} AND held.currency = $3 AND held.is_current AND held.place IS NOT NULL
  AND (held.tells_disclaimer OR held.advertiser_id <> ALL ($4::bigint[]))
GROUP BY 1, 2, 3, 4 ORDER BY sum(held.floor_minor) DESC, 1, 2, 3, 4`

function placeAds({ lower, upper, undivided, last_day }: PlaceRow): AdBounds {
  const lastDay = last_day === 'infinity' ? null : last_day
  return { lower: amount(lower), upper: amountOrNull(upper), undivided: amount(undivided), lastDay }
}
