import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import { type Cell, csvCell, csvHeader } from '../domain/csv.ts'
import type { ReleaseColumn, ReleaseRow } from '../ports/releases.ts'
import type { RowFile } from './row-file.ts'
import { writeNew } from './written-file.ts'

const LEVEL = 6
/** So many characters go to the compressor at once. */
const PIECE = 131_072

/** The rows as CSV by RFC 4180, compressed. Texts are guarded against spreadsheets. */
export async function csvFile(path: string, columns: readonly ReleaseColumn[]): Promise<RowFile> {
  const file = await writeNew(path)
  const gzip = createGzip({ level: LEVEL, chunkSize: 65_536 })
  const written = (async () => {
    let isFirst = true
    for await (const chunk of gzip) {
      await file.write(isFirst ? ofNoSystem(chunk) : chunk)
      isFirst = false
    }
  })()
  written.catch(() => gzip.destroy()) // heard by whoever finishes
  const kinds = columns.map(({ kind }) => cellKind(kind))
  let pending = csvHeader(columns.map(({ name }) => name))
  const flush = async () => {
    const isTaken = gzip.write(pending)
    pending = ''
    if (!isTaken) await Promise.race([once(gzip, 'drain'), written])
  }
  return {
    add: async (rows) => {
      for (const row of rows) {
        pending += csvLine(kinds, row)
        if (pending.length > PIECE) await flush()
      }
    },
    finish: async () => {
      gzip.end(pending)
      await written
      return file.finish()
    },
    abandon: async () => {
      gzip.destroy()
      await written.catch(() => undefined)
      await file.abandon()
    },
  }
}

export function csvLine(kinds: readonly Cell['kind'][], row: ReleaseRow): string {
  return `${kinds.map((kind, index) => csvCell({ kind, value: row[index] ?? null })).join(',')}\r\n`
}

/** Text is guarded, all other kinds are bare. */
export function cellKind(kind: ReleaseColumn['kind']): Cell['kind'] {
  return kind === 'text' || kind === 'json' ? 'text' : 'number'
}

/** The tenth byte of gzip says on what system it was made, and nobody needs to know. */
function ofNoSystem(head: Buffer): Buffer {
  head[9] = 255
  return head
}
