import type { DataSource } from 'typeorm'
import { SPONSOR_ID, sponsorId } from '../../../domain/ids.ts'
import { strangePosition } from '../../../domain/search.ts'
import type { SponsorType } from '../../../domain/sponsor.ts'
import type { FoundSponsor, Page } from '../../../ports/sponsors.ts'
import { type At, kept } from '../as-of.ts'

interface FoundRow {
  readonly id: string
  readonly name: string
  readonly type: SponsorType
  readonly platforms: readonly string[]
  readonly ads: string
  readonly found_as: string | null
  readonly keys: readonly [string, string]
}

interface Asked {
  readonly text: string
  readonly after: string | null
  readonly size: number
}

/** By any name, nearly so written too; without a text, the most ads first. @throws {Problem} `request.invalid` */
export async function findSponsors(dataSource: DataSource, asked: Asked, at: At): Promise<Page<FoundSponsor>> {
  const { text, after, size } = asked
  const words = text.trim().slice(0, MOST_LETTERS)
  const from = after === null ? null : positionIn(after)
  const rows =
    words === '' ? await byAds(dataSource, from, size, at) : await byName(dataSource, words, { from, size, at })
  const shown = rows.slice(0, size)
  return { rows: shown.map(foundSponsor), next: rows.length > size ? positionText(shown.at(-1)) : null }
}

const MOST_LETTERS = 200

interface Place {
  readonly from: readonly [string, string] | null
  readonly size: number
  readonly at: At
}

function byName(dataSource: DataSource, words: string, { from, size, at }: Place): Promise<FoundRow[]> {
  const [likeness = null, id = null] = from ?? []
  return dataSource.query(byNameSql(at), [words, likeness, id, size + 1])
}

function byAds(dataSource: DataSource, from: Place['from'], size: number, at: At): Promise<FoundRow[]> {
  const [ads = null, id = null] = from ?? []
  return dataSource.query(byAdsSql(at), [ads, id, size + 1])
}

const PLATFORMS = (at: At) => `ARRAY(
    SELECT DISTINCT advertiser.platform FROM ${kept('mention_sponsor', at)} placed -- mention_sponsor_by_sponsor
    JOIN mention ON mention.id = placed.mention_id
    JOIN advertiser ON advertiser.id = mention.advertiser_id
    WHERE placed.sponsor_id = found.id ORDER BY 1
  )`

const ADS = (sponsor: string, at: At) => `(
    SELECT coalesce(sum(total.ads), 0) FROM ${kept('mention_sponsor', at)} placed -- mention_sponsor_by_sponsor
    JOIN ${kept('mention_total', at)} total ON total.mention_id = placed.mention_id -- mention_total_pkey
    WHERE placed.sponsor_id = ${sponsor}
  )`

/** A name that holds the words, or is so near to them that a slip explains it; as many as are read say which come first. */
const byNameSql = (at: At) => `
WITH asked AS MATERIALIZED (SELECT sponsor_fold($1) AS folded), near AS MATERIALIZED (
  SELECT named.sponsor_id, named.name, word_similarity(asked.folded, named.folded)
    + similarity(asked.folded, named.folded) AS likeness
  FROM asked JOIN ${kept('sponsor_name', at)} named -- sponsor_name_trigrams
    ON named.folded %> asked.folded OR named.folded LIKE '%' || asked.folded || '%'
  WHERE asked.folded <> '' LIMIT 5000
), best AS (
  SELECT DISTINCT ON (near.sponsor_id) near.sponsor_id, near.name, near.likeness::numeric(6, 5) AS likeness
  FROM near ORDER BY near.sponsor_id, near.likeness DESC, near.name COLLATE "C"
), found AS (
  SELECT sponsor.id, sponsor.name, sponsor.type, best.name AS found_as, best.likeness
  FROM best JOIN ${kept('sponsor', at)} sponsor ON sponsor.id = best.sponsor_id AND sponsor.status = 'active'
  WHERE $2::numeric IS NULL OR best.likeness < $2::numeric OR (best.likeness = $2::numeric AND sponsor.id > $3)
  ORDER BY best.likeness DESC, sponsor.id LIMIT $4
)
SELECT found.id, found.name, found.type, ${PLATFORMS(at)} AS platforms, ${ADS('found.id', at)} AS ads,
  CASE WHEN sponsor_fold(found.found_as) <> sponsor_fold(found.name) THEN found.found_as END AS found_as,
  ARRAY[found.likeness::text, found.id] AS keys
FROM found ORDER BY found.likeness DESC, found.id`

const byAdsSql = (at: At) => `
WITH counted AS (
  SELECT placed.sponsor_id AS id, sum(total.ads) AS ads
  FROM ${kept('mention_sponsor', at)} placed
  JOIN ${kept('mention_total', at)} total ON total.mention_id = placed.mention_id
  GROUP BY 1
), found AS (
  SELECT counted.id, counted.ads FROM counted
  WHERE counted.ads > 0
    AND ($1::numeric IS NULL OR counted.ads < $1::numeric OR (counted.ads = $1::numeric AND counted.id > $2))
  ORDER BY counted.ads DESC, counted.id LIMIT $3
)
SELECT found.id, sponsor.name, sponsor.type, ${PLATFORMS(at)} AS platforms, found.ads, NULL AS found_as,
  ARRAY[found.ads::text, found.id] AS keys
FROM found JOIN ${kept('sponsor', at)} sponsor ON sponsor.id = found.id
ORDER BY found.ads DESC, found.id`

function foundSponsor(row: FoundRow): FoundSponsor {
  const { id, name, type, platforms, ads, found_as: foundAs } = row
  return { id: sponsorId(id), name, type, platforms, ads: Number(ads), foundAs }
}

function positionText(row: FoundRow | undefined): string | null {
  return row === undefined ? null : row.keys.join('~')
}

const POSITION = new RegExp(`^([0-9.]{1,30})~(${SPONSOR_ID})$`)

function positionIn(text: string): readonly [string, string] {
  const [, number, id] = POSITION.exec(text) ?? []
  if (number === undefined || id === undefined) throw strangePosition()
  return [number, id]
}
