import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Answer } from './answer.ts'

/** How an answer leaves the machine. */
export interface Manner {
  /** The connection ends after so much of the body, although all of it was promised; null: it is sent whole. */
  readonly breaksAfter: number | null
  /** Null: as fast as it goes. */
  readonly bytesPerSecond: number | null
  readonly latencyMs: number
  readonly onSent: (bytes: number) => void
}

const TICK_MS = 20

/** Sends an answer with all of its flaws. Settles when it has left, or when the other side has gone. */
export async function send(response: ServerResponse, answer: Answer, manner: Manner): Promise<void> {
  if (manner.latencyMs > 0) await late(response, manner.latencyMs)
  if (response.destroyed) return
  response.writeHead(answer.status, answer.headers)
  if (response.req.method === 'HEAD' || answer.body.length === 0) {
    response.end()
    return
  }
  const body = answer.body.subarray(0, manner.breaksAfter ?? answer.body.length)
  for (const part of parts(body, manner.bytesPerSecond)) {
    if (response.destroyed) return
    await written(response, part)
    manner.onSent(part.length)
    if (manner.bytesPerSecond !== null) await wait(TICK_MS)
  }
  if (manner.breaksAfter === null) response.end()
  else response.destroy()
}

/** Nobody is waited for who has gone. */
async function late(response: ServerResponse, ms: number): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  await wait(ms, undefined, { signal: gone.signal }).catch(() => undefined)
}

function* parts(body: Buffer, bytesPerSecond: number | null): Generator<Buffer> {
  const size = bytesPerSecond === null ? body.length : Math.max(1, Math.floor((bytesPerSecond * TICK_MS) / 1000))
  for (let from = 0; from < body.length; from += size) yield body.subarray(from, from + size)
}

/** Waits until the part has left, or cannot leave any more. */
function written(response: ServerResponse, part: Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve)
    response.write(part, () => {
      response.off('close', resolve)
      resolve()
    })
  })
}
