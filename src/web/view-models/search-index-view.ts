import type { IndexLag, KnownIndex, SearchIndexStatus } from '../../ports/search-outbox.ts'
import { counted, countText } from '../format.ts'
import { instantText } from '../format-date.ts'

/** How the outside index stands to the archive. */
export interface SearchIndexView {
  readonly state: string
  readonly isTrouble: boolean
  readonly facts: readonly { readonly label: string; readonly text: string }[]
  /** What comes of it for readers, and what is being done; a sentence each. */
  readonly notes: readonly string[]
}

/** Null where none is set. */
export function searchIndexView(status: SearchIndexStatus | null): SearchIndexView | null {
  if (status === null) return null
  const { engine, lag } = status
  const { waiting, oldestAt, searchable, workedAt } = lag
  return {
    state: STATES[indexState(lag)],
    isTrouble: lag.trouble !== null || lag.deadLetters > 0,
    facts: [
      { label: 'Searched by', text: engine ?? 'it has not answered yet' },
      { label: 'Searched up to', text: searchable === null ? 'nothing yet' : `revision ${countText(searchable)}` },
      { label: 'The archive is at', text: `revision ${countText(lag.newest)}` },
      { label: 'Changes that wait', text: waitingText(waiting, oldestAt) },
      { label: 'Ads refused by it', text: countText(lag.deadLetters) },
      { label: 'Last at work', text: workedAt === null ? 'never yet' : instantText(workedAt) },
    ],
    notes: notesOn(lag),
  }
}

/** `building`: there is none to search yet. `away`: there is one, that is no longer kept up to date. */
export function indexState({ searchable, newest, indexes }: IndexLag): 'current' | 'behind' | 'building' | 'away' {
  if (searchable === null) return indexes.some(({ state }) => state === 'live') ? 'away' : 'building'
  return searchable < newest ? 'behind' : 'current'
}

const STATES = {
  current: 'It is up to date.',
  behind: 'It does not hold the newest files yet: where it answers, searches show the archive as it was before them.',
  building: 'It is being built. Until then searches are answered by the archive’s own database.',
  away: 'Nobody keeps it up to date at this time: searches are answered by the archive’s own database.',
} as const

function waitingText(waiting: number, oldestAt: IndexLag['oldestAt']): string {
  if (waiting === 0) return 'none'
  return oldestAt === null ? countText(waiting) : `${countText(waiting)}, the oldest since ${instantText(oldestAt)}`
}

function notesOn({ indexes, trouble, deadLetters }: IndexLag): string[] {
  const building = indexes.find(({ state }) => state === 'building')
  const isAnew = indexes.some(({ state }) => state === 'live')
  return [
    ...(building === undefined ? [] : [buildingText(building, isAnew)]),
    // In whose words is for operators: they name machines.
    ...(trouble === null
      ? []
      : [
          'It met with trouble when it was last at work. No change is lost: all are kept until the index has taken them. Where it does not answer a search, the archive’s own database does.',
        ]),
    ...(deadLetters === 0
      ? []
      : [
          `${counted(deadLetters, 'ad was', 'ads were')} refused by the index and cannot be found by a search; files of results hold all of them.`,
        ]),
  ]
}

function buildingText({ isCopied, copiedTo, checkedTo }: KnownIndex, isAnew: boolean): string {
  const what = isAnew ? 'A new index is being built behind the one that is searched' : 'The index is being built'
  return isCopied
    ? `${what}: all ads are copied, and compared with the archive up to its ad number ${countText(BigInt(checkedTo))}.`
    : `${what}: ads are copied up to the archive’s number ${countText(BigInt(copiedTo))}.`
}
