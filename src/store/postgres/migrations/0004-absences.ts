import type { MigrationInterface, QueryRunner } from 'typeorm'
import { allUsualCurrencies } from '../../../domain/usual-currency.ts'

/** What no longer is listed, what waits for a person, what was recorded abroad, and what our own reading changed. */
export class Absences0004 implements MigrationInterface {
  readonly name = 'Absences00041764000000004'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ABSENCES)
    await runner.query(STATE)
    await runner.query(REPLAYS)
    const pairs = [...allUsualCurrencies()].flatMap(([country, codes]) => codes.map((code) => [country, code]))
    await runner.query(WHAT_IS_THERE, [pairs.map(([country]) => country), pairs.map(([, code]) => code)])
    await runner.query(ADVERTISERS_OF_ADS)
  }

  async down(): Promise<void> {
    throw new Error('the archive is never taken down by a migration')
  }
}

/** An absence lasts from the first complete file without the subject to the file that lists it again. */
const ABSENCES = `
CREATE TABLE absence (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  series text NOT NULL,
  disclosure_id bigint REFERENCES disclosure (id),
  advertiser_id bigint REFERENCES advertiser (id),
  missing_file_id bigint NOT NULL REFERENCES source_file (id),
  withdrawn_file_id bigint REFERENCES source_file (id),
  restored_file_id bigint REFERENCES source_file (id),
  CONSTRAINT absence_of_one CHECK (num_nonnulls(disclosure_id, advertiser_id) = 1)
);
CREATE INDEX absence_by_disclosure ON absence (disclosure_id);
CREATE INDEX absence_by_advertiser ON absence (advertiser_id);
CREATE INDEX absence_by_series ON absence (source, series);
CREATE TABLE hold (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  series text NOT NULL,
  file_id bigint NOT NULL REFERENCES source_file (id),
  subject text NOT NULL,
  listed integer NOT NULL,
  absent integer NOT NULL,
  status text NOT NULL,
  held_at timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz,
  CONSTRAINT hold_once_a_file UNIQUE (file_id)
);
CREATE TABLE hold_member (
  hold_id bigint NOT NULL REFERENCES hold (id),
  subject_id bigint NOT NULL,
  PRIMARY KEY (hold_id, subject_id)
);
CREATE INDEX hold_member_by_subject ON hold_member (subject_id);
ALTER TABLE source_file ADD COLUMN series text;
ALTER TABLE source_file ADD COLUMN series_kind text;
ALTER TABLE source_file ADD COLUMN series_of text;
ALTER TABLE source_file ADD COLUMN folder text NOT NULL DEFAULT '';
ALTER TABLE source_file ADD COLUMN repeated integer NOT NULL DEFAULT 0;
ALTER TABLE source_file ADD COLUMN drift jsonb NOT NULL DEFAULT '[]';
CREATE INDEX source_file_by_series ON source_file (source, series, observed_on);`

const STATE = `
CREATE TABLE usual_currency (
  country character(2) NOT NULL,
  currency character(3) NOT NULL,
  PRIMARY KEY (country, currency)
);
CREATE FUNCTION recorded_abroad(content jsonb) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN cardinality(aim.countries) = 0 OR cardinality(aim.countries) < jsonb_array_length(told_list(content->'countries'))
      THEN '{}'
    ELSE array_remove(ARRAY[
      CASE WHEN content->'billingCountry'->>'code' <> ALL (aim.countries) THEN 'billing_country' END,
      CASE WHEN content->'spend'->>'currency' <> 'XXX'
        AND NOT told_list(content->'remarks') @> '["spend_told_in_several_currencies"]'
        AND NOT EXISTS (SELECT FROM usual_currency usual
          WHERE usual.country = ANY (aim.countries::bpchar[]) AND usual.currency = content->'spend'->>'currency')
        AND NOT EXISTS (SELECT FROM unnest(aim.countries) AS aimed (country)
          WHERE NOT EXISTS (SELECT FROM usual_currency usual WHERE usual.country = aimed.country))
        THEN 'currency' END
    ], NULL)
  END
  FROM (SELECT ARRAY(
    SELECT place->>'code' FROM jsonb_array_elements(told_list(content->'countries')) place
    WHERE place->>'code' IS NOT NULL
  ) AS countries) aim
$$;
ALTER TABLE disclosure_state ADD COLUMN advertiser_id bigint;
ALTER TABLE disclosure_state ADD COLUMN missing_since timestamptz;
ALTER TABLE disclosure_state ADD COLUMN withdrawn_at timestamptz;
ALTER TABLE disclosure_state ADD COLUMN recorded_abroad text[] NOT NULL DEFAULT '{}';
CREATE INDEX disclosure_state_of_advertiser ON disclosure_state (advertiser_id, starts_on);
CREATE INDEX disclosure_state_absent
  ON disclosure_state (COALESCE(starts_on, '-infinity'::date), disclosure_id) WHERE missing_since IS NOT NULL;
CREATE INDEX disclosure_state_abroad
  ON disclosure_state (COALESCE(starts_on, '-infinity'::date), disclosure_id) WHERE recorded_abroad <> '{}';`

