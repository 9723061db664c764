interface Widened {
  /** Of the table, as they will be. */
  readonly keys: string
  /** Columns by which rows of before are looked for. */
  readonly indexes: readonly string[]
  /** What rows of before have in the new column, the table's last: an expression of `was`. */
  readonly value: string
}

/**
 * Gives the twin of a kept table (migration 0007) the column that the table has just got. Rows go to the twin by their
 * place in the row, so that its columns must follow one another as the table's do: it is made anew.
 */
export function widenTwin(table: string, { keys, indexes, value }: Widened): string {
  const named = (columns: string) => `${table}_was_by_${columns.split(',')[0]?.trim()}`
  return `
DROP FUNCTION ${table}_at(bigint);
ALTER TABLE ${table}_was RENAME TO ${table}_was_before;
ALTER TABLE ${table}_was_before DROP CONSTRAINT ${table}_was_pkey;
DROP INDEX ${[`${table}_was_until`, ...indexes.map(named)].join(', ')};
CREATE TABLE ${table}_was (LIKE ${table});
ALTER TABLE ${table}_was ADD COLUMN to_revision bigint NOT NULL;
DO $make$
DECLARE
  columns text := (
    SELECT string_agg(quote_ident(attribute.attname), ', ' ORDER BY attribute.attnum) FROM pg_attribute attribute
    WHERE attribute.attrelid = '${table}'::regclass AND attribute.attnum > 0 AND NOT attribute.attisdropped
  );
  before text := (
    SELECT string_agg('was.' || quote_ident(attribute.attname), ', ' ORDER BY attribute.attnum)
    FROM pg_attribute attribute
    WHERE attribute.attrelid = '${table}_was_before'::regclass AND attribute.attnum > 0 AND NOT attribute.attisdropped
      AND attribute.attname <> 'to_revision'
  );
BEGIN
  EXECUTE format('INSERT INTO ${table}_was SELECT %s, %s, was.to_revision FROM ${table}_was_before was', before, $value$${value}$value$);
  EXECUTE format(
    'CREATE FUNCTION ${table}_at(revision bigint) RETURNS SETOF ${table} LANGUAGE sql STABLE AS $at$
       SELECT %1$s FROM ${table} WHERE from_revision <= $1
       UNION ALL SELECT %1$s FROM ${table}_was WHERE from_revision <= $1 AND to_revision > $1
     $at$', columns);
END
$make$;
DROP TABLE ${table}_was_before;
ALTER TABLE ${table}_was ADD PRIMARY KEY (${keys}, to_revision);
CREATE INDEX ${table}_was_until ON ${table}_was (to_revision);
${indexes.map((columns) => `CREATE INDEX ${named(columns)} ON ${table}_was (${columns}, to_revision)`).join(';\n')}`
}
