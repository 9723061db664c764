import type { DataSource } from 'typeorm'
import { lowerReason, upperReason } from '../../../domain/bound-reasons.ts'
import { calendarDate } from '../../../domain/calendar.ts'
import { grouped } from '../../../domain/grouped.ts'
import { platformId, type SponsorId } from '../../../domain/ids.ts'
import type { SpendingQuery } from '../../../domain/spending.ts'
import type {
  UsedAds,
  UsedStatement,
  WhoseMoney,
  WhyAccount,
  WhyLimits,
  WhyReport,
} from '../../../ports/spending-why.ts'
import { newestName } from '../advertiser-names-sql.ts'
import { kept } from '../as-of.ts'
import { advertiserRow } from './advertiser.ts'
import { membersBounds, ownBounds } from './bounds-sql.ts'
import { membersOf } from './members.ts'
import { type ChosenPeriods, chosenPeriods } from './periods.ts'
import { amount, amountOrNull, type BoundsRow, sumOfWitnesses, witnessesOf } from './rows.ts'
import { boundsParameters, type SpendingScope } from './spending.ts'
import { type StatementRow, statementView } from './statements.ts'
import { usedAdsSql, usedStatementsSql } from './why-sql.ts'

type Query = Omit<SpendingQuery, 'by'>

interface Asked {
  readonly query: Query
  readonly limits: WhyLimits
  readonly scope: SpendingScope
}

/** Takes a row of a ranking apart: its accounts, and of each the ads and statements that count. */
export async function why(dataSource: DataSource, whose: WhoseMoney, asked: Asked): Promise<WhyReport | null> {
  const { query, limits, scope } = asked
  const subject = await subjectOf(dataSource, whose, scope)
  const periods = await chosenPeriods(dataSource, query, scope.at)
  const units = await unitsOf(dataSource, subject, { ...asked, periods })
  if (units.length === 0) return null
  const shown = units.slice(0, limits.accounts)
  const accounts = await takenApart(dataSource, shown, { ...asked, periods, subject })
  return {
    name: whose.kind === 'sponsor' ? await sponsorName(dataSource, whose.id, scope) : (accounts[0]?.name ?? null),
    ...sumOfWitnesses(units.map(witnessesOf)),
    accounts,
    accountCount: units.length,
    effective: periods.effective,
  }
}

/** `sponsor`: whose part of the accounts is asked about; empty: what is attributed to none; null: all of it. */
interface Subject {
  readonly accounts: readonly string[]
  readonly sponsor: string | null
}

async function subjectOf(dataSource: DataSource, whose: WhoseMoney, { at }: SpendingScope): Promise<Subject> {
  if (whose.kind === 'sponsor') {
    return { accounts: (await membersOf(dataSource, whose.id, at)).accounts, sponsor: whose.id }
  }
  const row = await advertiserRow(dataSource, whose.ref, at)
  return { accounts: row === null ? [] : [row.id], sponsor: whose.isRest ? '' : null }
}

async function sponsorName(dataSource: DataSource, id: SponsorId, { at }: SpendingScope): Promise<string | null> {
  const sql = `SELECT sponsor.name FROM ${kept('sponsor', at)} sponsor WHERE sponsor.id = $1`
  const [row]: { name: string }[] = await dataSource.query(sql, [id])
  return row?.name ?? null
}

type UnitRow = BoundsRow & { readonly advertiser_id: string; readonly platform: string }
type WithPeriods = Asked & { readonly periods: ChosenPeriods }

async function unitsOf(
  dataSource: DataSource,
  { accounts, sponsor }: Subject,
  { query, scope, periods }: WithPeriods,
): Promise<UnitRow[]> {
  const parameters = boundsParameters(query, periods, scope.holdsAllAds)
  const units = (bounds: string) => `SELECT unit.*, advertiser.platform FROM (${bounds}) unit
    JOIN advertiser ON advertiser.id = unit.advertiser_id`
  if (sponsor === null) {
    return await dataSource.query(units(ownBounds(query, scope.at)), [...parameters, accounts[0] ?? '0'])
  }
  const own = `${units(membersBounds(query, scope.at))} WHERE unit.sponsor = $17`
  return await dataSource.query(`${own} ORDER BY unit.lower DESC, unit.advertiser_id`, [
    ...parameters,
    accounts,
    sponsor,
  ])
}