/** What our reading changed, and not the source: the old word of a record, and the new one. */
const REPLAYS = `
CREATE TABLE replay (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  file_id bigint NOT NULL REFERENCES source_file (id),
  format_version integer NOT NULL,
  replayed_at timestamptz NOT NULL DEFAULT now(),
  changed integer NOT NULL,
  recovered integer NOT NULL
);
CREATE TABLE reread_record (
  replay_id bigint NOT NULL REFERENCES replay (id),
  record_number integer NOT NULL,
  disclosure_id bigint NOT NULL REFERENCES disclosure (id),
  old_fingerprint bytea,
  new_fingerprint bytea NOT NULL,
  PRIMARY KEY (replay_id, record_number)
);
CREATE INDEX reread_record_by_disclosure ON reread_record (disclosure_id);
ALTER TABLE revision ADD COLUMN is_ours boolean NOT NULL DEFAULT false;`

/** An archive that has held ads before these tables did: the same sums that a load adds. */
const WHAT_IS_THERE = `
INSERT INTO usual_currency (country, currency)
SELECT * FROM unnest($1::text[], $2::text[])`

/** Exported for the test that holds it to what loads add. */
export const ADVERTISERS_OF_ADS = `
INSERT INTO advertiser (platform, key, account_id)
SELECT platform_of(said.source), advertiser_key(said.account_id, said.name), min(said.account_id)
FROM (
  SELECT disclosure.source, told_text(held.content->'advertiserId') AS account_id,
    told_text(held.content->'advertiserName') AS name
  FROM disclosure_content held JOIN disclosure ON disclosure.id = held.disclosure_id
  UNION
  SELECT state.source, told_text(state.content->'advertiserId'), state.advertiser_name FROM disclosure_state state
) said
WHERE advertiser_key(said.account_id, said.name) IS NOT NULL
GROUP BY 1, 2;
UPDATE disclosure_state state SET recorded_abroad = recorded_abroad(state.content), advertiser_id = (
  SELECT advertiser.id FROM advertiser
  WHERE advertiser.platform = platform_of(state.source)
    AND advertiser.key = advertiser_key(told_text(state.content->'advertiserId'), state.advertiser_name)
);
INSERT INTO advertiser_name (advertiser_id, kind, text_hash, text, first_seen_at, last_seen_at)
SELECT advertiser.id, said.kind, md5(said.text)::uuid, said.text, min(o.observed_at), max(o.observed_at)
FROM observation o
JOIN disclosure ON disclosure.id = o.disclosure_id
JOIN disclosure_content held ON held.disclosure_id = o.disclosure_id AND held.fingerprint = o.fingerprint
JOIN advertiser ON advertiser.platform = platform_of(disclosure.source) AND advertiser.key = advertiser_key(
  told_text(held.content->'advertiserId'), told_text(held.content->'advertiserName'))
CROSS JOIN LATERAL (
  VALUES ('name', told_text(held.content->'advertiserName')), ('disclaimer', told_text(held.content->'disclaimer'))
) AS said (kind, text)
WHERE said.text IS NOT NULL
GROUP BY 1, 2, 3, 4;
INSERT INTO ad_spend (advertiser_id, place, currency, is_whole, starts_on, ends_on, ads, lower_minor, upper_minor,
  open_tops)
SELECT state.advertiser_id, cell.place, state.currency, cell.is_whole, least(days.starts_on, days.ends_on),
  greatest(days.starts_on, days.ends_on), count(*), sum(state.spend_lower_minor),
  sum(coalesce(state.spend_upper_minor, 0)), count(*) FILTER (WHERE state.spend_upper_minor IS NULL)
FROM disclosure_state state
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
WHERE state.to_revision IS NULL AND state.currency IS NOT NULL AND state.advertiser_id IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO place_total (place, currency, platform, ads, statements)
SELECT spend.place, spend.currency, advertiser.platform, sum(spend.ads), 0
FROM ad_spend spend JOIN advertiser ON advertiser.id = spend.advertiser_id GROUP BY 1, 2, 3;`
