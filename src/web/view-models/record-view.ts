import type { DisclosureHistory, RawRecordView, Version } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import { counted } from '../format.ts'
import { instantText } from '../format-date.ts'
import { visibleText } from '../visible-text.ts'
import { type AbsenceView, absenceView } from './absence-view.ts'
import { adHeading } from './ad-view.ts'
import type { LinkView } from './layout-view.ts'

/** The record behind one version of an ad, as the source wrote it. */
export interface RecordView {
  readonly heading: string
  readonly ad: LinkView
  readonly number: number
  readonly firstSeen: string
  readonly file: string
  readonly member: string | null
  readonly blob: string
  readonly recordNumber: string
  readonly parser: string
  readonly fields: readonly { readonly name: string; readonly value: string; readonly absence: AbsenceView | null }[]
  readonly limit: string
}

export function recordView(
  history: DisclosureHistory,
  version: Version,
  number: number,
  raw: RawRecordView,
  manifest: Manifest | undefined,
): RecordView {
  const { record } = version
  const masked = raw.fields.filter(({ value }) => value === null).length
  return {
    heading: `Version ${number} as the source wrote it`,
    ad: { text: adHeading(history, manifest), href: `/ads/${history.held.id}` },
    number,
    firstSeen: instantText(version.firstSeenAt),
    file: visibleText(record.fileName),
    member: record.member === null ? null : visibleText(record.member),
    blob: record.blob,
    recordNumber: String(record.recordNumber),
    parser: record.parser,
    fields: raw.fields.map(({ name, value }) => ({
      name: visibleText(name),
      value: value === null ? '' : visibleText(value),
      absence:
        value === null
          ? { ...absenceView('withheld'), meaning: 'The record has it; the public does not see it.' }
          : null,
    })),
    limit: `${counted(raw.fields.length, 'field')}, ${masked === 0 ? 'none' : masked} withheld.`,
  }
}
