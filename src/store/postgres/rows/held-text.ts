import type { Instant } from '../../../domain/calendar.ts'
import type { HeldDisclosure } from '../../../domain/held-disclosure.ts'
import { type AdvertiserRef, disclosureId, platformId, sourceId } from '../../../domain/ids.ts'
import type { RecordedFact } from '../../../domain/recorded-abroad.ts'
import type { TextRow } from '../read-ahead.ts'
import { fieldsOfContent } from './content.ts'

/** The same as `heldDisclosure` of a row of `HELD_COLUMNS` that begins the text row, for rows by the million. */
export function heldFromText(row: TextRow): HeldDisclosure {
  return { ...unseenFromText(row), ...seenFromText(row) }
}

type Seen = Pick<HeldDisclosure, 'firstSeenAt' | 'lastSeenAt'>

/** All but when it was seen: for that, the row needs no columns. */
export function unseenFromText(row: TextRow): Omit<HeldDisclosure, keyof Seen> {
  const [, source, adId, content, language, , , abroad] = row
  const ofSource = sourceId(source ?? '')
  return {
    id: disclosureId(ofSource, adId ?? ''),
    source: ofSource,
    adId: adId ?? '',
    fields: fieldsOfContent(JSON.parse(content ?? '{}')),
    recordedAbroad: recordedFacts(abroad ?? '{}'),
    searchLanguage: language ?? null,
    ...standingFromText(row),
  }
}

/** What depends on more than the content. */
export function momentFromText(row: TextRow): Seen & ReturnType<typeof standingFromText> {
  return { ...seenFromText(row), ...standingFromText(row) }
}

function standingFromText(row: TextRow): Pick<HeldDisclosure, 'listing' | 'advertiser'> {
  const [, , , , , missingSince, withdrawnAt, , , platform, key] = row
  return {
    listing: { missingSince: instantOrNull(missingSince), withdrawnAt: instantOrNull(withdrawnAt) },
    advertiser: advertiserOf(platform, key),
  }
}

function seenFromText(row: TextRow): Seen {
  const [firstSeen, lastSeen] = [row[11], row[12]]
  return { firstSeenAt: instant(firstSeen ?? ''), lastSeenAt: instant(lastSeen ?? '') }
}

function advertiserOf(platform: string | null | undefined, key: string | null | undefined): AdvertiserRef | null {
  return platform == null || key == null ? null : { platform: platformId(platform), key }
}

const NONE: readonly RecordedFact[] = []

/** Their names need no quotes in an array. */
function recordedFacts(array: string): readonly RecordedFact[] {
  return array === '{}' ? NONE : (array.slice(1, -1).split(',') as RecordedFact[])
}

function instantOrNull(text: string | null | undefined): Instant | null {
  return text == null ? null : instant(text)
}

const WHOLE_SECONDS = '2026-11-28 00:00:00+00'.length

/** The server writes in UTC: data-source.ts. Nearly all moments are days of files. */
function instant(text: string): Instant {
  if (text.length === WHOLE_SECONDS) return `${text.slice(0, 10)}T${text.slice(11, 19)}Z` as Instant
  return new Date(`${text.replace(' ', 'T')}:00`).toISOString().replace('.000Z', 'Z') as Instant
}
