import type { Response } from 'express'
import { Problem } from '../domain/errors.ts'
import type { SearchResult } from '../ports/archive.ts'

type Searched = Pick<SearchResult, 'engine' | 'absence' | 'isRestarted'>

/** Who found what is answered. What the archive found in place of an index is kept by nobody: that may be back at once. */
export function sayWhoSearched(response: Response, { engine, absence }: Searched): void {
  response.set('X-Search-Backend', engine)
  if (absence === 'unavailable' || absence === 'building') response.set('Cache-Control', 'no-store')
}

const ORDER_LOST =
  'The order by relevance in which this list began is kept no more, and its beginning would be given to you again. ' +
  'Start at the first page, or choose another sort: its pages stay as they are.'

/** A reader is told that the list begins anew; a program would take the same ads for others. @throws {Problem} `request.gone` */
export function refuseRestarted({ isRestarted }: Searched): void {
  if (isRestarted) throw new Problem('request.gone', ORDER_LOST)
}
