import type { ReleaseTable } from '../ports/releases.ts'

/** Of a file that is no member of an archive, this part of the key is empty. */
const MAY_BE_EMPTY = 'member'

/** The columns that tell rows apart where none of them may be empty; null where one may. */
export function primaryKeyOf({ key }: Pick<ReleaseTable, 'key'>): readonly string[] | null {
  return key.includes(MAY_BE_EMPTY) ? null : key
}
