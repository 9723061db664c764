import type { DataSource } from 'typeorm'
import type { SponsorId } from '../../../domain/ids.ts'
import type { SponsorAds, SponsorAdsAsked, SponsorAdsPage } from '../../../ports/sponsor-ads.ts'
import { inWords } from '../archive.ts'
import { type At, kept, wasShown } from '../as-of.ts'
import { HELD_COLUMNS, type HeldRow, heldDisclosure, STATE_COLUMNS, seen } from '../rows/held.ts'
import { newestRevision } from '../search/search.ts'
import { type AdPosition, adPositionOf, adPositionText } from './ad-position.ts'
import { accountsOf, IS_OF_ACCOUNT } from './members-sql.ts'
import { sharedCreatives } from './shared-creatives.ts'
import { sponsorsOfAds } from './sponsors-of-ads.ts'

export function postgresSponsorAds(dataSource: DataSource): SponsorAds {
  const at = (revision: At): SponsorAds => ({
    ads: (id, asked) => inWords(adsOf(dataSource, id, asked, revision)),
    ofAds: (ids) => inWords(sponsorsOfAds(dataSource, ids, revision)),
    sharedCreatives: (id) => inWords(sharedCreatives(dataSource, id, revision)),
    asOf: (other) => at(other),
  })
  return at(null)
}

type AdRow = HeldRow & { readonly day: string }

async function adsOf(
  dataSource: DataSource,
  id: SponsorId,
  { listing, after, size }: SponsorAdsAsked,
  at: At,
): Promise<SponsorAdsPage> {
  const position = after === null ? null : adPositionOf(after, at)
  const revision = at ?? position?.revision ?? (await newestRevision(dataSource))
  const [rows, total] = await Promise.all([
    dataSource.query<AdRow[]>(pageSql(revision, listing, position), [
      id,
      size + 1,
      ...(position === null ? [] : [position.day, position.id]),
    ]),
    totalOf(dataSource, id, listing, revision),
  ])
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  const isLast = rows.length <= size || last === undefined
  return {
    rows: shown.map(heldDisclosure),
    next: isLast ? null : adPositionText({ revision, day: last.day, id: last.disclosure_id }),
    revision,
    total,
  }
}

const LISTINGS = {
  all: 'true',
  withdrawn: 'state.missing_since IS NOT NULL AND state.withdrawn_at IS NOT NULL', // disclosure_state_absent
} as const

const DAY = "coalesce(state.starts_on, '-infinity'::date)"

/** Of each account its newest ads by disclosure_state_of_advertiser, and of these the newest: no more is read than is shown. */
function pageSql(revision: number, listing: SponsorAdsAsked['listing'], position: AdPosition | null): string {
  const isListed = LISTINGS[listing ?? 'all']
  const part = (isDated: boolean) => `(
    SELECT ${STATE_COLUMNS}, ${DAY} AS day FROM disclosure_state state
    WHERE ${IS_OF_ACCOUNT} AND ${wasShown(revision)} AND ${isListed}
      AND state.starts_on IS ${isDated ? 'NOT NULL' : 'NULL'} ${behind(position, isDated)}
    ORDER BY ${isDated ? 'state.starts_on DESC, ' : ''}state.disclosure_id DESC LIMIT $2
  )`
  return `
SELECT ${HELD_COLUMNS}, state.day::text AS day
FROM (
  SELECT own.* FROM (${accountsOf(revision)}) account
  CROSS JOIN LATERAL (${part(true)} UNION ALL ${part(false)}) own
  ORDER BY own.day DESC, own.disclosure_id DESC LIMIT $2
) state
${seen(revision)}
ORDER BY state.day DESC, state.disclosure_id DESC`
}

/** $3 and $4: the day and the number of the last ad before this page. */
function behind(position: AdPosition | null, isDated: boolean): string {
  if (position === null) return ''
  return isDated
    ? 'AND (state.starts_on, state.disclosure_id) < ($3::date, $4::bigint)'
    : "AND (state.disclosure_id < $4::bigint OR $3::date > '-infinity')"
}

async function totalOf(
  dataSource: DataSource,
  id: SponsorId,
  listing: SponsorAdsAsked['listing'],
  revision: number,
): Promise<number> {
  const sql = listing === null ? keptTotalSql(revision) : countedTotalSql(revision)
  const [{ total }]: [{ total: string }] = await dataSource.query(sql, [id])
  return Number(total)
}

/** Loads keep count of the ads of each mention. */
const keptTotalSql = (at: At) => `
SELECT coalesce(sum(kept.ads), 0) AS total FROM ${kept('mention_sponsor', at)} member -- mention_sponsor_by_sponsor
JOIN ${kept('mention_total', at)} kept ON kept.mention_id = member.mention_id
WHERE member.sponsor_id = $1`

/** Withdrawn ads are few. */
const countedTotalSql = (at: At) => `
SELECT count(*) AS total FROM (${accountsOf(at)}) account
JOIN disclosure_state state ON ${IS_OF_ACCOUNT} -- disclosure_state_absent
WHERE ${wasShown(at)} AND ${LISTINGS.withdrawn}`
