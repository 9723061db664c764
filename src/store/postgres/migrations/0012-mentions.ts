import type { MigrationInterface, QueryRunner } from 'typeorm'
import { keepWhatWas } from './0007-moments.ts'
import { widenTwin } from './widen-twin.ts'

/** Payers of accounts, the sponsors that they are attributed to, and money told apart by them. */
export class Mentions0012 implements MigrationInterface {
  readonly name = 'Mentions00121764000000012'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("SET LOCAL work_mem = '64MB'")
    await runner.query(MENTIONS)
    await runner.query(SPONSORS)
    for (const [table, keys] of KEPT_TABLES) await runner.query(keepWhatWas(table, keys))
    await runner.query(WAYS_TO_MEMBERS)
    await runner.query(MENTIONS_THERE)
    await runner.query(STATEMENTS)
    await runner.query(MONEY_APART)
    await runner.query(SUMS_BY_MENTION)
    await runner.query(INDEXES)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/** An account and a payer text, letter by letter: the unit that is attributed. Never changed, never deleted. */
const MENTIONS = `
CREATE TABLE mention (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  advertiser_id bigint NOT NULL REFERENCES advertiser (id),
  payer text,
  payer_hash uuid NOT NULL,
  CONSTRAINT mention_identity UNIQUE (advertiser_id, payer_hash)
)`

/** \`created_order\`: of two that are merged, the older one stays. What is merged leads on by \`redirect_to\`. */
const SPONSORS = `
CREATE TABLE sponsor (
  id text PRIMARY KEY,
  type text NOT NULL,
  name text NOT NULL,
  status text NOT NULL DEFAULT 'active',
  redirect_to text REFERENCES sponsor (id),
  split_from text REFERENCES sponsor (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  created_order bigint GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT sponsor_status_is_known CHECK (status IN ('active', 'tombstone')),
  CONSTRAINT sponsor_leads_on CHECK ((status = 'tombstone') = (redirect_to IS NOT NULL))
);
CREATE INDEX sponsor_redirected ON sponsor (redirect_to);
CREATE TABLE mention_sponsor (
  mention_id bigint PRIMARY KEY REFERENCES mention (id),
  sponsor_id text NOT NULL REFERENCES sponsor (id),
  method text NOT NULL,
  confidence real NOT NULL,
  reason text NOT NULL,
  rule_version text NOT NULL,
  CONSTRAINT mention_sponsor_method_is_known CHECK (method IN ('auto', 'review')),
  CONSTRAINT mention_sponsor_confidence_is_a_share CHECK (confidence >= 0 AND confidence <= 1)
);
CREATE INDEX mention_sponsor_by_sponsor ON mention_sponsor (sponsor_id)`

const KEPT_TABLES = [
  ['sponsor', 'id'],
  ['mention_sponsor', 'mention_id'],
] as const

const WAYS_TO_MEMBERS = `
CREATE INDEX mention_sponsor_was_by_sponsor_id ON mention_sponsor_was (sponsor_id, to_revision);
CREATE INDEX sponsor_was_by_redirect_to ON sponsor_was (redirect_to, to_revision)`

/** An archive that has held ads and statements before. Exported for the test that holds it to what loads add. */
export const MENTIONS_THERE = `
INSERT INTO mention (advertiser_id, payer, payer_hash)
SELECT said.advertiser_id, nullif(said.payer, ''), md5(said.payer)::uuid
FROM (
  SELECT state.advertiser_id, coalesce(state.disclaimer, '') AS payer FROM disclosure_state state
  UNION SELECT held.advertiser_id, coalesce(held.disclaimer, '') FROM spend_statement held
  UNION SELECT was.advertiser_id, coalesce(was.disclaimer, '') FROM spend_statement_was was
) said
WHERE said.advertiser_id IS NOT NULL
ORDER BY 1, 3
ON CONFLICT DO NOTHING`

/** Whose a statement is was the same at all moments, so that rows of before are filled, too. */
const STATEMENTS = `
DROP INDEX spend_statement_by_place, spend_statement_to_date;
ALTER TABLE spend_statement ADD COLUMN mention_id bigint;
ALTER TABLE spend_statement DISABLE TRIGGER USER;
UPDATE spend_statement held SET mention_id = mention.id FROM mention
WHERE mention.advertiser_id = held.advertiser_id AND mention.payer_hash = md5(coalesce(held.disclaimer, ''))::uuid;
ALTER TABLE spend_statement ENABLE TRIGGER USER;
${widenTwin('spend_statement', {
  keys: 'id',
  indexes: ['advertiser_id', 'place, currency, to_day'],
  value: `(SELECT mention.id FROM mention
    WHERE mention.advertiser_id = was.advertiser_id AND mention.payer_hash = md5(coalesce(was.disclaimer, ''))::uuid)`,
})};
CREATE INDEX spend_statement_by_place
  ON spend_statement (place, currency, to_day, from_day)
  INCLUDE (source, advertiser_id, mention_id, tells_disclaimer, floor_minor, ceiling_minor)
  WHERE is_current AND subject = 'advertiser';
CREATE INDEX spend_statement_to_date
  ON spend_statement (place, currency)
  INCLUDE (source, advertiser_id, mention_id, tells_disclaimer, to_day, floor_minor, ceiling_minor)
  WHERE is_current AND subject = 'advertiser' AND from_day = '-infinity'`

/** Mention 0: of whichever payer. Sums of moments before this one are not told apart, and need not be: there were no sponsors. */
const MONEY_APART = `
DROP INDEX ad_spend_by_place, ad_spend_of_long_ads, ad_spend_ever_by_place;
ALTER TABLE ad_spend DROP CONSTRAINT ad_spend_pkey, ADD COLUMN mention_id bigint NOT NULL DEFAULT 0;
ALTER TABLE ad_spend_ever DROP CONSTRAINT ad_spend_ever_pkey, ADD COLUMN mention_id bigint NOT NULL DEFAULT 0;
${widenTwin('ad_spend', {
  keys: 'advertiser_id, currency, place, is_whole, mention_id, starts_on, ends_on',
  indexes: ['place, currency'],
  value: '0',
})};
${widenTwin('ad_spend_ever', {
  keys: 'advertiser_id, place, currency, is_whole, mention_id',
  indexes: ['place, currency'],
  value: '0',
})}`

/**
 * Sums of before go to the twins, under a revision of our own. Exported for the test that holds what comes instead to what
 * loads add.
 */
export const SUMS_BY_MENTION = `
INSERT INTO revision (id, file_id, is_ours)
SELECT (SELECT max(revision.id) FROM revision) + 1, (SELECT max(file.id) FROM source_file file), true
WHERE EXISTS (SELECT FROM ad_spend);
SELECT set_config('paidfor.revision', max(revision.id)::text, true) FROM revision;
INSERT INTO ad_spend_was SELECT spend.*, current_revision() FROM ad_spend spend;
INSERT INTO ad_spend_ever_was SELECT ever.*, current_revision() FROM ad_spend_ever ever;
TRUNCATE ad_spend, ad_spend_ever;
INSERT INTO ad_spend (advertiser_id, mention_id, place, currency, is_whole, starts_on, ends_on, ads, lower_minor,
  upper_minor, open_tops)
SELECT state.advertiser_id, mention.id, cell.place, state.currency, cell.is_whole,
  least(days.starts_on, days.ends_on), greatest(days.starts_on, days.ends_on), count(*), sum(state.spend_lower_minor),
  sum(coalesce(state.spend_upper_minor, 0)), count(*) FILTER (WHERE state.spend_upper_minor IS NULL)
FROM disclosure_state state
JOIN mention ON mention.advertiser_id = state.advertiser_id
  AND mention.payer_hash = md5(coalesce(state.disclaimer, ''))::uuid
CROSS JOIN LATERAL (
  SELECT coalesce(state.starts_on, '-infinity') AS starts_on, coalesce(state.ends_on, 'infinity') AS ends_on
) days
CROSS JOIN LATERAL (
  SELECT '' AS place, true AS is_whole
  UNION ALL SELECT unnest(state.countries), jsonb_array_length(told_list(state.content->'countries')) = 1
  UNION ALL SELECT unnest(state.regions), jsonb_array_length(told_list(state.content->'regions')) = 1
    AND jsonb_array_length(told_list(state.content->'countries')) <= 1
    AND coalesce((state.content->'regions'->0->>'share')::numeric, 1) >= 0.9999
) cell
WHERE state.to_revision IS NULL AND state.currency IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7;
INSERT INTO ad_spend_ever (advertiser_id, mention_id, place, currency, is_whole, last_day, ads, lower_minor, upper_minor,
  open_tops)
SELECT spend.advertiser_id, spend.mention_id, spend.place, spend.currency, spend.is_whole, max(spend.ends_on),
  sum(spend.ads), sum(spend.lower_minor), sum(spend.upper_minor), sum(spend.open_tops)
FROM ad_spend spend GROUP BY 1, 2, 3, 4, 5`

const INDEXES = `
ALTER TABLE ad_spend ADD PRIMARY KEY (advertiser_id, currency, place, is_whole, mention_id, starts_on, ends_on);
CREATE INDEX ad_spend_by_place ON ad_spend (place, currency, starts_on, ends_on)
  INCLUDE (advertiser_id, mention_id, is_whole, ads, lower_minor, upper_minor, open_tops);
CREATE INDEX ad_spend_of_long_ads ON ad_spend (place, currency, ends_on, starts_on)
  INCLUDE (advertiser_id, mention_id, is_whole, ads, lower_minor, upper_minor, open_tops)
  WHERE ends_on > starts_on + 60;
ALTER TABLE ad_spend_ever ADD PRIMARY KEY (advertiser_id, place, currency, is_whole, mention_id);
CREATE INDEX ad_spend_ever_by_place ON ad_spend_ever (place, currency);
ANALYZE ad_spend, ad_spend_ever, mention, spend_statement`
