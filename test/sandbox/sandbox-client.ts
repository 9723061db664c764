import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get, type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { zipMembers } from '../../src/store/blobs/zip.ts'

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** As much as came. */
  readonly body: Buffer
  /** False: the connection ended before all that was promised had come. */
  readonly isWhole: boolean
  readonly tookMs: number
}

/** One request, no redirect followed, nothing unpacked: what is on the wire. */
export function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = []
      const told = (isWhole: boolean) =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
          isWhole,
          tookMs: performance.now() - started,
        })
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => told(true))
      response.on('error', () => told(false))
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** Asks and goes away after the first bytes of the body. */
export function askAndLeave(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { agent: false }, (response) => {
      response.once('data', () => {
        response.destroy()
        resolve()
      })
    })
    asked.on('error', reject)
  })
}

/** Text of the members by name. */
export async function membersOf(bytes: Buffer): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-sandbox-'))
  try {
    const path = join(folder, 'a.zip')
    await writeFile(path, bytes)
    const found: Record<string, string> = {}
    for (const member of await zipMembers(path)) found[member.name] = (await buffer(member.bytes())).toString()
    return found
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Lines of a text without the end of the last. */
export function linesOf(text: string | undefined, lineEnd = '\n'): readonly string[] {
  return (text ?? '').split(lineEnd).slice(0, -1)
}

export function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest()
}
