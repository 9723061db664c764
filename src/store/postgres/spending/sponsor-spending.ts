import type { DataSource } from 'typeorm'
import { grouped } from '../../../domain/grouped.ts'
import type { SponsorId } from '../../../domain/ids.ts'
import type { Currency } from '../../../domain/money.ts'
import type { CountryCode, RegionCode } from '../../../domain/place.ts'
import { combinedBounds, sumOfBounds } from '../../../domain/spend-bounds.ts'
import type { SpendBounds, SponsorSpending } from '../../../ports/spending.ts'
import { mostFirst } from './advertiser-spending.ts'
import { membersOf } from './members.ts'
import type { SpendingScope } from './spending.ts'
import { type Account, accountsOf } from './sponsor-accounts.ts'
import { platformMoney } from './sponsor-money.ts'
import { sponsorStatements } from './sponsor-statements.ts'
import { statedOverAllTime } from './stated.ts'
import { spanOf, weeksOfAll } from './weeks.ts'

/** One sponsor in one currency: by week, place and platform, and what was stated. The rows of its accounts are read, and no others. */
export async function sponsorSpending(
  dataSource: DataSource,
  id: SponsorId,
  currency: Currency,
  scope: SpendingScope,
): Promise<SponsorSpending> {
  const members = await membersOf(dataSource, id, scope.at)
  const query = { from: null, to: null, place: null, platform: null, currency }
  const [accounts, stated, platforms] = await Promise.all([
    accountsOf(dataSource, { id, members, currency }, scope),
    sponsorStatements(dataSource, members, currency, scope.at),
    platformMoney(dataSource, { id, members, query }, scope),
  ])
  const span = spanOf(accounts)
  const byPlace = placeBounds(accounts)
  return {
    currency,
    weeks: weeksOfAll(accounts, span),
    countries: byPlace.flatMap(({ place, ...bounds }) =>
      place.length === 2 ? [{ country: place as CountryCode, ...bounds }] : [],
    ),
    regions: byPlace.flatMap(({ place, ...bounds }) =>
      place.length > 2 ? [{ region: place as RegionCode, ...bounds }] : [],
    ),
    platforms: platforms.map(({ platform, lower, upper, undivided }) => ({
      ...{ platform, lower, upper, undivided },
      weeks: weeksOfAll(
        accounts.filter((account) => account.platform === platform),
        span,
      ),
    })),
    ...stated,
  }
}

/** Each account has its own bounds in each place; the greatest lower bound first. */
function placeBounds(accounts: readonly Account[]): (SpendBounds & { readonly place: string })[] {
  const bounds = accounts.flatMap(({ adsByPlace, stated, isWhole }) => {
    const statedByPlace = grouped(stated, ({ place }) => place)
    const places = [...new Set([...adsByPlace.keys(), ...statedByPlace.keys()])].filter((place) => place !== '')
    return places.map((place) => {
      const said = statedOverAllTime(statedByPlace.get(place) ?? [])
      return { place, ...combinedBounds(adsByPlace.get(place) ?? null, said, isWhole) }
    })
  })
  return [...grouped(bounds, ({ place }) => place)]
    .map(([place, own]) => ({ place, ...sumOfBounds(own) }))
    .sort(mostFirst)
}
