import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Problem } from '../../domain/errors.ts'
import type { Sha256 } from '../../domain/ids.ts'

export interface WrittenBlob {
  readonly blob: Sha256
  readonly bytes: number
}

/** Files named after the SHA-256 of their bytes, in a private folder. */
export interface BlobFiles {
  readonly pathOf: (blob: Sha256) => string
  readonly write: (content: AsyncIterable<Buffer>) => Promise<WrittenBlob>
  /** Whether the file still is what its name says. */
  readonly check: (blob: Sha256) => Promise<'sound' | 'missing' | 'damaged'>
}

export function blobFiles(folder: string): BlobFiles {
  const pathOf = (blob: Sha256) => join(folder, blob.slice(0, 2), blob)
  return {
    pathOf,
    write: (content) => write(folder, pathOf, content).catch((cause) => refuse(folder, cause)),
    check: (blob) => check(pathOf(blob), blob),
  }
}

async function check(path: string, blob: Sha256): Promise<'sound' | 'missing' | 'damaged'> {
  if (!(await exists(path))) return 'missing'
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk)
  } catch {
    return 'damaged'
  }
  return hash.digest('hex') === blob ? 'sound' : 'damaged'
}

/** The bytes are on the disk, and so is their name, before this returns. */
async function write(
  folder: string,
  pathOf: (blob: Sha256) => string,
  content: AsyncIterable<Buffer>,
): Promise<WrittenBlob> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await sweepDrafts(folder)
  const draft = join(folder, `draft-${process.pid}-${randomUUID()}.tmp`)
  try {
    const { blob, bytes } = await writeDraft(draft, content)
    const path = pathOf(blob)
    if (await exists(path)) return { blob, bytes }
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rename(draft, path)
    await syncFolder(dirname(path))
    await syncFolder(folder)
    return { blob, bytes }
  } finally {
    await rm(draft, { force: true })
  }
}

/** Drafts of processes that were killed in the middle of writing. */
async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^draft-(\d+)-.*\.tmp$/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function writeDraft(path: string, content: AsyncIterable<Buffer>): Promise<{ blob: Sha256; bytes: number }> {
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of content) {
      hash.update(chunk)
      bytes += chunk.length
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { blob: hash.digest('hex') as Sha256, bytes }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function refuse(folder: string, cause: unknown): never {
  const code = (cause as NodeJS.ErrnoException).code
  if (cause instanceof Problem || code === undefined) throw cause
  const message = `The folder ${folder} cannot be written to (${code}). Free space or give DATA_DIR another folder.`
  throw new Problem('folder.unusable', message, { cause })
}
