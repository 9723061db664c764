import { type Citation, citationText, urlOf } from '../citation.ts'
import { citationBibtex, citationRis } from '../citation-formats.ts'
import type { LinkView } from './layout-view.ts'

/** How to cite a page. */
export interface CitationView {
  readonly permanent: LinkView
  readonly text: string
  readonly bibtex: string
  readonly ris: string
  readonly downloads: readonly LinkView[]
  /** How the page at that address differs from this one; null: in nothing. */
  readonly note: string | null
}

const FILES = [
  ['text', 'Text'],
  ['bibtex', 'BibTeX'],
  ['ris', 'RIS'],
] as const

/** Null where there is nothing to cite. */
export function citationView(citation: Citation | null, note: string | null): CitationView | null {
  if (citation === null) return null
  return {
    permanent: { text: urlOf(citation), href: citation.path },
    text: citationText(citation),
    bibtex: citationBibtex(citation),
    ris: citationRis(citation).replaceAll('\r\n', '\n'),
    downloads: FILES.map(([format, text]) => ({ text, href: `${citation.path}&cite=${format}` })),
    note,
  }
}
