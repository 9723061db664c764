import { createHash } from 'node:crypto'
import type { Instant } from './calendar.ts'
import { COLUMNS, type Column, cellsOf, toldOf } from './columns.ts'
import { csvCell } from './csv.ts'
import type { FieldName } from './disclosure.ts'
import { type HeldDisclosure, LISTED } from './held-disclosure.ts'
import { advertiserPage, type SourceId } from './ids.ts'

/**
 * A line of the CSV of ads, as far as it depends on what is held of the ad alone. It is written when the ad is loaded, so
 * that an export of millions copies lines instead of making them.
 */
export type WrittenLine = string

/** These depend on when and with what one asks; all other columns are written ahead. */
const OF_THE_MOMENT: ReadonlyMap<string, (moment: OfTheMoment) => string | null> = new Map([
  ['first_seen_at', ({ firstSeenAt }) => firstSeenAt],
  ['last_seen_at', ({ lastSeenAt }) => lastSeenAt],
  ['missing_since', ({ listing }) => listing.missingSince],
  ['withdrawn_at', ({ listing }) => listing.withdrawnAt],
  ['advertiser_page', ({ advertiser }) => (advertiser === null ? null : advertiserPage(advertiser))],
  ['data_quality', ({ dataQuality }) => dataQuality],
])

/** To be raised whenever a column says something in another way: lines written before are then made anew. */
const VERSION = 1

/** Stands between the cells that are written ahead, in the place of one that is not; no cell may hold it. */
const GAP = '\u001e'

/** What a line begins with that was written by these very rules; of the same length for all. */
export function writing(source: SourceId, neverDisclosed: readonly FieldName[]): string {
  const rules = JSON.stringify([VERSION, source, neverDisclosed, COLUMNS.map(({ name }) => name)])
  return createHash('sha256').update(rules).digest('hex').slice(0, WRITING_LENGTH)
}

export const WRITING_LENGTH = 8

/** What is known of an ad before it stands in the archive. */
export type Loaded = Pick<HeldDisclosure, 'id' | 'source' | 'adId' | 'fields' | 'recordedAbroad' | 'searchLanguage'>

/** Makes lines of a source's ads; null where one cannot be written ahead. */
export function lineWriter(source: SourceId, neverDisclosed: readonly FieldName[]): (ad: Loaded) => WrittenLine | null {
  const mark = writing(source, neverDisclosed)
  return (ad) => {
    const told = toldOf({ ...ad, ...NOT_YET }, neverDisclosed)
    const cells = (columns: readonly Column[]) => cellsOf(told, columns).map(csvCell).join(',')
    const stretches = LAYOUT.flatMap((part) => ('stretch' in part ? cells(part.stretch) : []))
    return stretches.some((stretch) => stretch.includes(GAP)) ? null : [mark, ...stretches].join(GAP)
  }
}

const NOT_YET = { firstSeenAt: '' as Instant, lastSeenAt: '' as Instant, listing: LISTED, advertiser: null }

/** What the moment adds to an ad that was written ahead. */
export interface OfTheMoment extends Pick<HeldDisclosure, 'firstSeenAt' | 'lastSeenAt' | 'listing' | 'advertiser'> {
  /** The column of that name. */
  readonly dataQuality: string | null
}

/** The whole row of the CSV, with its CRLF. */
export function wholeLine(line: WrittenLine, moment: OfTheMoment): string {
  const stretches = line.split(GAP)
  let [row, next] = ['', 1]
  for (const part of LAYOUT) {
    row += next === 1 ? '' : ','
    row += 'stretch' in part ? stretches[next++] : csvCell({ kind: 'text', value: part.moment(moment) })
  }
  return `${row}\r\n`
}

type Part = { readonly stretch: readonly Column[] } | { readonly moment: (moment: OfTheMoment) => string | null }

/** The columns in their order: runs of those that are written ahead, and the others one by one. */
const LAYOUT: readonly Part[] = layoutOf(COLUMNS)

function layoutOf(columns: readonly Column[]): Part[] {
  const parts: Part[] = []
  let stretch: Column[] = []
  for (const column of columns) {
    const moment = OF_THE_MOMENT.get(column.name)
    if (moment !== undefined) {
      parts.push({ moment })
      stretch = []
      continue
    }
    if (stretch.length === 0) parts.push({ stretch })
    stretch.push(column)
  }
  return parts
}
