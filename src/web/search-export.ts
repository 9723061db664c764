import type { Response } from 'express'
import type { HeldDisclosure } from '../domain/held-disclosure.ts'
import type { SearchStream } from '../ports/archive.ts'
import type { Manifest } from '../ports/source.ts'
import { disclosureCsvHeader, disclosureCsvRow } from './disclosure-csv.ts'
import { disclosureJson } from './disclosure-json.ts'
import type { StreamedBody } from './stream-response.ts'

export type ExportFormat = 'csv' | 'json'

type ManifestOf = (source: string) => Manifest | undefined

/** All ads of a search, in one file of either kind. */
export function searchExport(
  stream: SearchStream,
  format: ExportFormat,
  manifestOf: ManifestOf,
): StreamedBody<HeldDisclosure> {
  return format === 'csv' ? csvBody(stream, manifestOf) : jsonBody(stream, manifestOf)
}

/** Headers of a file to keep: its name says what it is and of which day. `total` is null where nobody counted. */
export function setFileHeaders(response: Response, format: ExportFormat, name: string, total: number | null): void {
  const day = new Date().toISOString().slice(0, 10)
  response.set('Content-Disposition', `attachment; filename="paidfor-${name}-${day}.${format}"`)
  if (total !== null) response.set('X-Total-Count', String(total))
  response.type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
}

function csvBody({ total, rows }: SearchStream, manifestOf: ManifestOf): StreamedBody<HeldDisclosure> {
  return {
    total,
    rows,
    head: disclosureCsvHeader(),
    row: (held) => disclosureCsvRow(held, manifestOf(held.source)),
    complete: '',
    cutShort: (sentence) => `# ${sentence}\r\n`,
  }
}

function jsonBody({ total, revision, rows }: SearchStream, manifestOf: ManifestOf): StreamedBody<HeldDisclosure> {
  return {
    total,
    rows,
    head: `{"total":${total},"revision":${revision},"ads":[`,
    row: (held, index) =>
      `${index === 0 ? '\n' : ',\n'}${JSON.stringify(disclosureJson(held, manifestOf(held.source)))}`,
    complete: '\n],"complete":true}\n',
    cutShort: (sentence) => `\n],"complete":false,"problem":${JSON.stringify(sentence)}}\n`,
  }
}
