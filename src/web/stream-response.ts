import type { Writable } from 'node:stream'
import { createGzip, type Gzip } from 'node:zlib'
import type { Response } from 'express'

/** A long answer, piece by piece, whatever the rows are. */
export interface StreamedBody<Row> {
  readonly total: number
  readonly rows: AsyncIterable<Row>
  readonly head: string
  readonly row: (row: Row, index: number) => string
  /** Ends a body whose rows were all written. */
  readonly complete: string
  /** Ends a body that lacks rows, and says so where a reader will see it. */
  readonly cutShort: (sentence: string) => string
}

/**
 * Writes a body of any size in constant memory: waits while the reader is slow, and stops reading rows when the reader
 * has gone. A body that is not whole says so in its last line; then the connection is broken off, so that the reader's
 * program reports an error instead of keeping a short file.
 */
export async function streamResponse<Row>(
  response: Response,
  body: StreamedBody<Row>,
  report: (error: unknown) => void,
  stopping: AbortSignal,
): Promise<void> {
  const gzip = gzipFor(response)
  const write = writerTo(response, gzip ?? response, stopping)
  let written = 0
  let pending = ''
  try {
    let isOpen = await write(body.head)
    for await (const row of body.rows) {
      pending += body.row(row, written)
      written += 1
      if (isOpen && pending.length >= CHARACTERS_A_WRITE) {
        isOpen = await write(pending)
        pending = ''
      }
      // Even for a reader who has gone the iteration is entered: only leaving it gives the connection back.
      if (!isOpen || response.destroyed) return
      if (stopping.aborted) throw new Error('the site is stopping')
    }
    if (written !== body.total) throw new Error(`the archive gave ${written} of ${body.total} rows`)
    ;(gzip ?? response).end(pending + body.complete)
  } catch (error) {
    report(error)
    await breakOff(response, gzip, pending + body.cutShort(cutSentence(written, body.total)))
  }
}

/** Few large writes instead of many small ones. */
const CHARACTERS_A_WRITE = 32_768

function cutSentence(written: number, total: number): string {
  return `CUT SHORT after ${written} of ${total} rows: the archive failed or stopped while it wrote this file. Ask for it again.`
}

/**
 * Our own compression, null where the reader wants none: of the usual middleware nobody learns when a last line has
 * really left it. `no-transform` keeps that middleware away.
 */
function gzipFor(response: Response): Gzip | null {
  const kept = response.get('Cache-Control') ?? 'no-store'
  response.set('Cache-Control', `${kept}, no-transform`).vary('Accept-Encoding')
  if (response.req.acceptsEncodings(['gzip', 'identity']) !== 'gzip') return null
  const gzip = createGzip({ level: 4 })
  response.set('Content-Encoding', 'gzip').on('close', () => gzip.destroy())
  gzip.on('error', () => response.destroy()).pipe(response)
  return gzip
}

/** A reader who takes nothing for so long is cut off: each holds one of the archive's few connections. */
const LONGEST_PAUSE = 60_000

/** Writes, and resolves when more may be written, or the site stops; false when the reader has gone. */
function writerTo(response: Response, sink: Writable, stopping: AbortSignal): (text: string) => Promise<boolean> {
  let wake = (): void => undefined
  stopping.addEventListener('abort', () => wake(), { once: true })
  sink.on('drain', () => wake())
  response.on('close', () => wake())
  return async (text) => {
    if (response.destroyed) return false
    if (!sink.write(text) && !stopping.aborted) {
      const patience = setTimeout(() => response.destroy(), LONGEST_PAUSE)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      clearTimeout(patience)
    }
    return !response.destroyed
  }
}

/** The last line must leave this machine before the connection ends, or nobody would read it. */
async function breakOff(response: Response, gzip: Gzip | null, lastLine: string): Promise<void> {
  if (response.destroyed) return
  ;(gzip ?? response).write(lastLine)
  let isFlushed = gzip === null
  gzip?.flush(() => {
    isFlushed = true
  })
  for (let waited = 0; waited < LONGEST_FAREWELL && !(isFlushed && isSent(response)); waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  response.socket?.destroy()
}

const LONGEST_FAREWELL = 8000

function isSent(response: Response): boolean {
  return response.destroyed || (response.writableLength === 0 && (response.socket?.writableLength ?? 0) === 0)
}
