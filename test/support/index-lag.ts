import { instant } from '../../src/domain/calendar.ts'
import type { IndexLag, KnownIndex } from '../../src/ports/search-outbox.ts'

/** An index that is searched and filled, but for what is given. */
export function anIndex(made: Partial<KnownIndex> = {}): KnownIndex {
  return {
    name: 'paidfor-ads-1',
    state: 'live',
    copiedTo: '1200',
    isCopied: true,
    checkedTo: '1200',
    createdAt: instant('2026-11-25T08:00:00Z'),
    liveAt: instant('2026-11-25T08:10:00Z'),
    retiredAt: null,
    ...made,
  }
}

/** How an index stands that holds all that its archive holds, but for what is given. */
export function anIndexLag(made: Partial<IndexLag> = {}): IndexLag {
  return {
    indexes: [anIndex()],
    waiting: 0,
    oldestAt: null,
    deadLetters: 0,
    searchable: 7,
    newest: 7,
    workedAt: instant('2026-11-25T11:58:00Z'),
    trouble: null,
    ...made,
  }
}
