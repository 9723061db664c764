import { doubleMetaphone } from 'double-metaphone'

/** How a folded surname sounds, whatever its spelling: the primary key of Double Metaphone. Empty for none. */
export function surnameKey(surname: string): string {
  return doubleMetaphone(surname)[0]
}
