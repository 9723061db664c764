/** From what is staged into the tables, in sets. $1: the registry, $2: the file's id. */
export const MERGE: readonly { readonly sql: string; readonly wants: 'registry' | 'file' | 'both' }[] = [
  {
    wants: 'both',
    sql: `
INSERT INTO registry_version (record_id, file_id, row_number, part, type, country, state, valid_from, valid_to, facts)
SELECT record.id, $2, staged.row_number, staged.part, staged.type, staged.country, staged.state, staged.valid_from,
  staged.valid_to, staged.facts
FROM staged_registry staged
JOIN registry_record record -- registry_record_identity
  ON record.scheme = staged.scheme AND record.key = staged.key AND record.registry = $1
WHERE staged."is" = 'record'
ON CONFLICT DO NOTHING`,
  },
  {
    wants: 'both',
    sql: `
INSERT INTO registry_name (record_id, file_id, row_number, ordinal, kind, name, name_key)
SELECT record.id, $2, staged.row_number, staged.ordinal, staged.kind, staged.name, staged.name_key
FROM staged_registry staged
JOIN registry_record record -- registry_record_identity
  ON record.scheme = staged.scheme AND record.key = staged.key AND record.registry = $1
WHERE staged."is" = 'name'
ON CONFLICT DO NOTHING`,
  },
  {
    wants: 'both',
    sql: `
INSERT INTO registry_relation (file_id, row_number, ordinal, registry, kind, key, subject_scheme, subject_key,
  object_scheme, object_key, valid_from, valid_to, facts)
SELECT $2, staged.row_number, staged.ordinal, $1, staged.kind, staged.relation_key, staged.scheme, staged.key,
  staged.object_scheme, staged.object_key, staged.valid_from, staged.valid_to, staged.facts
FROM staged_registry staged
WHERE staged."is" = 'relation'`,
  },
  {
    wants: 'file',
    sql: `
INSERT INTO registry_reject (file_id, row_number, reason, raw)
SELECT DISTINCT ON (staged.row_number) $1::bigint, staged.row_number, staged.reason, staged.raw
FROM staged_registry staged
WHERE staged."is" = 'reject'
ORDER BY staged.row_number`,
  },
]

/** New keys. How many: the rows that come back. In the order of keys, so that two databases number alike. $1: the registry. */
export const ADD_RECORDS = `
WITH added AS (
  INSERT INTO registry_record (registry, scheme, key)
  SELECT DISTINCT $1, staged.scheme, staged.key
  FROM staged_registry staged
  WHERE staged."is" = 'record'
  ORDER BY staged.scheme, staged.key
  ON CONFLICT DO NOTHING
  RETURNING 1
)
SELECT count(*)::integer AS added FROM added`

/**
 * Copies of a series in the order of their days, whichever was loaded first; of one day the bytes decide. $1: registry,
 * $2: series.
 */
export const ORDER_SERIES = `
UPDATE registry_file file
SET is_current = placed.is_current, supersedes = placed.supersedes
FROM (
  SELECT each.id,
    lead(each.id) OVER in_order IS NULL AS is_current,
    lag(each.id) OVER in_order AS supersedes
  FROM registry_file each -- registry_file_by_series
  WHERE each.registry = $1 AND each.series = $2
  WINDOW in_order AS (ORDER BY each.retrieved_on, each.blob_sha256, each.member)
) placed
WHERE file.id = placed.id
  AND (file.is_current, file.supersedes) IS DISTINCT FROM (placed.is_current, placed.supersedes)`

/** The copy that this one would replace as the newest of its series; no row where none is, or where a later one is held. */
export const COPY_BEFORE = `
SELECT file.id, file.name, file.retrieved_on::text, file.rows - file.rejected AS understood
FROM registry_file file -- registry_file_by_series
WHERE file.registry = $1 AND file.series = $2 AND file.is_current AND file.retrieved_on <= $3`

/** How many keys of the copy before are staged no more: of records, or where it has none of relations. $1: that copy. */
export const KEYS_LOST = `
WITH before AS (
  SELECT DISTINCT record.scheme, record.key
  FROM registry_version version
  JOIN registry_record record ON record.id = version.record_id
  WHERE version.file_id = $1
)
SELECT count(*)::integer AS held,
  count(*) FILTER (WHERE NOT EXISTS (
    SELECT FROM staged_registry staged
    WHERE staged."is" = 'record' AND staged.scheme = before.scheme AND staged.key = before.key
  ))::integer AS lost
FROM before`
