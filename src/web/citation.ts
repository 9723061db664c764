import { createHash } from 'node:crypto'
import { type Moment, momentText } from '../domain/moment.ts'
import { dayText } from './format-date.ts'
import { visibleText } from './visible-text.ts'

/** What there is to say of a page that somebody cites. Nothing of it depends on when it is asked for. */
export interface Citation {
  /** Of the page, as it is shown. */
  readonly title: string
  readonly moment: Moment
  /** The permanent address, on this site: `/spending?currency=USD&as_of=2026-11-28.57`. */
  readonly path: string
  /** Scheme and host: `https://paidfor.example`. */
  readonly origin: string
  /** Names of the sources that the page draws from. */
  readonly sources: readonly string[]
  readonly isSample: boolean
}

export const CITE_FORMATS = ['text', 'bibtex', 'ris'] as const
export type CiteFormat = (typeof CITE_FORMATS)[number]

export const PUBLISHER = 'Paidfor'

export function citationText(citation: Citation): string {
  const title = titleOf(citation).replaceAll('“', '‘').replaceAll('”', '’') // quoted within a quotation
  return `“${title}”. ${PUBLISHER}, the record of political advertising. ${noteOf(citation)} ${urlOf(citation)}`
}

export function urlOf({ origin, path }: Citation): string {
  return `${origin}${path}`
}

/** On one line, with nothing in it that cannot be seen. */
export function titleOf({ title }: Citation): string {
  return onOneLine(title)
}

/** As of when, from whom, and where it is told on what terms: those of some sources are a paragraph. */
export function noteOf({ moment, sources, origin, isSample }: Citation): string {
  const names = sources.map(onOneLine).join('; ')
  const from = sources.length === 0 ? [] : [`Sources: ${names}. Their terms: ${origin}/about#sources.`]
  const madeUp = isSample ? ['Made-up sample data.'] : []
  return [`As of ${dayText(moment.day)} (moment ${momentText(moment)}).`, ...from, ...madeUp].join(' ')
}

/** The same for the same question and moment, wherever the site is reached. */
export function citationKey({ path, moment }: Citation): string {
  const question = createHash('sha256').update(path).digest('hex').slice(0, 10)
  return `paidfor-${momentText(moment).replace('.', '-')}-${question}`
}

function onOneLine(text: string): string {
  return visibleText(text.replaceAll(/\s+/g, ' ')).trim()
}
