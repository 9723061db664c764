/**
 * A statement with its parameters written out, so that many can travel together: while a load is read, each question
 * would wait for its turn. Our own ids and the names of sources, nothing that anybody wrote.
 */
export function boundSql(statement: string, values: readonly string[]): string {
  return statement.replace(/\$(\d+)/g, (_place, number) => {
    const value = values[Number(number) - 1] ?? ''
    if (!/^[a-z0-9-]+$/.test(value)) throw new RangeError(`“${value}” must travel as a parameter`)
    return /^\d+$/.test(value) ? `${value}::bigint` : `'${value}'`
  })
}
