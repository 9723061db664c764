import type { SpendingPosition } from '../../../domain/spending.ts'
import type { Asked } from './bounds-sql.ts'
import { pageSql, ROW_ACCOUNT } from './rank-sql.ts'
import { BOUNDS, sumsOf, WITNESSES } from './sums-sql.ts'

/**
 * The ranking of all currencies in one: what a row has of each is summed in it, then converted, then added. After the
 * parameters of the bounds stand the currencies that have a rate, and the numerators and denominators of their factors.
 */
export function convertedRankSql(asked: Omit<Asked, 'isMixed'>, after: SpendingPosition | null, known: number): string {
  const factors = `unnest($${known + 1}::text[], $${known + 2}::numeric[], $${known + 3}::numeric[])`
  const rates = `${factors} AS rate (currency, numerator, denominator)`
  return pageSql({ ...asked, isMixed: true }, { ranked: ranked(rates), told: told(rates) }, { after, known: known + 3 })
}

function ranked(rates: string): string {
  const apart = `SELECT ${ROW_ACCOUNT} AS advertiser_id, unit.sponsor, unit.currency, ${sumsOf('unit', BOUNDS)}
    FROM unit GROUP BY 1, 2, 3`
  return `
  SELECT told.advertiser_id, told.sponsor, ${sumsOf('told', BOUNDS)}
  FROM (SELECT each.advertiser_id, each.sponsor, ${inOne(BOUNDS)} FROM (${apart}) each JOIN ${rates}
    ON rate.currency = each.currency) told
  GROUP BY 1, 2`
}

function told(rates: string): string {
  const apart = `SELECT own.sponsor, own.row_account, own.currency, ${sumsOf('own', WITNESSES)}
    FROM own GROUP BY 1, 2, 3`
  return `
  SELECT told.sponsor, told.row_account, ${sumsOf('told', WITNESSES)}
  FROM (SELECT each.sponsor, each.row_account, ${inOne(WITNESSES)} FROM (${apart}) each JOIN ${rates}
    ON rate.currency = each.currency) told
  GROUP BY 1, 2`
}

/** As `converted` of the domain: lower bounds are rounded down, upper ones up. The division is of whole numbers. */
function inOne(columns: readonly string[]): string {
  return columns.map((name) => `${converted(name)} AS ${name}`).join(', ')
}

function converted(name: string): string {
  if (name === 'ads') return 'each.ads'
  const up = name.endsWith('upper') ? ' + rate.denominator - 1' : ''
  return `div(each.${name} * rate.numerator${up}, rate.denominator)`
}
