import type { DataSource } from 'typeorm'

/** What is asked of money, as an address of /spending asks it. */
export interface Question {
  /** Empty: everywhere. */
  readonly place: string
  readonly currency: string
  readonly from: string | null
  readonly to: string | null
}

export interface Bounds {
  readonly lower: bigint
  readonly upper: bigint | null
}

/** Whose money it is: an account, and the sponsor of that payer. */
export interface Unit {
  readonly platform: string
  readonly key: string
  readonly sponsor: string | null
}

export interface Ad extends Unit {
  readonly from: string
  readonly to: string
  readonly lower: bigint
  readonly upper: bigint | null
  readonly isWhole: boolean
}

export interface Statement extends Unit {
  readonly source: string
  readonly from: string
  readonly to: string
  readonly lower: bigint
  /** Null: none, or not of this place alone. */
  readonly upper: bigint | null
  readonly place: string
  readonly isPartial: boolean
}

/** Days without a beginning, and without an end, as they compare. */
export const FIRST = '0000-00-00'
export const LAST = '9999-99-99'

interface AdRow extends Unit {
  readonly content: {
    readonly countries?: readonly { code?: string | null }[] | { absent: string }
    readonly regions?: readonly { code?: string | null; share?: string | number | null }[] | { absent: string }
  }
  readonly lower: string
  readonly upper: string | null
  readonly starts: string | null
  readonly ends: string | null
}

const SPONSOR = 'LEFT JOIN mention_sponsor given ON given.mention_id = mention.id'

/** Every ad that the archive shows now, read one by one, with a part in the place. */
export async function adsOf(database: DataSource, { place, currency }: Question): Promise<Ad[]> {
  const rows: AdRow[] = await database.query(
    `SELECT advertiser.platform, advertiser.key, given.sponsor_id AS sponsor, state.content,
       state.spend_lower_minor AS lower, state.spend_upper_minor AS upper, state.starts_on::text AS starts,
       state.ends_on::text AS ends
     FROM disclosure_state state JOIN advertiser ON advertiser.id = state.advertiser_id
     JOIN mention ON mention.advertiser_id = advertiser.id AND mention.payer IS NOT DISTINCT FROM state.disclaimer
     ${SPONSOR}
     WHERE state.to_revision IS NULL AND state.currency = $1`,
    [currency],
  )
  return rows.flatMap((row) => {
    const share = shareOf(row.content, place)
    if (share === 'none') return []
    const days = [row.starts ?? FIRST, row.ends ?? LAST].sort()
    return [
      {
        ...{ platform: row.platform, key: row.key, sponsor: row.sponsor, isWhole: share === 'whole' },
        ...{ from: days[0] ?? FIRST, to: days[1] ?? LAST },
        ...{ lower: BigInt(row.lower), upper: row.upper === null ? null : BigInt(row.upper) },
      },
    ]
  })
}

/** Whether an ad belongs to the place altogether, in an unknown part, or not at all. */
function shareOf({ countries, regions }: AdRow['content'], place: string): 'whole' | 'part' | 'none' {
  if (place === '') return 'whole'
  const told = (list: AdRow['content']['regions']) => (Array.isArray(list) ? list : [])
  const [inCountries, inRegions] = [told(countries), told(regions)]
  const asked = place.length === 2 ? inCountries : inRegions
  if (!asked.some(({ code }) => code === place)) return 'none'
  const codes = (list: typeof inRegions) => new Set(list.flatMap(({ code }) => code ?? []))
  const isUnderstood = (list: typeof inRegions) => list.length <= codes(list).size
  if (place.length === 2) return isUnderstood(inCountries) && codes(inCountries).size === 1 ? 'whole' : 'part'
  const isAll = codes(inRegions).size === 1 && Number(inRegions[0]?.share ?? 1) >= 0.9999
  const isAlone = isUnderstood(inRegions) && isUnderstood(inCountries) && codes(inCountries).size <= 1
  return isAll && isAlone ? 'whole' : 'part'
}

interface StatementRow extends Unit {
  readonly source: string
  readonly from: string
  readonly to: string
  readonly lower: string
  readonly upper: string | null
  readonly place: string
  readonly only: string | null
  readonly partial: boolean
}

/** Every statement that is a source’s word now. */
export async function statementsOf(database: DataSource, { place, currency }: Question): Promise<Statement[]> {
  const rows: StatementRow[] = await database.query(
    `SELECT advertiser.platform, advertiser.key, given.sponsor_id AS sponsor, held.source, held.from_day::text AS from,
       held.to_day::text AS to, held.floor_minor AS lower, held.ceiling_minor AS upper, held.place,
       advertiser.only_country AS only, held.is_partial AS partial
     FROM spend_statement held JOIN advertiser ON advertiser.id = held.advertiser_id
     JOIN mention ON mention.advertiser_id = advertiser.id AND mention.payer IS NOT DISTINCT FROM held.disclaimer
     ${SPONSOR}
     WHERE held.is_current AND held.subject = 'advertiser' AND held.currency = $1 AND held.place IS NOT NULL`,
    [currency],
  )
  return rows.flatMap((row) => {
    const isEver = row.from === '-infinity'
    const isHere = row.place === place
    const isInWorld = place === '' && row.place.length === 2
    const isOnlyHere = place !== '' && row.place === '' && row.only === place
    if (!isHere && !isInWorld && !isOnlyHere) return []
    const isAll = isHere || isOnlyHere || (isEver && row.only === row.place)
    return [
      {
        ...{ platform: row.platform, key: row.key, sponsor: row.sponsor, source: row.source, place: row.place },
        ...{ from: isEver ? FIRST : row.from, to: row.to, isPartial: row.partial, lower: BigInt(row.lower) },
        upper: isAll && row.upper !== null ? BigInt(row.upper) : null,
      },
    ]
  })
}
