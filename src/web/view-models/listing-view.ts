import type { HeldDisclosure } from '../../domain/held-disclosure.ts'
import type { HistoryEvent } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import { instantText } from '../format-date.ts'
import { visibleName } from '../visible-text.ts'

/** Whether the source still lists an ad, for the top of its page. */
export interface ListingView {
  readonly state: 'missing' | 'withdrawn'
  readonly mark: string
  readonly sentence: string
}

/** Null while the source lists the ad, or nothing can be said. */
export function listingView(
  { listing }: HeldDisclosure,
  events: readonly HistoryEvent[],
  manifest: Manifest | undefined,
): ListingView | null {
  const { missingSince, withdrawnAt } = listing
  const name = manifest?.name ?? 'the source'
  const first = missingSince === null ? null : fileText(missingSince, fileOf(events, 'missing', missingSince))
  if (withdrawnAt !== null) {
    const second = fileText(withdrawnAt, fileOf(events, 'withdrawn', withdrawnAt))
    const files = first === null ? `file of ${second}` : `files of ${first} and ${second}`
    return {
      state: 'withdrawn',
      mark: 'Withdrawn',
      sentence: `Not in the ${files}. ${name} no longer lists this ad; what follows is the last that it said.`,
    }
  }
  if (first === null) return null
  return {
    state: 'missing',
    mark: 'Not in the newest file',
    sentence: `The file of ${first} lacks this ad. It counts as withdrawn when a second complete file of ${name} lacks it too.`,
  }
}

/** The word beside a result; null for most. */
export function listingMark({ listing }: HeldDisclosure): string | null {
  if (listing.withdrawnAt !== null) return 'withdrawn'
  return listing.missingSince === null ? null : 'not in the newest file'
}

function fileOf(events: readonly HistoryEvent[], kind: HistoryEvent['kind'], at: string): string | null {
  return events.find((event) => event.kind === kind && event.at === at)?.fileName ?? null
}

function fileText(at: HistoryEvent['at'], fileName: string | null): string {
  return fileName === null ? instantText(at) : `${instantText(at)} (${visibleName(fileName)})`
}
