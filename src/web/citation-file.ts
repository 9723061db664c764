import type { Response } from 'express'
import { z } from 'zod'
import { Problem } from '../domain/errors.ts'
import type { Moment } from '../domain/moment.ts'
import type { Standpoint } from './as-of.ts'
import { CITE_FORMATS, type Citation, type CiteFormat, citationKey, citationText } from './citation.ts'
import { citationBibtex, citationRis } from './citation-formats.ts'

/** The parameter `cite`. */
export const citeParam = z.enum(CITE_FORMATS, `choose one of ${CITE_FORMATS.join(', ')}, or leave it out.`)

/**
 * The moment that a page shows: the one asked for, else the newest. Null where there is none, and where files arrived while
 * the page was made.
 */
export async function citedMoment({ archive, asked, newest }: Standpoint): Promise<Moment | null> {
  if (asked !== null || newest === null) return asked
  const still = await archive.newestMoment()
  return still?.revision === newest.revision ? newest : null
}

/**
 * The moment of a list that says of which revision it is: a later page of one that began before newer files, and one of an
 * index that is not yet after them, are older than the newest. Null where it cannot be shown again.
 */
export async function momentOfList(
  { archive, asked, newest }: Standpoint,
  { revision }: { readonly revision: number },
): Promise<Moment | null> {
  if (asked !== null || newest === null) return asked
  return revision === newest.revision ? newest : await archive.momentAt(revision)
}

const MEDIA = {
  text: { type: 'text/plain', extension: 'txt', write: (citation: Citation) => `${citationText(citation)}\n` },
  bibtex: { type: 'application/x-bibtex', extension: 'bib', write: citationBibtex },
  ris: { type: 'application/x-research-info-systems', extension: 'ris', write: citationRis },
} as const satisfies Record<CiteFormat, unknown>

/** A citation as a small file. @throws {Problem} `request.not_found` where there is nothing to cite */
export function sendCitation(response: Response, format: CiteFormat, citation: Citation | null): void {
  if (citation === null) {
    throw new Problem('request.not_found', 'There is no moment of the archive to cite here: start at the first page.')
  }
  const { type, extension, write } = MEDIA[format]
  response.set('Content-Disposition', `attachment; filename="${citationKey(citation)}.${extension}"`)
  response.set('Cache-Control', 'no-cache').type(`${type}; charset=utf-8`).send(write(citation))
}

/** @throws {Problem} `request.invalid` */
export function refuseBoth(cite: CiteFormat | undefined, format: string | undefined): void {
  if (cite === undefined || format === undefined) return
  throw new Problem('request.invalid', 'A citation is no file of results: give “cite” or “format”, not both.')
}
