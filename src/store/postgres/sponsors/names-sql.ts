import { counted } from './stage-sql.ts'

/** Sponsors whose names may have changed: all that the run looked at, and those that went. */
const SCOPE = `
CREATE TEMP TABLE renamed_sponsor ON COMMIT DROP AS
SELECT staged.id FROM staged_sponsor staged UNION SELECT touched.id FROM touched_sponsor touched;
ANALYZE renamed_sponsor`

/** Payers, names of accounts, names in registries: by all of them a sponsor is found. */
const WANTED = `
CREATE TEMP TABLE wanted_name ON COMMIT DROP AS
SELECT DISTINCT ON (said.sponsor_id, said.kind, said.told, said.name_hash)
  said.sponsor_id, said.kind, said.told, said.name_hash, said.name
FROM (
  SELECT placed.sponsor_id, 'payer' AS kind, advertiser.platform AS told, mention.payer_hash AS name_hash,
    mention.payer AS name
  FROM renamed_sponsor scope
  JOIN mention_sponsor placed ON placed.sponsor_id = scope.id -- mention_sponsor_by_sponsor
  JOIN mention ON mention.id = placed.mention_id
  JOIN advertiser ON advertiser.id = mention.advertiser_id
  WHERE mention.payer IS NOT NULL
  UNION ALL
  SELECT placed.sponsor_id, 'account', advertiser.platform, said.text_hash, said.text
  FROM renamed_sponsor scope
  JOIN mention_sponsor placed ON placed.sponsor_id = scope.id -- mention_sponsor_by_sponsor
  JOIN mention ON mention.id = placed.mention_id
  JOIN advertiser ON advertiser.id = mention.advertiser_id
  JOIN advertiser_name said ON said.advertiser_id = mention.advertiser_id AND said.kind = 'name' -- advertiser_name_pkey
  UNION ALL
  SELECT placed.sponsor_id, 'registry', claim.scheme, md5(claim.name)::uuid, claim.name
  FROM renamed_sponsor scope
  JOIN mention_sponsor placed ON placed.sponsor_id = scope.id -- mention_sponsor_by_sponsor
  JOIN external_id claim ON claim.mention_id = placed.mention_id AND claim.relation = 'same_as' -- external_id_pkey
  WHERE claim.name IS NOT NULL
) said;
ANALYZE wanted_name`

const FORGET = counted(`
DELETE FROM sponsor_name held USING renamed_sponsor scope
WHERE held.sponsor_id = scope.id AND NOT EXISTS (
  SELECT FROM wanted_name wanted
  WHERE wanted.sponsor_id = held.sponsor_id AND wanted.kind = held.kind AND wanted.told = held.told
    AND wanted.name_hash = held.name_hash
)`)

const ADD = counted(`
INSERT INTO sponsor_name (sponsor_id, kind, told, name_hash, name, folded)
SELECT wanted.sponsor_id, wanted.kind, wanted.told, wanted.name_hash, wanted.name, sponsor_fold(left(wanted.name, 300))
FROM wanted_name wanted
ON CONFLICT DO NOTHING`)

/** The names by which sponsors are found, after their mentions and claims are where they belong. */
export const PREPARE_NAMES = `${SCOPE};\n${WANTED}`
export const CHANGE_NAMES: readonly string[] = [FORGET, ADD]
