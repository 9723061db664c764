import type { ReleaseColumn, ReleaseManifest, ReleaseTable } from '../ports/releases.ts'
import { primaryKeyOf } from './primary-key.ts'

/** `load.sql`: all rows of a release into an empty PostgreSQL, by psql, in one transaction. */
export function loadSql(tables: readonly ReleaseTable[], manifest: Omit<ReleaseManifest, 'documents'>): string {
  const { id, files, totals } = manifest
  const csv = files.filter(({ format }) => format === 'csv.gz')
  const parts = tables.flatMap((table) => [
    createTable(table),
    ...csv.filter((file) => file.table === table.name).map(({ path }) => copy(table, path)),
    unguardTexts(table),
    addKey(table),
  ])
  return `${[head(id), ...parts, ...totals.map(checkRows), 'DROP FUNCTION unguarded(text);\nCOMMIT;'].join('\n\n')}\n`
}

const head = (id: string) => `-- Release ${id}: all of its rows into an empty PostgreSQL 15 or newer, or none of them.
-- In the folder of the release, where gzip and sed are at hand: psql -X -f load.sql <the database>
\\set ON_ERROR_STOP on
SET client_encoding = 'UTF8';
SET client_min_messages = warning;
BEGIN;

-- A text that a spreadsheet would take for a formula stands in the CSV with one quote in front, which is taken off again.
CREATE FUNCTION unguarded(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN $1 ~ '^''+${BLANKS}*[${FORMULA_STARTS}]' THEN substr($1, 2) ELSE $1 END
$$;`

/** As \`\\s\` in \`domain/csv.ts\` has them; PostgreSQL’s own set depends on its locale. */
const BLANKS = '[\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]'
const FORMULA_STARTS = '=+@＝＋－＠\\t\\r\\n-'

const TYPES: Readonly<Record<ReleaseColumn['kind'], string>> = {
  text: 'text',
  json: 'jsonb',
  count: 'bigint',
  money: 'numeric',
  date: 'date',
  instant: 'timestamptz',
  boolean: 'boolean',
}

function createTable({ name, meaning, columns }: ReleaseTable): string {
  const list = columns.map((column) => `  ${quoted(column.name)} ${TYPES[column.kind]}`).join(',\n')
  const comments = columns.map(({ name: column, unit, meaning: words }) => {
    return `COMMENT ON COLUMN ${name}.${quoted(column)} IS ${literal(unit === null ? words : `${words} Unit: ${unit}.`)};`
  })
  return [`CREATE TABLE ${name} (\n${list}\n);`, `COMMENT ON TABLE ${name} IS ${literal(meaning)};`, ...comments].join(
    '\n',
  )
}

/**
 * psql up to 17 ends at a line \`\\.\`, also within a text. Leaving the quotes for one dot gives the same text and another line.
 */
const NO_END_MARK = "sed ''s/^\\\\\\./\\\\\".\"/''"

function copy({ name }: ReleaseTable, path: string): string {
  return `\\copy ${name} FROM PROGRAM 'gzip -dc ${path} | ${NO_END_MARK}' WITH (FORMAT csv, HEADER true)`
}

function unguardTexts({ name, columns }: ReleaseTable): string {
  const texts = columns.filter(({ kind }) => kind === 'text').map((column) => quoted(column.name))
  const sets = texts.map((text) => `${text} = unguarded(${text})`).join(', ')
  return `UPDATE ${name} SET ${sets}\nWHERE ${texts.map((text) => `${text} LIKE '''%'`).join(' OR ')};`
}

function addKey({ name, key }: ReleaseTable): string {
  const kind = primaryKeyOf({ key }) === null ? 'UNIQUE NULLS NOT DISTINCT' : 'PRIMARY KEY'
  return `ALTER TABLE ${name} ADD ${kind} (${key.map(quoted).join(', ')});`
}

function checkRows({ table, rows }: ReleaseManifest['totals'][number]): string {
  return `DO $$ BEGIN
  IF (SELECT count(*) FROM ${table}) <> ${rows} THEN
    RAISE EXCEPTION '${table} holds % rows and not ${rows}: a file is not whole', (SELECT count(*) FROM ${table});
  END IF;
END $$;`
}

function quoted(name: string): string {
  return `"${name}"`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
