import type { SearchFilters } from '../../../domain/search.ts'
import { wasShown } from '../as-of.ts'

/** Collects the values of a statement; text of a request only ever travels as one of them. */
export class Parameters {
  readonly values: unknown[] = []

  add(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

/** What a statement asks of a row of `disclosure_state state`. */
export interface Wanted {
  readonly revision: number
  /** Whether the answer must be the same for ever: then nothing may depend on how the server goes about it. */
  readonly isLasting: boolean
  readonly filters: SearchFilters
  /** In PostgreSQL's syntax; null asks for no words. */
  readonly tsquery: string | null
}

/** All of it, joined by AND. The rows of a revision are those that the archive showed then. */
export function conditions({ revision, filters, tsquery }: Wanted, parameters: Parameters): string {
  const all = [
    wasShown(revision),
    ...placeAndParty(filters, parameters),
    ...timeAndMoney(filters, parameters),
    ...standing(filters, parameters),
    ...(tsquery === null ? [] : [`state.search @@ ${parameters.add(tsquery)}::tsquery`]), // disclosure_state_search
  ]
  return all.join(' AND ')
}

function placeAndParty(filters: SearchFilters, parameters: Parameters): string[] {
  const { source, country, region, format, currency, payer, advertiser } = filters
  const equal = (expression: string, value: string | undefined) =>
    value === undefined ? [] : [`${expression} = ${parameters.add(value)}`]
  const holds = (column: string, value: string | undefined) =>
    value === undefined ? [] : [`state.${column} @> ARRAY[${parameters.add(value)}::text]`]
  return [
    ...equal('state.source', source), // disclosure_state_by_source
    ...holds('countries', country), // disclosure_state_countries
    ...holds('regions', region), // disclosure_state_regions
    ...holds('formats', format),
    ...equal("COALESCE(state.currency, '~~~')", currency), // disclosure_state_spend
    ...equal('state.disclaimer', payer), // disclosure_state_disclaimer
    ...equal('state.advertiser_name', advertiser), // disclosure_state_advertiser
  ]
}

const LISTINGS = {
  listed: 'state.missing_since IS NULL',
  missing: 'state.missing_since IS NOT NULL AND state.withdrawn_at IS NULL', // disclosure_state_absent
  withdrawn: 'state.missing_since IS NOT NULL AND state.withdrawn_at IS NOT NULL', // disclosure_state_absent
} as const

function standing({ account, listing, abroad }: SearchFilters, parameters: Parameters): string[] {
  const found: string[] = []
  if (account !== undefined) {
    const [platform, key] = [parameters.add(account.platform), parameters.add(account.key)]
    found.push(`state.advertiser_id = (
      SELECT advertiser.id FROM advertiser WHERE advertiser.platform = ${platform} AND advertiser.key = ${key}
    )`) // disclosure_state_of_advertiser
  }
  if (listing !== undefined) found.push(LISTINGS[listing])
  if (abroad !== undefined) found.push("state.recorded_abroad <> '{}'") // disclosure_state_abroad
  if (abroad !== undefined && abroad !== 'any') found.push(`${parameters.add(abroad)} = ANY (state.recorded_abroad)`)
  return found
}

/** A range of spend matches when it may hold such an amount: its top is open, or high enough. */
function timeAndMoney(filters: SearchFilters, parameters: Parameters): string[] {
  const { from, to, spendAtLeast, spendAtMost } = filters
  const found: string[] = []
  // disclosure_state_days
  if (from !== undefined) found.push(`COALESCE(state.ends_on, 'infinity'::date) >= ${parameters.add(from)}::date`)
  if (to !== undefined) {
    const last = `${parameters.add(to)}::date`
    found.push(`COALESCE(state.starts_on, '-infinity'::date) <= ${last} AND state.starts_on IS NOT NULL`)
  }
  if (spendAtLeast !== undefined) {
    const least = `${parameters.add(spendAtLeast.toString())}::bigint`
    found.push(`state.spend_lower_minor IS NOT NULL AND coalesce(state.spend_upper_minor >= ${least}, true)`)
  }
  if (spendAtMost !== undefined) {
    found.push(`state.spend_lower_minor <= ${parameters.add(spendAtMost.toString())}::bigint`)
  }
  return found
}
