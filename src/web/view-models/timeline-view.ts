import type { DisclosureHistory, HistoryEvent } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import { instantText } from '../format-date.ts'
import { visibleText } from '../visible-text.ts'
import { type VersionView, versionViews } from './version-view.ts'

export interface EventView {
  readonly heading: string
  readonly when: string
  readonly meaning: string
  readonly file: string | null
}

/** What befell an ad: a version that a source told, or an event beside it. */
export type TimelineEntry =
  | { readonly kind: 'version'; readonly version: VersionView }
  | { readonly kind: 'event'; readonly event: EventView }

/** Versions and events in one order, newest first. At one moment the event comes after what the file said. */
export function timelineEntries(history: DisclosureHistory, manifest: Manifest | undefined): TimelineEntry[] {
  const versions = versionViews(history, manifest).map((version, index) => ({
    at: history.versions[index]?.firstSeenAt ?? '',
    entry: { kind: 'version', version } as const,
  }))
  const events = history.events.map((event) => ({
    at: event.at,
    entry: { kind: 'event', event: eventView(event) } as const,
  }))
  return [...events, ...versions].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).map(({ entry }) => entry)
}

const WORDS: Readonly<Record<HistoryEvent['kind'], { readonly heading: string; readonly meaning: string }>> = {
  missing: { heading: 'Missing', meaning: 'A complete file of the source does not list this ad.' },
  withdrawn: { heading: 'Withdrawn', meaning: 'A second complete file does not list it either.' },
  restored: { heading: 'Back', meaning: 'A file of the source lists this ad again.' },
  held: {
    heading: 'Absence held',
    meaning:
      'So much is absent from this file that it waits for a person; until then the ad does not count as missing.',
  },
  hold_accepted: { heading: 'Absence accepted', meaning: 'A person looked at the file and found it to be right.' },
  hold_rejected: {
    heading: 'Absence rejected',
    meaning: 'A person looked at the file and found it to be faulty: by it, nothing is missing.',
  },
  reread: {
    heading: 'Read anew',
    meaning: 'Our reading of the record changed, not what the source said.',
  },
}

function eventView({ kind, at, fileName, series }: HistoryEvent): EventView {
  const file = fileName === null ? null : visibleText(fileName)
  return {
    ...WORDS[kind],
    when: instantText(at),
    file: file === null || series === null ? file : `${file} (series ${visibleText(series)})`,
  }
}
