/** A foreign key under the name that PostgreSQL gives it: `observation_file_id_fkey`. */
export function reference(table: string, column: string, target: string, targetColumn = 'id') {
  return { name: `${table}_${column}_fkey`, target, columnNames: [column], referencedColumnNames: [targetColumn] }
}
