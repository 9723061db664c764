import type { DataSource } from 'typeorm'
import { calendarDate } from '../../../domain/calendar.ts'
import { type DisclosureId, disclosureId, platformId, type SponsorId, sourceId } from '../../../domain/ids.ts'
import type { SharedCreative, SharedCreatives } from '../../../ports/sponsor-ads.ts'
import { type At, wasShown } from '../as-of.ts'
import { alike, type Wording } from './alike.ts'
import { accountsOf, IS_OF_ACCOUNT } from './members-sql.ts'

const MOST_WORDINGS = 500
const MOST_SHOWN = 20
const MOST_EXAMPLES = 8
const LONGEST_TEXT = 2_000

interface WordingRow {
  readonly text: string
  readonly source: string
  readonly ad_id: string
  readonly ads: string
  readonly platforms: readonly string[]
  readonly first_day: string | null
  readonly last_day: string | null
  readonly wordings: string
}

type Known = Wording & Omit<WordingRow, 'ads'>

/** Ads that say the same have been told apart while they were loaded: only wordings are compared with each other. */
export async function sharedCreatives(dataSource: DataSource, id: SponsorId, at: At): Promise<SharedCreatives> {
  const rows: WordingRow[] = await dataSource.query(wordingsSql(at), [id])
  const wordings = rows.map((row): Known => ({ ...row, ads: Number(row.ads) }))
  const groups = alike(wordings)
    .map(creativeOf)
    .filter(({ ads }) => ads > 1)
    .sort((a, b) => b.ads - a.ads || (a.text < b.text ? -1 : 1))
  return {
    rows: groups.slice(0, MOST_SHOWN),
    total: groups.length,
    isCut: Number(rows[0]?.wordings ?? 0) > MOST_WORDINGS,
  }
}

function creativeOf(group: readonly [Known, ...Known[]]): SharedCreative {
  const days = (read: (row: Known) => string | null) => group.flatMap((row) => read(row) ?? []).sort()
  const [first, last] = [days((row) => row.first_day)[0], days((row) => row.last_day).at(-1)]
  return {
    text: group[0].text,
    isSame: group.length === 1,
    wordings: group.length,
    ads: group.reduce((sum, { ads }) => sum + ads, 0),
    platforms: [...new Set(group.flatMap(({ platforms }) => platforms))].sort().map(platformId),
    firstDay: first === undefined ? null : calendarDate(first),
    lastDay: last === undefined ? null : calendarDate(last),
    examples: group.slice(0, MOST_EXAMPLES).map(idOf),
  }
}

function idOf({ source, ad_id }: Known): DisclosureId {
  return disclosureId(sourceId(source), ad_id)
}

/** The newest ad of a wording stands for it. */
const wordingsSql = (at: At) => `
WITH of_source AS MATERIALIZED (
  SELECT state.wording, state.source, count(*) AS ads, min(state.starts_on) AS first_day,
    max(coalesce(state.ends_on, state.starts_on)) AS last_day, max(state.disclosure_id) AS newest
  FROM (${accountsOf(at)}) account
  JOIN disclosure_state state ON ${IS_OF_ACCOUNT} -- disclosure_state_wording
  WHERE state.wording IS NOT NULL AND ${wasShown(at)}
  GROUP BY 1, 2
), said AS MATERIALIZED (
  SELECT own.wording, sum(own.ads) AS ads, array_agg(DISTINCT platform_of(own.source)) AS platforms,
    min(own.first_day) AS first_day, max(own.last_day) AS last_day, max(own.newest) AS newest
  FROM of_source own GROUP BY 1
)
SELECT said.ads, said.platforms, said.first_day::text, said.last_day::text, state.source, state.ad_id,
  (SELECT count(*) FROM said) AS wordings,
  left((
    SELECT string_agg(part->>'text', E'\\n' ORDER BY place)
    FROM jsonb_array_elements(told_list(state.content->'texts')) WITH ORDINALITY AS told (part, place)
  ), ${LONGEST_TEXT}) AS text
FROM (SELECT * FROM said ORDER BY said.ads DESC, said.wording LIMIT ${MOST_WORDINGS}) said
JOIN disclosure_state state ON state.disclosure_id = said.newest AND ${wasShown(at)}`
