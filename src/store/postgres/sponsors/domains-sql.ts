/**
 * Brings `mention_domain` after the archive: of ads whose state was opened since the revision that was reached, what the
 * state of then said is taken away, and what it says by now is added. Nothing else is read, and the order of loads does not
 * show. $1: the revision that was reached; $2: the newest.
 */
export const FOLLOW_DOMAINS = `
WITH news AS MATERIALIZED (
  SELECT DISTINCT state.disclosure_id FROM disclosure_state state -- disclosure_state_from
  WHERE state.from_revision > $1 AND state.from_revision <= $2
), said AS (
  SELECT state.advertiser_id, state.disclaimer, state.content->'landingUrls' AS urls, told.sign
  FROM news
  JOIN disclosure_state state ON state.disclosure_id = news.disclosure_id -- disclosure_state_pkey
  CROSS JOIN LATERAL (
    SELECT -1 AS sign WHERE state.from_revision <= $1 AND (state.to_revision IS NULL OR state.to_revision > $1)
    UNION ALL
    SELECT 1 WHERE state.from_revision <= $2 AND (state.to_revision IS NULL OR state.to_revision > $2)
  ) told
  WHERE jsonb_typeof(state.content->'landingUrls') = 'array' AND state.advertiser_id IS NOT NULL
), change AS (
  SELECT mention.id AS mention_id, host.domain, sum(said.sign) AS ads
  FROM said
  JOIN mention ON mention.advertiser_id = said.advertiser_id
    AND mention.payer_hash = md5(coalesce(said.disclaimer, ''))::uuid -- mention_identity
  CROSS JOIN LATERAL (
    SELECT DISTINCT regexp_replace(
      lower(substring(url.url FROM '^[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:@]+)')), '^www[.]', ''
    ) AS domain
    FROM jsonb_array_elements_text(said.urls) AS url (url)
  ) host
  WHERE host.domain ~ '[.]' AND length(host.domain) <= 253
  GROUP BY 1, 2 HAVING sum(said.sign) <> 0
)
INSERT INTO mention_domain (mention_id, domain, ads)
SELECT change.mention_id, change.domain, change.ads FROM change
ON CONFLICT (mention_id, domain) DO UPDATE SET ads = mention_domain.ads + excluded.ads`
