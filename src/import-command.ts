import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { CalendarDate } from './domain/calendar.ts'
import { Problem } from './domain/errors.ts'
import { type ImportDeps, type ImportOutcome, importFile } from './pipeline/import-file.ts'
import type { Source } from './ports/source.ts'

export interface ImportCommand {
  readonly source: Source
  readonly paths: readonly string[]
  readonly observedOn: CalendarDate | null
}

/** What became of a content, under the name by which the operator knows it. */
export type NamedOutcome = ImportOutcome & {
  /** Base name, or the path within the folder that was given; `x.zip!member.csv` for members. */
  readonly file: string
  /** A folder or an archive may hold other things; a file that was named was meant. */
  readonly wasNamed: boolean
}

/** Imports files and folders one by one; what cannot be read is an outcome and stops nothing else. */
export async function* runImport(deps: ImportDeps, command: ImportCommand): AsyncGenerator<NamedOutcome> {
  for (const path of command.paths) {
    for await (const { file, name, wasNamed } of filesOf(path)) {
      for await (const outcome of outcomes(deps, command, file)) {
        const member = outcome.name.slice(basename(file).length)
        yield { ...outcome, file: `${name}${member}`, wasNamed: wasNamed && member === '' }
      }
    }
  }
}

async function* outcomes(deps: ImportDeps, command: ImportCommand, path: string): AsyncGenerator<ImportOutcome> {
  try {
    const folder = dirname(resolve(path))
    yield* importFile(deps, {
      source: command.source,
      path,
      observedOn: command.observedOn,
      folder: basename(folder),
      neighbours: () => filesBeside(path, folder),
    })
  } catch (problem) {
    if (!(problem instanceof Problem) || !/^(file|record)\./.test(problem.code)) throw problem
    yield { name: basename(path), kind: 'refused', problem }
  }
}

/** So few can be the members of one bundle. */
const MOST_NEIGHBOURS = 20

async function filesBeside(path: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile() && entry.name !== basename(path))
  return files.length > MOST_NEIGHBOURS ? [] : files.map((entry) => join(folder, entry.name))
}

interface FoundFile {
  readonly file: string
  readonly name: string
  readonly wasNamed: boolean
}

/** A file is itself; a folder is all files below it, by name, without hidden ones. */
export async function* filesOf(path: string): AsyncGenerator<FoundFile> {
  const info = await stat(path).catch(() => null)
  if (info?.isDirectory() !== true) {
    yield { file: path, name: basename(path), wasNamed: true }
    return
  }
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((cause) => {
    throw new Problem('file.missing', `The folder ${path} cannot be read (${cause.code}): check who may.`, { cause })
  })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort()) {
    const name = relative(path, file)
    if (!name.split(/[\\/]/).some((part) => part.startsWith('.'))) yield { file, name, wasNamed: false }
  }
}
