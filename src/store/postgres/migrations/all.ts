import { Archive0001 } from './0001-archive.ts'
import { Search0002 } from './0002-search.ts'

/** In the order in which they are applied. A migration is never edited after it has landed. */
export const migrations = [Archive0001, Search0002]
