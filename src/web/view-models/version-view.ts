import type { DisclosureFields } from '../../domain/disclosure.ts'
import { fingerprint } from '../../domain/fingerprint.ts'
import { FIELD_NAMES } from '../../domain/held-disclosure.ts'
import type { DisclosureHistory, Version } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import { counted } from '../format.ts'
import { instantText } from '../format-date.ts'
import { visibleText } from '../visible-text.ts'
import type { AbsenceView } from './absence-view.ts'
import type { Content } from './content-view.ts'
import { fieldView, type ShownField } from './field-view.ts'

/** One side of a change: what was told, line by line, or why nothing was. */
export interface SideView {
  readonly lines: readonly string[]
  readonly absence: AbsenceView | null
}

export interface ChangeView {
  readonly label: string
  readonly before: SideView
  readonly after: SideView
  /** One of the two files does not carry the field: nothing is known to have changed. */
  readonly isUnknown: boolean
  /** Entries of a list that are the same on both sides and not shown. */
  readonly unchanged: string | null
}

export interface VersionView {
  readonly number: number
  readonly seen: string
  readonly changes: readonly ChangeView[]
  /** What stands in place of changes: the oldest version has none before it. */
  readonly remark: string | null
  readonly file: string
  readonly member: string | null
  readonly blob: string
  readonly recordNumber: string
  readonly parser: string
  readonly recordHref: string
}

/** Versions newest first, each with what it changed. Numbers count from the oldest, so that they stay as more come. */
export function versionViews(history: DisclosureHistory, manifest: Manifest | undefined): VersionView[] {
  return history.versions.map((version, index) => {
    const number = history.versionCount - index
    const { record } = version
    const before = history.versions[index + 1]
    const changes = before === undefined ? [] : changesBetween(before.fields, version.fields, manifest)
    return {
      number,
      seen: seenText(version),
      changes,
      remark: remarkOn(number, before, changes),
      file: visibleText(record.fileName),
      member: record.member === null ? null : visibleText(record.member),
      blob: record.blob,
      recordNumber: String(record.recordNumber),
      parser: record.parser,
      recordHref: `/ads/${history.held.id}/records/${number}`,
    }
  })
}

/** What differs between two versions, by what they mean: the order of a list is no change. */
function changesBetween(
  before: DisclosureFields,
  after: DisclosureFields,
  manifest: Manifest | undefined,
): ChangeView[] {
  return FIELD_NAMES.filter((name) => differs(before, after, name)).map((name) =>
    changeOf(before, after, name, manifest),
  )
}

function differs(before: DisclosureFields, after: DisclosureFields, name: ShownField): boolean {
  return fingerprint(only(before, name)) !== fingerprint(only(after, name))
}

function only(fields: DisclosureFields, name: ShownField): DisclosureFields {
  return name in fields ? { [name]: fields[name] } : {}
}

function changeOf(
  before: DisclosureFields,
  after: DisclosureFields,
  name: ShownField,
  manifest: Manifest | undefined,
): ChangeView {
  const [old, young] = [fieldView(before, name, manifest), fieldView(after, name, manifest)]
  const [oldLines, youngLines] = [lines(old.content), lines(young.content)]
  const kept = oldLines.filter((line) => youngLines.includes(line))
  const shown = (all: readonly string[]) => all.filter((line) => !kept.includes(line))
  return {
    label: old.label,
    before: { lines: shown(oldLines), absence: old.absence },
    after: { lines: shown(youngLines), absence: young.absence },
    isUnknown: [old, young].some(({ absence }) => absence?.state === 'not_collected'),
    unchanged: kept.length === 0 ? null : `${counted(kept.length, 'other entry', 'other entries')} unchanged`,
  }
}

function lines(content: Content | null): readonly string[] {
  if (content === null) return []
  switch (content.kind) {
    case 'plain':
      return [content.text]
    case 'list':
      return content.items
    case 'links':
      return content.links.map(({ text }) => text)
    case 'texts':
      return content.texts.map(({ part, text }) => `${part}: ${text}`)
    case 'table':
      return content.lines
  }
}

function seenText({ firstSeenAt, lastSeenAt, sightings }: Version): string {
  const times = counted(sightings, 'sighting')
  if (firstSeenAt === lastSeenAt) return `seen ${instantText(firstSeenAt)} (${times})`
  return `seen from ${instantText(firstSeenAt)} to ${instantText(lastSeenAt)} (${times})`
}

function remarkOn(number: number, before: Version | undefined, changes: readonly ChangeView[]): string | null {
  if (number === 1) return 'The first time this archive saw the ad.'
  if (before === undefined) return 'The version before it is not among those shown.'
  return changes.length === 0 ? 'The same values, with other remarks of ours.' : null
}
