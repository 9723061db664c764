import type { CalendarDate, Instant } from '../domain/calendar.ts'
import type { Sha256 } from '../domain/ids.ts'
import type { ReferenceRate } from '../domain/reference-rate.ts'

/** A file of rates as it is kept. */
export interface RatesFile {
  readonly name: string
  readonly blob: Sha256
  readonly blobBytes: number
  /** Path within the archive file; null for a file of its own. */
  readonly member: string | null
}

export interface RatesReport {
  readonly rates: number
  readonly firstDay: CalendarDate
  readonly lastDay: CalendarDate
  /** How many were not known before, and how many were known otherwise: the file that is loaded last holds. */
  readonly added: number
  readonly changed: number
  readonly wasKnown: boolean
}

export interface HeldRatesFile extends RatesFile, Pick<RatesReport, 'rates' | 'firstDay' | 'lastDay'> {
  readonly loadedAt: Instant
}

/** Whoever publishes rates, and how its files are read. */
export interface RatesReader {
  /** Short, as in the table: `ecb`. */
  readonly id: string
  readonly name: string
  /** Null: it is no file of theirs. @throws {Problem} `record.malformed` where one is that cannot be understood */
  readonly read: (text: string) => readonly ReferenceRate[] | null
}

export interface RatesStore {
  /** All of the file, or nothing of it. Rates that say what is known change nothing. */
  readonly load: (file: RatesFile, rates: readonly ReferenceRate[]) => Promise<RatesReport>
  /** Newest first. */
  readonly files: () => Promise<readonly HeldRatesFile[]>
}

/** What pages ask of rates, at the moment of the archive that is asked. */
export interface ReferenceRates {
  /** The newest rate of each currency on or before a day; null: of all. The euro, which they are about, is not among them. */
  readonly ratesOn: (day: CalendarDate | null) => Promise<readonly ReferenceRate[]>
}
