import type { Request, Response } from 'express'
import { Problem } from '../domain/errors.ts'
import { type AsOf, type Moment, momentText, parseAsOf } from '../domain/moment.ts'
import type { Archive } from '../ports/archive.ts'
import type { Quality } from '../ports/quality.ts'
import { dayText } from './format-date.ts'
import { understood } from './parse-request.ts'
import type { WebDeps } from './web-deps.ts'

/** The parameter `as_of`: a day or a moment, as it was written. */
export const asOfParam = understood(30, (text) => {
  parseAsOf(text)
  return text
})

/** From where a request is answered: the archive as it is, or as it was. */
export interface Standpoint {
  readonly archive: Archive
  readonly isSample: boolean
  /** What is known against days of sources: `problems(asked)`. */
  readonly quality: Quality
  /** The moment that was asked for; null: now. */
  readonly asked: Moment | null
  /** Whether the address names that moment itself: then its answer is the same for ever. */
  readonly isExact: boolean
  /** Null while nothing was ever loaded. */
  readonly newest: Moment | null
}

/**
 * Null where the reader was sent on to the newest moment: a day that is not over has no last one yet, and what is linked
 * must not move.
 * @throws {Problem} `request.invalid` for a day to come, `request.not_found` for a moment that the archive does not know
 */
export async function standpointOf(
  site: Pick<WebDeps, 'currentArchive' | 'now'>,
  request: Request,
  response: Response,
  text: string | undefined,
): Promise<Standpoint | null> {
  const { archive, isSample, quality } = await site.currentArchive()
  const newest = await archive.newestMoment()
  if (text === undefined) return { archive, isSample, quality, asked: null, isExact: false, newest }
  const asOf = parseAsOf(text)
  if (newest === null) throw notFound('Nothing was ever loaded here: there is no moment to go back to.')
  if ('endOf' in asOf) {
    const today = site.now().toISOString().slice(0, 10)
    if (asOf.endOf > today) throw toCome(asOf.endOf, newest)
    if (asOf.endOf === today) {
      sendOn(request, response, newest)
      return null
    }
  }
  const asked = await archive.momentOf(asOf)
  if (asked === null) throw notFound(unknownText(asOf, newest))
  return { archive: archive.asOf(asked), isSample, quality, asked, isExact: 'moment' in asOf, newest }
}

/** The moment asked for as links name it; undefined: now. */
export function asOfText({ asked }: Pick<Standpoint, 'asked'>): { readonly as_of?: string } {
  return asked === null ? {} : { as_of: momentText(asked) }
}

function sendOn({ originalUrl }: Request, response: Response, newest: Moment): void {
  const url = new URL(originalUrl, 'http://here')
  url.searchParams.set('as_of', momentText(newest))
  response.set('Cache-Control', 'no-store').redirect(302, `${url.pathname}${url.search}`)
}

function toCome(day: string, newest: Moment): Problem {
  const message = `${dayText(day)} is yet to come. The newest moment of this archive is ${momentText(newest)}.`
  return new Problem('request.invalid', message)
}

function unknownText(asOf: AsOf, newest: Moment): string {
  const known = `The newest one is ${momentText(newest)}.`
  if ('moment' in asOf) return `This archive knows no moment ${momentText(asOf.moment)}. ${known}`
  return `This archive holds no moment from before the end of ${dayText(asOf.endOf)}. ${known}`
}

function notFound(sentence: string): Problem {
  return new Problem('request.not_found', sentence)
}
