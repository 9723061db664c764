import { Readable } from 'node:stream'
import type { ReadRow, Registry, RegistryFormat, RejectedRow } from '../../../src/ports/registries.ts'

export interface ReadFile {
  readonly format: RegistryFormat
  readonly rows: readonly ReadRow[]
  readonly rejected: readonly RejectedRow[]
}

/** A content in small pieces, as it may come from a disk: cut where it hurts. */
export function inPieces(content: string | Buffer, encoding: BufferEncoding = 'utf8', size = 7): AsyncIterable<Buffer> {
  const bytes = typeof content === 'string' ? Buffer.from(content, encoding) : content
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size))
  return Readable.from(pieces)
}

/** Recognised by what it holds, as on import, and read whole. */
export async function readAs(registry: Registry, name: string, content: string | Buffer): Promise<ReadFile> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  const head = { name, start: bytes.subarray(0, 65_536).toString('latin1') }
  const format = registry.formats.find(({ recognises }) => recognises(head))
  if (format === undefined) throw new Error(`no format of ${registry.manifest.id} knows ${name}`)
  const rows: ReadRow[] = []
  const rejected: RejectedRow[] = []
  for await (const row of format.rows(inPieces(bytes), head)) {
    if ('reason' in row) rejected.push(row)
    else rows.push(row)
  }
  return { format, rows, rejected }
}
