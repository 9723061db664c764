import { advertiserPage } from '../../../domain/ids.ts'
import type { ReleaseRow } from '../../../ports/releases.ts'
import { wasShown } from '../as-of.ts'
import { releaseRow } from './cells.ts'

export interface AdvertiserRow {
  readonly id: string
  readonly platform: string
  readonly key: string
  readonly account_id: string | null
  readonly name: string | null
  readonly names: string | null
  readonly disclaimers: string | null
  readonly former_ids: string | null
  readonly ads: string
}

/**
 * Advertisers of the platforms $1 as they were at a revision. $2: sources that are released. $3: platforms of which another
 * source is withheld: there, only what the released ones tell of an advertiser is told.
 */
export function advertisersSql(revision: number, more = ''): string {
  const at = Math.trunc(revision)
  const told = (table: string, kind: 'name' | 'disclaimer', column: string) =>
    `said.kind = '${kind}' AND ${table}.${column} = said.text`
  return `
SELECT advertiser.id, advertiser.platform, advertiser.key, advertiser.account_id, names.name, names.names,
  names.disclaimers, former.ids AS former_ids, own.ads
FROM advertiser_at(${at}) advertiser
CROSS JOIN LATERAL (
  SELECT count(*) AS ads FROM disclosure_state state -- disclosure_state_of_advertiser
  WHERE state.advertiser_id = advertiser.id AND state.source = ANY ($2::text[]) AND ${wasShown(at)}
) own
CROSS JOIN LATERAL (
  SELECT (array_agg(said.text ORDER BY said.last_seen_at DESC, said.text) FILTER (WHERE said.kind = 'name'))[1] AS name,
    string_agg(said.text, ' | ' ORDER BY said.text COLLATE "C") FILTER (WHERE said.kind = 'name') AS names,
    string_agg(said.text, ' | ' ORDER BY said.text COLLATE "C") FILTER (WHERE said.kind = 'disclaimer') AS disclaimers
  FROM advertiser_name_at(${at}) said
  WHERE said.advertiser_id = advertiser.id AND (
    advertiser.platform <> ALL ($3::text[])
    OR EXISTS (
      SELECT FROM ${statements(at)} AND (
        (${told('held', 'name', 'name')}) OR (${told('held', 'disclaimer', 'disclaimer')}))
    )
    OR EXISTS (
      SELECT FROM disclosure_state state
      WHERE state.advertiser_id = advertiser.id AND state.source = ANY ($2::text[]) AND ${wasShown(at)} AND (
        (${told('state', 'name', 'advertiser_name')}) OR (${told('state', 'disclaimer', 'disclaimer')}))
    )
  )
) names
CROSS JOIN LATERAL (
  SELECT string_agg(alias.former_key, ' | ' ORDER BY alias.former_key COLLATE "C") AS ids
  FROM advertiser_alias_at(${at}) alias WHERE alias.platform = advertiser.platform AND alias.key = advertiser.key
) former
WHERE advertiser.platform = ANY ($1::text[]) AND (
  advertiser.platform <> ALL ($3::text[]) OR own.ads > 0
  OR EXISTS (SELECT FROM ${statements(at)})
) ${more}`
}

/** Only what is current can be found by its advertiser. */
function statements(at: number): string {
  return `spend_statement_at(${at}) held -- spend_statement_by_advertiser
      WHERE held.advertiser_id = advertiser.id AND held.is_current AND held.source = ANY ($2::text[])`
}

export function advertiserRow(row: AdvertiserRow): ReleaseRow {
  const { platform, key, account_id, name, names, disclaimers, former_ids, ads } = row
  const page = advertiserPage({ platform, key })
  return releaseRow([`${platform}/${key}`, platform, key, account_id, page, name, names, disclaimers, former_ids, ads])
}
