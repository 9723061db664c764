import type { SpendingBy } from '../../../domain/spending.ts'
import { type At, kept } from '../as-of.ts'

/** What rows are summed to, and by what beside their unit. */
export interface Parts {
  readonly keys: readonly string[]
  /** Name, aggregate of `here`, and the aggregate that puts sums of parts together. */
  readonly sums: readonly (readonly [
    name: string,
    sum: string,
    again: 'sum' | 'max' | 'min' | 'bool_and' | 'bool_or',
  ])[]
}

interface Asked {
  readonly at: At
  readonly by: SpendingBy
  readonly isMixed?: true
}

/**
 * Rows summed by unit: an account, or the part of one that goes to a sponsor. By sponsor they are summed by mention first, so
 * that a sponsor is looked up once a mention and not once a row. @param join of `here`
 */
export function unitsSql({ at, by, isMixed }: Asked, { keys, sums }: Parts, rows: string, join = ''): string {
  const further = [...(isMixed ? ['currency'] : []), ...keys]
  const of = (table: string, names: readonly string[]) => names.map((name) => `${table}.${name}`)
  const own = sums.map(([name, sum]) => `${sum} AS ${name}`)
  if (by === 'advertiser') {
    const group = of('here', ['advertiser_id', ...further])
    const unit = [group[0], "'' AS sponsor", 'max(here.mention_id) AS mention_id']
    return `SELECT ${[...unit, ...group.slice(1), ...own].join(', ')}
    FROM (${rows}) here ${join} GROUP BY ${group.join(', ')}`
  }
  const parts = of('here', ['advertiser_id', 'mention_id', ...further])
  const again = sums.map(([name, , put]) => `${put}(mentioned.${name}) AS ${name}`)
  const apart = of('mentioned', further)
  return `SELECT ${['mentioned.advertiser_id', "coalesce(attributed.sponsor_id, '') AS sponsor", ...apart, ...again].join(', ')}
  FROM (SELECT ${[...parts, ...own].join(', ')} FROM (${rows}) here ${join} GROUP BY ${parts.join(', ')}) mentioned
  LEFT JOIN ${kept('mention_sponsor', at)} attributed ON attributed.mention_id = mentioned.mention_id
  GROUP BY ${['mentioned.advertiser_id', 'attributed.sponsor_id', ...apart].join(', ')}`
}
