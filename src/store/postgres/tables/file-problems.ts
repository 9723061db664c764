import { EntitySchema } from 'typeorm'
import { reference } from './reference.ts'

interface FileProblemRow {
  file_id: string
  from_revision: string
  quarantined: number
  is_held: boolean
}

/** Written by triggers alone. */
export const fileProblemTable = new EntitySchema<FileProblemRow>({
  name: 'file_problem',
  columns: {
    file_id: { type: 'bigint', primary: true },
    from_revision: { type: 'bigint', primary: true },
    quarantined: { type: 'integer' },
    is_held: { type: 'boolean' },
  },
  foreignKeys: [reference('file_problem', 'file_id', 'source_file')],
})
