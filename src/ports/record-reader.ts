import type { Readable } from 'node:stream'
import type { Problem } from '../domain/errors.ts'
import type { FileHead, RawRecord, WireFormat } from './source.ts'

/** A stretch of the file in which no record could be made out. */
export interface UnreadableRecord {
  readonly number: number
  readonly raw: Uint8Array
  readonly problem: Problem
}

/** What of a format tells how its records are cut. */
export type RecordShape = Pick<WireFormat, 'shape' | 'items'>

/** Cuts a content into records, in constant memory. */
export interface RecordReader {
  readonly head: (content: Readable) => Promise<FileHead>
  readonly records: (format: RecordShape, content: Readable) => AsyncIterable<RawRecord | UnreadableRecord>
}
