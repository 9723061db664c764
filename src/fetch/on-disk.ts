import { type FileHandle, open, rename } from 'node:fs/promises'
import { Problem } from '../domain/errors.ts'

/** Replaces a small file through a draft, so that no half of it is ever seen; its name is on the disk before this returns. */
export async function replaceFile(folder: string, path: string, content: string): Promise<void> {
  const draft = draftOf(path)
  await withFile(await open(draft, 'w', 0o600), async (file) => {
    await file.writeFile(content)
    await file.sync()
  })
  await rename(draft, path)
  if (process.platform !== 'win32') await withFile(await open(folder, 'r'), (opened) => opened.sync())
}

export function draftOf(path: string): string {
  return `${path}.tmp`
}

export async function withFile(file: FileHandle, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(file)
  } finally {
    await file.close()
  }
}

/** @throws {Problem} `folder.unusable` in place of what the disk says */
export async function onDisk<T>(folder: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (cause instanceof Problem || code === undefined) throw cause
    const message = `The folder ${folder} cannot be written to (${code}): free space, or give DATA_DIR another folder.`
    throw new Problem('folder.unusable', message, { cause })
  }
}
