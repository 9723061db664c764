import type { DataSource } from 'typeorm'
import type { RegistryCandidate, RegistryEntry } from '../../../sponsors/resolution.ts'
import { merged } from './merged.ts'
import { NAMES, type NameRow, NEWEST_VERSIONS, type VersionRow, versionOf } from './rows.ts'

interface KeyRow {
  readonly id: string
  readonly scheme: string
  readonly key: string
  readonly registry: string
}

/** A page of them is in memory at a time. */
const PAGE = 2_000

/** $1, $2, $3: where to go on; $4: schemes. */
const KEYS = `
SELECT record.id, record.scheme, record.key, record.registry
FROM registry_record record -- registry_record_identity
WHERE (record.scheme, record.key, record.registry) > ($1, $2, $3)
  AND (cardinality($4::text[]) = 0 OR record.scheme = ANY($4))
ORDER BY record.scheme, record.key, record.registry
LIMIT ${PAGE}`

/** Every record for matching, by scheme and key, page by page. */
export async function* entriesOf(database: DataSource, schemes: readonly string[]): AsyncGenerator<RegistryEntry> {
  let last: Omit<KeyRow, 'id'> = { scheme: '', key: '', registry: '' }
  for (;;) {
    const keys: readonly KeyRow[] = await database.query(KEYS, [last.scheme, last.key, last.registry, schemes])
    yield* await pageOf(database, keys)
    const end = keys.at(-1)
    if (end === undefined || keys.length < PAGE) return
    last = end
  }
}

async function pageOf(database: DataSource, keys: readonly KeyRow[]): Promise<readonly RegistryEntry[]> {
  const ids = keys.map(({ id }) => id)
  const [versions, names, candidates] = await Promise.all([
    database.query(NEWEST_VERSIONS, [ids]).then(byRecord<VersionRow>),
    database.query(NAMES, [ids]).then(byRecord<NameRow>),
    database.query(CANDIDATES, [ids]).then(byRecord<CandidateRow>),
  ])
  return keys.map(({ id, scheme, key }) => {
    const { type, ...told } = merged((versions.get(id) ?? []).map(versionOf))
    return {
      scheme,
      id: key,
      names: (names.get(id) ?? []).map(({ name, read_from: from, read_to: to }) => ({ name, from, to })),
      type: type ?? 'unknown',
      candidates: (candidates.get(id) ?? []).map(candidateOf),
      ...told,
    }
  })
}

function byRecord<Row extends { readonly record_id: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const before = found.get(row.record_id)
    if (before === undefined) found.set(row.record_id, [row])
    else before.push(row)
  }
  return found
}

interface CandidateRow {
  readonly record_id: string
  readonly key: string
  readonly name: string | null
  readonly facts: Readonly<Record<string, string>> | null
  readonly told: Readonly<Record<string, string>>
  readonly cycles: readonly string[]
  readonly elections: readonly string[]
}

/** Candidates that some copy joins to a committee; what is told of them, by their newest row. $1: ids of committees. */
const CANDIDATES = `
SELECT joined.*, known.facts, (
    SELECT name.name FROM registry_name name -- registry_name_pkey
    WHERE name.record_id = known.record_id AND name.file_id = known.file_id AND name.row_number = known.row_number
    ORDER BY name.ordinal LIMIT 1
  ) AS name
FROM (
  SELECT record.id AS record_id, relation.subject_scheme AS scheme, relation.subject_key AS key,
    (array_agg(relation.facts ORDER BY relation.valid_from, relation.key))[1] AS told,
    coalesce(array_agg(DISTINCT relation.valid_from) FILTER (WHERE relation.valid_from IS NOT NULL), '{}') AS cycles,
    coalesce(array_agg(DISTINCT relation.facts->>'election_year')
      FILTER (WHERE relation.facts ? 'election_year'), '{}') AS elections
  FROM registry_record record
  JOIN registry_relation relation -- registry_relation_by_object
    ON relation.object_key = record.key AND relation.object_scheme = record.scheme
      AND relation.kind = 'candidate_committee'
  WHERE record.id = ANY($1)
  GROUP BY record.id, relation.subject_scheme, relation.subject_key
) joined
LEFT JOIN LATERAL (
  SELECT version.record_id, version.file_id, version.row_number, version.facts
  FROM registry_record candidate -- registry_record_identity
  JOIN registry_version version ON version.record_id = candidate.id
  JOIN registry_file file ON file.id = version.file_id
  WHERE candidate.scheme = joined.scheme AND candidate.key = joined.key
  ORDER BY version.valid_from DESC NULLS LAST, file.retrieved_on DESC, file.blob_sha256 DESC, version.row_number DESC
  LIMIT 1
) known ON true
ORDER BY joined.record_id, joined.key`

/** Without a row of its own a candidate has no name, and what the link tells of office and state. */
function candidateOf({ key, name, facts, told, cycles, elections }: CandidateRow): RegistryCandidate {
  return {
    id: key,
    name: name ?? '',
    office: facts?.['office'] ?? told['candidate_office'] ?? '',
    state: told['candidate_state'] ?? null,
    district: facts?.['district'] ?? null,
    cycles,
    elections,
  }
}
