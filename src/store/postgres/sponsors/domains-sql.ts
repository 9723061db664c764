/**
 * Brings `mention_domain` after the archive: of ads whose state was opened since the revision that was reached, what the
 * state of then said is taken away, and what it says by now is added. Nothing else is read, and the order of loads does not
 * show. $1: the revision that was reached; $2: the newest. Whoever comes second finds it done.
 */
export const FOLLOW_DOMAINS = `
WITH reached AS (
  UPDATE sponsor_standing standing SET domains_to = $2 WHERE standing.domains_to = $1 RETURNING 1
), news AS MATERIALIZED (
  SELECT DISTINCT state.disclosure_id FROM disclosure_state state -- disclosure_state_from
  WHERE state.from_revision > $1 AND state.from_revision <= $2 AND EXISTS (SELECT FROM reached)
), said AS (
  SELECT state.advertiser_id, state.disclaimer, state.content->'landingUrls' AS urls, told.sign
  FROM news
  CROSS JOIN LATERAL (
    SELECT held.* FROM disclosure_state held WHERE held.disclosure_id = news.disclosure_id OFFSET 0 -- disclosure_state_pkey
  ) state
  CROSS JOIN LATERAL (
    SELECT -1 AS sign WHERE state.from_revision <= $1 AND (state.to_revision IS NULL OR state.to_revision > $1)
    UNION ALL
    SELECT 1 WHERE state.from_revision <= $2 AND (state.to_revision IS NULL OR state.to_revision > $2)
  ) told
  WHERE jsonb_typeof(state.content->'landingUrls') = 'array' AND state.advertiser_id IS NOT NULL
), led AS (
  SELECT (
      SELECT mention.id FROM mention -- mention_identity
      WHERE mention.advertiser_id = said.advertiser_id
        AND mention.payer_hash = md5(coalesce(said.disclaimer, ''))::uuid
    ) AS mention_id, host.domain, said.sign
  FROM said
  CROSS JOIN LATERAL (
    SELECT DISTINCT regexp_replace(
      lower(substring(url.url FROM '^[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:@]+)')), '^www[.]', ''
    ) AS domain
    FROM jsonb_array_elements_text(said.urls) AS url (url)
  ) host
  WHERE host.domain ~ '[.]' AND length(host.domain) <= 253
), change AS (
  SELECT led.mention_id, led.domain, sum(led.sign) AS ads FROM led
  WHERE led.mention_id IS NOT NULL GROUP BY 1, 2 HAVING sum(led.sign) <> 0
)
INSERT INTO mention_domain (mention_id, domain, ads)
SELECT change.mention_id, change.domain, change.ads FROM change
ON CONFLICT (mention_id, domain) DO UPDATE SET ads = mention_domain.ads + excluded.ads`
