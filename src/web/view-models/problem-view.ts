import type { LinkView } from './layout-view.ts'

/** A page for what could not be done. */
export interface ProblemView {
  readonly heading: string
  readonly sentence: string
  readonly requestId: string
  readonly ways: readonly LinkView[]
}

const HEADINGS: ReadonlyMap<number, string> = new Map([
  [400, 'This request cannot be answered'],
  [404, 'Nothing here'],
  [405, 'This archive can only be read'],
  [410, 'No longer kept'],
  [416, 'The file is shorter than that'],
  [429, 'Too many requests'],
  [503, 'Too much at once'],
])

export function problemView(status: number, sentence: string, requestId: string): ProblemView {
  return {
    heading: HEADINGS.get(status) ?? 'Something went wrong on our side',
    sentence,
    requestId,
    ways: [
      { text: 'Search the archive', href: '/search' },
      { text: 'Start at the home page', href: '/' },
      { text: 'Read what this archive holds', href: '/about' },
    ],
  }
}
