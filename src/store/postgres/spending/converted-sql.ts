import type { SpendingPosition } from '../../../domain/spending.ts'
import type { Asked } from './bounds-sql.ts'
import { columns, pageSql, sumsOf } from './rank-sql.ts'

/**
 * The ranking of all currencies in one: what a row has of each is summed in it, then converted, then added. After the
 * parameters of the bounds stand the currencies that have a rate, and the numerators and denominators of their factors.
 */
export function convertedRankSql(asked: Omit<Asked, 'isMixed'>, after: SpendingPosition | null, known: number): string {
  return pageSql({ asked: { ...asked, isMixed: true }, ranked: ranked(known + 1) }, after, known + 3)
}

const ACCOUNT = "CASE WHEN unit.sponsor = '' THEN unit.advertiser_id ELSE 0 END"

function ranked(first: number): string {
  const factors = `unnest($${first}::text[], $${first + 1}::numeric[], $${first + 2}::numeric[])`
  return `
  SELECT told.advertiser_id, told.sponsor, ${sumsOf('told')}
  FROM (
    SELECT each.advertiser_id, each.sponsor, ${columns(converted)}
    FROM (
      SELECT ${ACCOUNT} AS advertiser_id, unit.sponsor, unit.currency, ${sumsOf('unit')} FROM unit GROUP BY 1, 2, 3
    ) each
    JOIN ${factors} AS rate (currency, numerator, denominator) ON rate.currency = each.currency
  ) told GROUP BY 1, 2`
}

/** As `converted` of the domain: lower bounds are rounded down, upper ones up. The division is of whole numbers. */
function converted(name: string): string {
  if (name === 'ads') return 'each.ads'
  const up = name.endsWith('upper') ? ' + rate.denominator - 1' : ''
  return `div(each.${name} * rate.numerator${up}, rate.denominator) AS ${name}`
}
