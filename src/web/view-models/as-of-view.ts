import { momentText } from '../../domain/moment.ts'
import type { Standpoint } from '../as-of.ts'
import { dayText } from '../format-date.ts'
import type { LinkView } from './layout-view.ts'

/** On top of a page that shows the archive as it was. */
export interface AsOfView {
  readonly sentence: string
  /** What came since, in words. */
  readonly since: string
  readonly now: LinkView
}

/** Null for a page of now. @param href of the same page as it is now */
export function asOfView({ asked, newest }: Pick<Standpoint, 'asked' | 'newest'>, href: string): AsOfView | null {
  if (asked === null) return null
  const isNewer = newest !== null && newest.revision > asked.revision
  return {
    sentence: `This is the archive as it was on ${dayText(asked.day)} (moment ${momentText(asked)}).`,
    since: isNewer ? 'Newer data exist.' : 'Nothing newer is held yet.',
    now: { text: isNewer ? 'See the page as it is now →' : 'The page without a date →', href },
  }
}
