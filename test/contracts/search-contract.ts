import type { EngineUnderTest } from './asking.ts'
import { cappedContract } from './search-capped.ts'
import { countsContract } from './search-counts.ts'
import { edgesContract } from './search-edges.ts'
import { filtersContract } from './search-filters.ts'
import { highlightsContract } from './search-highlights.ts'
import { pagingContract } from './search-paging.ts'
import { sortsContract } from './search-sorts.ts'
import { wordsContract } from './search-words.ts'

/** What both search engines promise. They may differ in the order by relevance, and in speed, and in nothing else. */
export function searchContract(engine: EngineUnderTest): void {
  wordsContract(engine)
  highlightsContract(engine)
  filtersContract(engine)
  sortsContract(engine)
  pagingContract(engine)
  countsContract(engine)
  cappedContract(engine)
  edgesContract(engine)
}
