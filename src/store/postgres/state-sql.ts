/** How a revision closes and opens states, and what that changes. `composed` holds the news, `state_change` its sums. */

const CHANGED_COLUMNS = `source, country_places, region_places, region_share, countries, regions, formats, currency, disclaimer,
  spend_lower_minor, spend_upper_minor, starts_on, ends_on, advertiser_id`

/** Places that are none of ours are looked for only where some place gave no code. */
const CHANGED = `state.source,
  CASE WHEN jsonb_array_length(told_list(state.content->'countries')) > cardinality(state.countries)
    THEN state.content->'countries' END AS country_places,
  CASE WHEN jsonb_array_length(told_list(state.content->'regions')) > cardinality(state.regions)
    THEN state.content->'regions' END AS region_places,
  CASE WHEN cardinality(state.regions) = 1 THEN (state.content->'regions'->0->>'share')::numeric END AS region_share,
  state.countries, state.regions, state.formats, state.currency, state.disclaimer, state.spend_lower_minor,
  state.spend_upper_minor, state.starts_on, state.ends_on, state.advertiser_id`

/** The states that a revision opens (sign 1) and closes (-1). */
export const STATE_CHANGE = `
CREATE TEMP TABLE state_change (
  sign integer NOT NULL,
  source text NOT NULL,
  country_places jsonb,
  region_places jsonb,
  region_share numeric,
  countries text[] NOT NULL,
  regions text[] NOT NULL,
  formats text[] NOT NULL,
  currency character(3),
  disclaimer text,
  spend_lower_minor bigint,
  spend_upper_minor bigint,
  starts_on date,
  ends_on date,
  advertiser_id bigint
) ON COMMIT DROP`

const noted = (sign: 1 | -1, changes: string) => `
WITH changed AS (${changes} RETURNING ${CHANGED})
INSERT INTO state_change (sign, ${CHANGED_COLUMNS}) SELECT ${sign}, changed.* FROM changed`

export const CLOSE_STATES = noted(
  -1,
  `UPDATE disclosure_state state SET to_revision = $1
   FROM composed
   WHERE state.disclosure_id = composed.disclosure_id AND state.to_revision IS NULL AND state.from_revision <> $1`,
)

/** What the same revision has opened already, nobody has seen: a later part of the file knows better. */
export const FORGET_STATES = noted(
  -1,
  `DELETE FROM disclosure_state state USING composed
   WHERE state.disclosure_id = composed.disclosure_id AND state.to_revision IS NULL AND state.from_revision = $1`,
)

const OPENED_COLUMNS = `disclosure_id, from_revision, source, ad_id, content, text_language, advertiser_name,
  disclaimer, countries, regions, formats, currency, spend_lower_minor, spend_upper_minor, impressions_lower,
  starts_on, ends_on, search, advertiser_id, missing_since, withdrawn_at, recorded_abroad, line`

const SEARCH = (row: string) => `coalesce(${row}.advertiser_vector, '') || coalesce(${row}.disclaimer_vector, '')
    || coalesce(${row}.facts_vector, '') || coalesce(${row}.texts_vector, '')`

export const OPEN_STATES = noted(
  1,
  `INSERT INTO disclosure_state AS state (${OPENED_COLUMNS})
SELECT composed.disclosure_id, $1, disclosure.source, disclosure.ad_id, composed.content,
  composed.language,
  told_text(composed.content->'advertiserName'),
  told_text(composed.content->'disclaimer'),
  codes(composed.content->'countries'),
  codes(composed.content->'regions'),
  ARRAY(SELECT jsonb_array_elements_text(told_list(composed.content->'formats'))),
  composed.content->'spend'->>'currency',
  (composed.content->'spend'->>'lower')::bigint,
  (composed.content->'spend'->>'upper')::bigint,
  (composed.content->'impressions'->>'lower')::bigint,
  told_text(composed.content->'startsOn')::date,
  told_text(composed.content->'endsOn')::date,
  ${SEARCH('composed')},
  advertiser.id, before.missing_since, before.withdrawn_at, recorded_abroad(composed.content), composed.line
FROM composed
JOIN disclosure ON disclosure.id = composed.disclosure_id
LEFT JOIN advertiser ON advertiser.platform = platform_of(disclosure.source)
  AND advertiser.key = advertiser_key(
    told_text(composed.content->'advertiserId'), told_text(composed.content->'advertiserName')
  ) -- advertiser_identity
LEFT JOIN disclosure_state before ON before.disclosure_id = composed.disclosure_id AND before.to_revision = $1`,
)

/** An ad of which this is all that was ever said: nothing is laid over anything. $2: its source. */
export const OPEN_FRESH_STATES = noted(
  1,
  `INSERT INTO disclosure_state AS state (${OPENED_COLUMNS})
SELECT sighting.disclosure_id, $1, $2, staged.ad_id, staged.content, staged.language, staged.advertiser_name,
  staged.disclaimer, staged.countries, staged.regions, staged.formats, staged.currency, staged.spend_lower::bigint,
  staged.spend_upper::bigint, staged.impressions_lower, staged.starts_on, staged.ends_on,
  ${SEARCH('staged')},
  sighting.advertiser_id, NULL, NULL, staged.recorded_abroad, staged.line
FROM sighting JOIN staged ON staged.record_number = sighting.record_number
WHERE sighting.is_fresh`,
)
