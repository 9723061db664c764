import type { DisclosureHistory, RawRecordView, Version } from '../../ports/archive.ts'
import type { RecordPointer } from '../../ports/record-pointer.ts'
import type { Manifest } from '../../ports/source.ts'
import type { StatementView } from '../../ports/spending.ts'
import { counted, moneyText } from '../format.ts'
import { instantText, periodText } from '../format-date.ts'
import { visibleText } from '../visible-text.ts'
import { type AbsenceView, absenceView } from './absence-view.ts'
import { adHeading } from './ad-view.ts'
import type { LinkView } from './layout-view.ts'

/** The record behind one version of an ad, or one statement, as the source wrote it. */
export interface RecordView {
  readonly heading: string
  /** Whose record it is. */
  readonly subject: LinkView
  readonly back: LinkView
  readonly what: string
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
  const href = `/ads/${history.held.id}`
  return {
    heading: `Version ${number} as the source wrote it`,
    subject: { text: adHeading(history, manifest), href },
    back: { text: 'Back to all versions of this ad', href: `${href}#versions` },
    what: `First seen ${instantText(version.firstSeenAt)}.`,
    ...recordPart(version.record, raw),
  }
}

export function statementRecordView(read: {
  readonly subject: LinkView
  /** The page that lists it. */
  readonly page: string
  readonly statement: StatementView
  readonly number: number
  readonly raw: RawRecordView
}): RecordView {
  const { subject, page, statement, number, raw } = read
  const { currency, from, to } = statement
  return {
    heading: `Statement ${number} as the source wrote it`,
    subject,
    back: { text: 'Back to all statements', href: `${page}#statements` },
    what: `${moneyText(statement, currency)}, ${periodText(from, to)}.`,
    ...recordPart(statement.record, raw),
  }
}

function recordPart(
  record: RecordPointer,
  raw: RawRecordView,
): Omit<RecordView, 'heading' | 'subject' | 'back' | 'what'> {
  const masked = raw.fields.filter(({ value }) => value === null).length
  return {
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
