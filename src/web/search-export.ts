import type { Response } from 'express'
import type { Problems } from '../domain/data-quality.ts'
import type { HeldDisclosure } from '../domain/held-disclosure.ts'
import type { LineStream, SearchStream } from '../ports/archive.ts'
import type { Manifest } from '../ports/source.ts'
import { disclosureCsvHeader } from './disclosure-csv.ts'
import { disclosureJson } from './disclosure-json.ts'
import type { StreamedBody } from './stream-response.ts'

export type ExportFormat = 'csv' | 'json'

/**
 * Headers of a file to keep: its name says what it is, and of which day or moment. `total` is null where nobody counted.
 */
export function setFileHeaders(
  response: Response,
  format: ExportFormat,
  name: string,
  total: number | null,
  asOf = new Date().toISOString().slice(0, 10),
): void {
  response.set('Content-Disposition', `attachment; filename="paidfor-${name}-${asOf}.${format}"`)
  if (total !== null) response.set('X-Total-Count', String(total))
  response.type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
}

/** All ads of a search as one CSV. */
export function csvExport({ total, rows }: LineStream): StreamedBody<string> {
  return {
    total,
    rows,
    head: disclosureCsvHeader(),
    row: (line) => line,
    complete: '',
    cutShort: (sentence) => `# ${sentence}\r\n`,
  }
}

interface JsonContext {
  readonly manifestOf: (source: string) => Manifest | undefined
  /** The moment that was asked for. */
  readonly asOf: string | null
  readonly problems: Problems
}

/** The same as one JSON. */
export function jsonExport(
  { total, revision, rows }: SearchStream,
  { manifestOf, asOf, problems }: JsonContext,
): StreamedBody<HeldDisclosure> {
  return {
    total,
    rows,
    head: `{"total":${total},"revision":${revision},"asOf":${JSON.stringify(asOf)},"ads":[`,
    row: (held, index) =>
      `${index === 0 ? '\n' : ',\n'}${JSON.stringify(disclosureJson(held, manifestOf(held.source), problems))}`,
    complete: '\n],"complete":true}\n',
    cutShort: (sentence) => `\n],"complete":false,"problem":${JSON.stringify(sentence)}}\n`,
  }
}
