import type { DataSource } from 'typeorm'
import { registryNameKey } from '../../../domain/registry-name.ts'
import type {
  HeldName,
  HeldRecord,
  HeldRelation,
  NamedRecord,
  RegistryRelationKind,
} from '../../../ports/registries.ts'
import { merged } from './merged.ts'
import {
  NAME_READ_AT,
  NAMES,
  type NameRow,
  PIN,
  type PinRow,
  pinOf,
  VERSIONS,
  type VersionRow,
  versionOf,
} from './rows.ts'

/** One scheme may be told of by two registries: the first by name is taken. */
const RECORD = `
SELECT record.id, record.registry FROM registry_record record -- registry_record_identity
WHERE record.scheme = $1 AND record.key = $2 ORDER BY record.registry LIMIT 1`

/** All that is held of a record; null: nothing. */
export async function recordOf(database: DataSource, scheme: string, key: string): Promise<HeldRecord | null> {
  const [found] = await database.query(RECORD, [scheme, key])
  if (found === undefined) return null
  const rows: readonly VersionRow[] = await database.query(VERSIONS, [[found.id]])
  const names: readonly NameRow[] = await database.query(NAMES, [[found.id]])
  const { relations, count } = await relationsOf(database, scheme, key)
  const versions = rows.map(versionOf)
  return {
    registry: found.registry,
    scheme,
    key,
    names: newestFirst(names.map(nameOf)),
    ...merged(versions),
    versions: versions.toReversed(),
    relations,
    relationCount: count,
  }
}

function nameOf({ name, kind, read_from: from, read_to: to }: NameRow): HeldName {
  return { name, kind, from, to }
}

/** The name that was read last; then others, names of the record itself before aliases. */
function newestFirst(names: readonly HeldName[]): readonly HeldName[] {
  const rank = ({ kind }: HeldName) => ['name', 'former', 'alias', 'weak_alias'].indexOf(kind)
  return names.toSorted((a, b) => rank(a) - rank(b) || b.to.localeCompare(a.to) || a.name.localeCompare(b.name))
}

interface RelationRow extends PinRow {
  readonly kind: RegistryRelationKind
  readonly key: string
  readonly subject_scheme: string
  readonly subject_key: string
  readonly object_scheme: string
  readonly object_key: string
  readonly valid_from: string | null
  readonly valid_to: string | null
  readonly facts: Readonly<Record<string, string>>
  readonly other_name: string | null
  readonly relations: number
}

const MOST_RELATIONS = 200

/** The newest row of each key. $1: scheme, $2: key. */
const RELATIONS = `
WITH told AS (
  SELECT DISTINCT ON (relation.registry, relation.kind, relation.key) relation.*, ${PIN}
  FROM registry_relation relation -- registry_relation_by_subject, registry_relation_by_object
  JOIN registry_file file ON file.id = relation.file_id
  WHERE (relation.subject_key = $2 AND relation.subject_scheme = $1)
    OR (relation.object_key = $2 AND relation.object_scheme = $1)
  ORDER BY relation.registry, relation.kind, relation.key, file.retrieved_on DESC, file.blob_sha256 DESC,
    relation.row_number DESC, relation.ordinal DESC
)
SELECT told.*, count(*) OVER ()::integer AS relations, (
  SELECT name.name
  FROM registry_record other -- registry_record_identity
  JOIN registry_name name ON name.record_id = other.id AND name.kind = 'name'
  JOIN registry_version version USING (record_id, file_id, row_number)
  JOIN registry_file file ON file.id = name.file_id
  WHERE (other.scheme, other.key) = (
    CASE WHEN told.subject_key = $2 THEN told.object_scheme ELSE told.subject_scheme END,
    CASE WHEN told.subject_key = $2 THEN told.object_key ELSE told.subject_key END)
  ORDER BY version.valid_from DESC NULLS LAST, file.retrieved_on DESC, name.ordinal LIMIT 1
) AS other_name
FROM told
ORDER BY told.kind, told.valid_from DESC NULLS LAST, told.key
LIMIT ${MOST_RELATIONS}`

async function relationsOf(
  database: DataSource,
  scheme: string,
  key: string,
): Promise<{ readonly relations: readonly HeldRelation[]; readonly count: number }> {
  const rows: readonly RelationRow[] = await database.query(RELATIONS, [scheme, key])
  return { relations: rows.map(relationOf), count: rows[0]?.relations ?? 0 }
}

function relationOf(row: RelationRow): HeldRelation {
  return {
    kind: row.kind,
    key: row.key,
    subject: { scheme: row.subject_scheme, key: row.subject_key },
    object: { scheme: row.object_scheme, key: row.object_key },
    from: row.valid_from,
    to: row.valid_to,
    facts: row.facts,
    otherName: row.other_name,
    pin: pinOf(row),
  }
}

/** Records by the key of a name. $1: the key, $2: at most so many. */
const NAMED = `
SELECT record.registry, record.scheme, record.key, name.name, name.kind, min(read.at) AS read_from, max(read.at) AS read_to
FROM registry_name name -- registry_name_by_key
JOIN registry_record record ON record.id = name.record_id
${NAME_READ_AT}
WHERE name.name_key = $1
GROUP BY record.registry, record.scheme, record.key, name.name, name.kind
ORDER BY record.scheme, record.key, name.kind, name.name
LIMIT $2`

export async function named(database: DataSource, name: string, atMost: number): Promise<readonly NamedRecord[]> {
  const key = registryNameKey(name)
  if (key === '') return []
  const rows: readonly (NameRow & { registry: string; scheme: string; key: string })[] = await database.query(NAMED, [
    key,
    atMost,
  ])
  return rows.map((row) => ({ registry: row.registry, scheme: row.scheme, key: row.key, ...nameOf(row) }))
}
