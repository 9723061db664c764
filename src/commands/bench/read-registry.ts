import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../domain/errors.ts'
import { readFecFolder } from '../../registries/fec/read-folder.ts'
import type { RegistryNames } from '../../sponsors/resolution.ts'

export interface RegistryFolder {
  readonly names: RegistryNames
  /** Its files, for the record of the run. */
  readonly files: readonly { readonly file: string; readonly sha256: string }[]
  /** When each of them was last written, by its name. */
  readonly dates: Readonly<Record<string, string>>
}

/** Reads a folder of a registry's files. @throws {Problem} `file.missing`, or `file.unknown_format` where it has no committee. */
export async function readRegistry(folder: string): Promise<RegistryFolder> {
  const names = await filesOf(folder)
  const entries = await readFecFolder(folder)
  if (entries.length === 0) {
    throw new Problem('file.unknown_format', `${folder} holds no file of committees that could be read`)
  }
  const files: { file: string; sha256: string }[] = []
  const dates: Record<string, string> = {}
  for (const file of names) {
    const path = join(folder, file)
    files.push({
      file,
      sha256: createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    })
    dates[file] = (await stat(path)).mtime.toISOString().slice(0, 10)
  }
  return { names: { entries }, files, dates }
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort()
  } catch (cause) {
    throw new Problem('file.missing', `there is no folder ${folder}`, { cause })
  }
}
