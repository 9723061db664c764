import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which mentions of an account are one unit of a ranking of sponsors. */
export class MentionLeads0019 implements MigrationInterface {
  readonly name = 'MentionLeads00191764000000019'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MENTION_LEADS)
    await runner.query(LEADS_OF_BEFORE)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/**
 * Mentions of one account that go to one sponsor, or to none yet, are one unit, which the smallest of them stands for: all
 * others have a row that leads to it. They are few. Triggers keep it true whoever writes, once a statement. As of a moment
 * of before it is made from what was: it has no twin.
 */
const MENTION_LEADS = `
CREATE TABLE mention_lead (
  mention_id bigint PRIMARY KEY REFERENCES mention (id),
  lead_id bigint NOT NULL REFERENCES mention (id)
);
CREATE FUNCTION follow_leads(accounts bigint[]) RETURNS void LANGUAGE sql AS $follow$
  WITH wanted AS MATERIALIZED (
    SELECT mention.id AS mention_id, min(mention.id) OVER (
      PARTITION BY mention.advertiser_id, coalesce(attributed.sponsor_id, '')) AS lead_id
    FROM unnest(accounts) account (id)
    JOIN mention ON mention.advertiser_id = account.id -- mention_identity
    LEFT JOIN mention_sponsor attributed ON attributed.mention_id = mention.id
  ), gone AS (
    DELETE FROM mention_lead held USING wanted
    WHERE held.mention_id = wanted.mention_id AND wanted.lead_id = wanted.mention_id
  )
  INSERT INTO mention_lead AS held (mention_id, lead_id)
  SELECT wanted.mention_id, wanted.lead_id FROM wanted WHERE wanted.lead_id <> wanted.mention_id
  ON CONFLICT (mention_id) DO UPDATE SET lead_id = excluded.lead_id WHERE held.lead_id <> excluded.lead_id
$follow$;
CREATE FUNCTION lead_new_mentions() RETURNS trigger LANGUAGE plpgsql AS $follow$
BEGIN
  PERFORM follow_leads(array(SELECT DISTINCT new_row.advertiser_id FROM new_row));
  RETURN NULL;
END
$follow$;
CREATE FUNCTION lead_attributed_mentions() RETURNS trigger LANGUAGE plpgsql AS $follow$
BEGIN
  PERFORM follow_leads(array(SELECT DISTINCT mention.advertiser_id FROM changed_row
    JOIN mention ON mention.id = changed_row.mention_id
    JOIN shared_account shared ON shared.advertiser_id = mention.advertiser_id));
  RETURN NULL;
END
$follow$;
CREATE FUNCTION lead_moved_mentions() RETURNS trigger LANGUAGE plpgsql AS $follow$
BEGIN
  PERFORM follow_leads(array(SELECT DISTINCT mention.advertiser_id FROM old_row
    JOIN new_row ON new_row.mention_id = old_row.mention_id AND new_row.sponsor_id <> old_row.sponsor_id
    JOIN mention ON mention.id = old_row.mention_id
    JOIN shared_account shared ON shared.advertiser_id = mention.advertiser_id));
  RETURN NULL;
END
$follow$;
CREATE TRIGGER lead_new AFTER INSERT ON mention
  REFERENCING NEW TABLE AS new_row FOR EACH STATEMENT EXECUTE FUNCTION lead_new_mentions();
CREATE TRIGGER lead_attributed AFTER INSERT ON mention_sponsor
  REFERENCING NEW TABLE AS changed_row FOR EACH STATEMENT EXECUTE FUNCTION lead_attributed_mentions();
CREATE TRIGGER lead_parted AFTER DELETE ON mention_sponsor
  REFERENCING OLD TABLE AS changed_row FOR EACH STATEMENT EXECUTE FUNCTION lead_attributed_mentions();
CREATE TRIGGER lead_moved AFTER UPDATE ON mention_sponsor
  REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row FOR EACH STATEMENT EXECUTE FUNCTION lead_moved_mentions()`

/** Exported for the test that holds it to what loads add. */
export const LEADS_OF_BEFORE = `
SELECT follow_leads(array(SELECT shared.advertiser_id FROM shared_account shared));
ANALYZE mention_lead`
