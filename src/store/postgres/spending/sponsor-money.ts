import type { DataSource } from 'typeorm'
import { grouped } from '../../../domain/grouped.ts'
import { platformId, type SponsorId } from '../../../domain/ids.ts'
import type { SpendingQuery, Window } from '../../../domain/spending.ts'
import type { PlatformMoney, SponsorBounds, SponsorMoney } from '../../../ports/spending.ts'
import { membersBounds } from './bounds-sql.ts'
import { currenciesOf, type Members, membersOf } from './members.ts'
import { chosenPeriods } from './periods.ts'
import { type BoundsRow, sumOfWitnesses, witnessesOf } from './rows.ts'
import { boundsParameters, type SpendingScope } from './spending.ts'

/** What a sponsor spent everywhere in a window, per currency: the ranking's figures. */
export async function sponsorMoney(
  dataSource: DataSource,
  id: SponsorId,
  window: Window,
  scope: SpendingScope,
): Promise<SponsorMoney[]> {
  const members = await membersOf(dataSource, id, scope.at)
  const found: SponsorMoney[] = []
  for (const currency of await currenciesOf(dataSource, members, scope.at)) {
    const query = { ...window, place: null, platform: null, currency }
    const platforms = await platformMoney(dataSource, { id, members, query }, scope)
    if (platforms.length > 0) found.push({ currency, ...sumOfWitnesses(platforms), platforms })
  }
  return found.sort(mostFirst)
}

/** What a sponsor spent in a window and place: its row of the ranking. */
export async function sponsorBounds(
  dataSource: DataSource,
  id: SponsorId,
  query: Omit<SpendingQuery, 'by'>,
  scope: SpendingScope,
): Promise<SponsorBounds | null> {
  const members = await membersOf(dataSource, id, scope.at)
  const platforms = await platformMoney(dataSource, { id, members, query }, scope)
  return platforms.length === 0 ? null : { ...sumOfWitnesses(platforms), platforms }
}

interface Asked {
  readonly id: SponsorId
  readonly members: Members
  readonly query: Omit<SpendingQuery, 'by'>
}

type UnitRow = BoundsRow & { readonly platform: string }

/** The greatest lower bound first. */
export async function platformMoney(
  dataSource: DataSource,
  { id, members, query }: Asked,
  { holdsAllAds, at }: SpendingScope,
): Promise<PlatformMoney[]> {
  const periods = await chosenPeriods(dataSource, query, at)
  const sql = `SELECT unit.*, advertiser.platform FROM (${membersBounds(query, at)}) unit
    JOIN advertiser ON advertiser.id = unit.advertiser_id WHERE unit.sponsor = $17`
  const parameters = [...boundsParameters(query, periods, holdsAllAds), members.accounts, id]
  const rows: UnitRow[] = await dataSource.query(sql, parameters)
  const byPlatform = grouped(rows, (row) => row.platform)
  return [...byPlatform]
    .map(([platform, accounts]) => ({
      platform: platformId(platform),
      accounts: accounts.length,
      ...sumOfWitnesses(accounts.map(witnessesOf)),
    }))
    .sort(mostFirst)
}

function mostFirst(a: { readonly lower: bigint }, b: { readonly lower: bigint }): number {
  return a.lower === b.lower ? 0 : a.lower > b.lower ? -1 : 1
}
