import type { SpendingBy } from '../../../domain/spending.ts'
import { type At, kept } from '../as-of.ts'

/** What rows are summed to, and by what beside their unit. */
export interface Parts {
  readonly keys: readonly string[]
  /** Name, and aggregate of `here`. */
  readonly sums: readonly (readonly [name: string, sum: string])[]
}

interface Asked {
  readonly at: At
  readonly by: SpendingBy
  readonly isMixed?: true
}

/** What a unit is told by: an account, or, by sponsor, the mention that stands for all of the account that go where it goes. */
export function unitKeys({ by, isMixed }: Pick<Asked, 'by' | 'isMixed'>): readonly string[] {
  return [by === 'sponsor' ? 'unit_id' : 'advertiser_id', ...(isMixed ? ['currency'] : [])]
}

/** Rows summed by unit. @param join of `here` */
export function unitsSql({ at, by, isMixed }: Asked, { keys, sums }: Parts, rows: string, join = ''): string {
  const further = [...(isMixed ? ['currency'] : []), ...keys].map((key) => `here.${key}`)
  const own = sums.map(([name, sum]) => `${sum} AS ${name}`)
  if (by === 'advertiser') {
    const group = ['here.advertiser_id', ...further]
    return `SELECT ${[...group, ...own].join(', ')} FROM (${rows}) here ${join} GROUP BY ${group.join(', ')}`
  }
  const unit = 'coalesce(lead.lead_id, here.mention_id)'
  const columns = [`${unit} AS unit_id`, 'max(here.advertiser_id) AS advertiser_id', ...further, ...own]
  return `SELECT ${columns.join(', ')} FROM (${rows}) here ${join}
    LEFT JOIN ${leads(at)} lead ON lead.mention_id = here.mention_id GROUP BY ${[unit, ...further].join(', ')}`
}

function leads(at: At): string {
  if (at === null) return 'mention_lead'
  return `(
      SELECT led.* FROM (
        SELECT mention.id AS mention_id, min(mention.id) OVER (
          PARTITION BY mention.advertiser_id, coalesce(attributed.sponsor_id, '')) AS lead_id
        FROM shared_account shared JOIN mention ON mention.advertiser_id = shared.advertiser_id
        LEFT JOIN ${kept('mention_sponsor', at)} attributed ON attributed.mention_id = mention.id
      ) led WHERE led.lead_id <> led.mention_id
    )`
}