interface AdsRow {
  readonly advertiser_id: string
  readonly is_whole: boolean
  readonly is_certain: boolean
  readonly starts_on: string
  readonly ends_on: string
  readonly ads: string
  readonly lower: string
  readonly upper: string | null
  readonly count: string
}

interface UsedRow extends StatementRow {
  readonly advertiser_id: string
  readonly is_inside: boolean
  readonly is_covering: boolean
  readonly floor_minor: string
  readonly ceiling_minor: string | null
  readonly number: string
  readonly count: string
  readonly tells_disclaimer: boolean
}

interface NameRow {
  readonly id: string
  readonly key: string
  readonly name: string | null
}

async function takenApart(
  dataSource: DataSource,
  units: readonly UnitRow[],
  { query, limits, scope, periods, subject }: WithPeriods & { readonly subject: Subject },
): Promise<WhyAccount[]> {
  const { at, holdsAllAds } = scope
  const part = { at, isWhole: subject.sponsor === null }
  const ids = units.map((unit) => unit.advertiser_id)
  const [place, currency, from, to, , , ...rest] = boundsParameters(query, periods, holdsAllAds)
  const days = rest.slice(0, 6)
  const places = rest.at(-1)
  const common = [place, currency, from, to, ids, subject.sponsor]
  const [cells, statements, names]: [AdsRow[], UsedRow[], NameRow[]] = await Promise.all([
    dataSource.query(usedAdsSql(part), [...common, limits.each]),
    dataSource.query(usedStatementsSql(part), [...common, ...days, places, limits.each]),
    dataSource.query(namesSql(scope), [ids]),
  ])
  const ads = grouped(cells, (row) => row.advertiser_id)
  const stated = grouped(statements, (row) => row.advertiser_id)
  return units.map((unit) => {
    const own = { cells: ads.get(unit.advertiser_id) ?? [], statements: stated.get(unit.advertiser_id) ?? [] }
    return whyAccount(unit, own, { name: names.find(({ id }) => id === unit.advertiser_id), holdsAllAds })
  })
}

const namesSql = ({ at }: SpendingScope) => `
SELECT advertiser.id, advertiser.key, ${newestName('advertiser.id', at)} AS name
FROM advertiser WHERE advertiser.id = ANY ($1::bigint[])`

function whyAccount(
  unit: UnitRow,
  { cells, statements }: { readonly cells: readonly AdsRow[]; readonly statements: readonly UsedRow[] },
  { name, holdsAllAds }: { readonly name: NameRow | undefined; readonly holdsAllAds: readonly string[] },
): WhyAccount {
  const bounds = witnessesOf(unit)
  const isComplete = holdsAllAds.includes(unit.platform)
  const isSharedStatement = bounds.statements === null && statements.length > 0
  return {
    advertiser: { platform: platformId(unit.platform), key: name?.key ?? '' },
    name: name?.name ?? null,
    ...bounds,
    holdsAllAds: isComplete,
    lowerReason: lowerReason(bounds),
    upperReason: upperReason(bounds, isComplete),
    usedAds: cells.map(usedAds),
    usedAdsCount: Number(cells[0]?.count ?? 0),
    usedStatements: isSharedStatement ? [] : statements.map(usedStatement),
    usedStatementCount: isSharedStatement ? 0 : Number(statements[0]?.count ?? 0),
    isSharedStatement,
  }
}

function usedAds(row: AdsRow): UsedAds {
  return {
    from: row.starts_on === '-infinity' ? null : calendarDate(row.starts_on),
    to: row.ends_on === 'infinity' ? null : calendarDate(row.ends_on),
    ads: Number(row.ads),
    isWhole: row.is_whole,
    isCertain: row.is_certain,
    lower: amount(row.lower),
    upper: amountOrNull(row.upper),
  }
}

const MOST_NUMBERED = 200

function usedStatement(row: UsedRow): UsedStatement {
  const number = Number(row.number)
  return {
    ...statementView(row),
    isInside: row.is_inside,
    isCovering: row.is_covering,
    counted: { lower: amount(row.floor_minor), upper: amountOrNull(row.ceiling_minor) },
    number: number <= MOST_NUMBERED ? number : null,
  }
}
