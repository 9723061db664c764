import { type At, kept } from './as-of.ts'

/** Keeps what `said` holds: under which texts an advertiser appeared, from when to when. Known spans write no row. */
export const KEEP_NAMES = `
INSERT INTO advertiser_name AS held (advertiser_id, kind, text_hash, text, first_seen_at, last_seen_at)
SELECT said.* FROM said
WHERE NOT EXISTS (
  SELECT FROM advertiser_name known
  WHERE known.advertiser_id = said.advertiser_id AND known.kind = said.kind AND known.text_hash = said.text_hash
    AND known.first_seen_at <= said.first_seen_at AND known.last_seen_at >= said.last_seen_at
)
ON CONFLICT (advertiser_id, kind, text_hash) DO UPDATE SET
  first_seen_at = least(held.first_seen_at, excluded.first_seen_at),
  last_seen_at = greatest(held.last_seen_at, excluded.last_seen_at)`

/** The name that an advertiser was told under last, as a value. @param id SQL of the advertiser's id */
export function newestName(id: string, at: At): string {
  return `(
    SELECT said.text FROM ${kept('advertiser_name', at)} said -- advertiser_name_pkey
    WHERE said.advertiser_id = ${id} AND said.kind = 'name' ORDER BY said.last_seen_at DESC, said.text LIMIT 1
  )`
}
