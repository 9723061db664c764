import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { JsonValue } from '../ports/crawling.ts'
import type { Spool, Spools } from '../ports/spools.ts'
import { draftOf, onDisk, replaceFile, withFile } from './on-disk.ts'

const STATE = '.state'

/** Passes under way lie here, two files each: lines, and a state that says how many bytes of them count. Private. */
export function spoolFiles(folder: string): Spools {
  return {
    open: (source, unit) => onDisk(folder, spoolAt(folder, `${source}~${unit}`)),
    left: async (source) => {
      const names = await readdir(folder).catch(() => [])
      const own = names.filter((name) => name.startsWith(`${source}~`) && name.endsWith(STATE))
      return own.map((name) => name.slice(source.length + 1, -STATE.length)).sort()
    },
  }
}

async function spoolAt(folder: string, name: string): Promise<Spool> {
  if (!/^[A-Za-z0-9~.-]{1,200}$/.test(name)) throw new RangeError(`“${name}” names no pass`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const paths = { folder, lines: join(folder, `${name}.jsonl`), state: join(folder, `${name}${STATE}`) }
  const found = await foundAt(paths)
  let bytes = found?.bytes ?? 0
  return {
    path: paths.lines,
    size: () => bytes,
    state: found?.state ?? null,
    append: (lines, state) =>
      onDisk(folder, append(paths, { lines, state, bytes })).then((now) => {
        bytes = now
      }),
    forget: () => onDisk(folder, forget(paths)),
  }
}

interface Paths {
  readonly folder: string
  readonly lines: string
  readonly state: string
}

interface Written {
  readonly bytes: number
  readonly state: JsonValue
}

/** What is not whole is not there: behind the bytes that the state speaks of, lines may have been cut. */
async function foundAt(paths: Paths): Promise<Written | null> {
  const text = await readFile(paths.state, 'utf8').catch(() => null)
  const written = text === null ? null : readWritten(text)
  const info = await stat(paths.lines).catch(() => null)
  const isSound = written !== null && (info?.size ?? 0) >= written.bytes
  if (isSound) return written
  await forget(paths)
  return null
}

function readWritten(text: string): Written | null {
  try {
    const { bytes, state } = Object(JSON.parse(text)) as Partial<Written>
    return Number.isSafeInteger(bytes) && state !== undefined ? { bytes: bytes as number, state } : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The lines first, then the state that makes them count, through a draft. @returns how many bytes now count */
async function append(paths: Paths, news: Written & { readonly lines: readonly string[] }): Promise<number> {
  const added = Buffer.from(news.lines.map((line) => `${line}\n`).join(''))
  const total = news.bytes + added.length
  await withFile(await open(paths.lines, 'a+', 0o600), async (file) => {
    await file.truncate(news.bytes)
    await file.appendFile(added)
    await file.datasync()
  })
  await replaceFile(paths.folder, paths.state, JSON.stringify({ bytes: total, state: news.state }))
  return total
}

async function forget({ state, lines }: Paths): Promise<void> {
  for (const path of [state, draftOf(state), lines]) await rm(path, { force: true })
}
