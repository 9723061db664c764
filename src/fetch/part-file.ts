import { type FileHandle, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { draftOf, onDisk, replaceFile, withFile } from './on-disk.ts'
import { type PartState, readState, writtenState } from './part-state.ts'

/** A file that is half fetched, and what it is half of. One call at a time works on it. */
export interface PartFile {
  readonly path: string
  /** What is there, and how many bytes of it are whole blocks. Null: nothing that may be trusted. */
  readonly found: (url: string, blockBytes: number) => Promise<{ state: PartState; doneBytes: number } | null>
  /** From here on nothing is there but the state. */
  readonly begin: (state: PartState) => Promise<void>
  /** The block is on the disk before this returns. */
  readonly write: (block: Buffer, position: number) => Promise<void>
  /** Replaces what is there, of which nothing can be gone on with until `complete`. How many bytes it took. */
  readonly writeStream: (chunks: AsyncIterable<Buffer>) => Promise<number>
  readonly complete: (state: PartState) => Promise<void>
  readonly drop: () => Promise<void>
}

/** @throws {RangeError} on a name of other than lower-case letters, digits and hyphens */
export function partFile(folder: string, partName: string): PartFile {
  if (!/^[a-z0-9-]+$/.test(partName)) throw new RangeError(`“${partName}” names no part: use a-z, 0-9 and hyphens`)
  const path = join(folder, `${partName}.part`)
  const statePath = join(folder, `${partName}.json`)
  const drop = async () => {
    for (const name of [statePath, draftOf(statePath), path]) await rm(name, { force: true, recursive: true })
  }
  const restart = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await drop()
    return open(path, 'wx', 0o600)
  }
  const usable = <T>(work: Promise<T>) => onDisk(folder, work)
  return {
    path,
    found: (url, blockBytes) => found({ path, statePath }, url, blockBytes),
    begin: async (state) => {
      const file = await usable(restart())
      await usable(file.close())
      await usable(replaceFile(folder, statePath, writtenState(state)))
    },
    write: (block, position) =>
      usable(open(path, 'r+').then((opened) => withFile(opened, (file) => writeAll(file, block, position)))),
    writeStream: async (chunks) => {
      const file = await usable(restart())
      try {
        let bytes = 0
        for await (const chunk of chunks) {
          await usable(writeChunk(file, chunk, bytes))
          bytes += chunk.length
        }
        await usable(file.datasync())
        return bytes
      } finally {
        await file.close()
      }
    },
    complete: (state) => usable(replaceFile(folder, statePath, writtenState(state))),
    drop: () => usable(drop()),
  }
}

interface Paths {
  readonly path: string
  readonly statePath: string
}

async function found({ path, statePath }: Paths, url: string, blockBytes: number) {
  const text = await readFile(statePath, 'utf8').catch(nothing)
  const info = await stat(path).catch(nothing)
  const state = text === null ? null : readState(text, url, blockBytes)
  if (state === null || info === null || !info.isFile() || info.size > state.bytes) return null
  const doneBytes = info.size === state.bytes ? info.size : info.size - (info.size % blockBytes)
  return doneBytes === 0 ? null : { state, doneBytes }
}

/** Whatever cannot be read is not there. */
function nothing(): null {
  return null
}

async function writeAll(file: FileHandle, block: Buffer, position: number): Promise<void> {
  await writeChunk(file, block, position)
  await file.datasync()
}

/** A write may take a part only. */
async function writeChunk(file: FileHandle, chunk: Buffer, position: number): Promise<void> {
  let written = 0
  while (written < chunk.length) {
    written += (await file.write(chunk, written, chunk.length - written, position + written)).bytesWritten
  }
}
