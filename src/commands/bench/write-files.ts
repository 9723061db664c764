import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Problem } from '../../domain/errors.ts'

/** A file by its name in a folder. */
export interface OutputFile {
  readonly name: string
  readonly text: string
}

/** A CSV by RFC 4180 with a header and line feeds: cells as they are, no guard against spreadsheets. */
export function csvText(columns: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const lines = [columns.join(',')]
  for (const row of rows) lines.push(row.map((cell) => quoted(String(cell))).join(','))
  return `${lines.join('\n')}\n`
}

/** Writes files so that each appears only when it is complete, the last one (`run.json`) behind all others. */
export async function writeFiles(folder: string, files: readonly OutputFile[]): Promise<void> {
  const unfinished = files.map(({ name }) => join(folder, `.${name}.unfinished`))
  try {
    await mkdir(folder, { recursive: true })
    for (const [index, { text }] of files.entries()) await writeFile(unfinished[index] ?? '', text)
    for (const [index, { name }] of files.entries()) await rename(unfinished[index] ?? '', join(folder, name))
  } catch (cause) {
    for (const path of unfinished) await rm(path, { force: true }).catch(() => undefined)
    if (!(cause instanceof Error)) throw cause
    throw new Problem('folder.unusable', `${folder} cannot be written to: ${cause.message}`, { cause })
  }
}

/** The same of one file by its path. */
export async function writeOneFile(path: string, text: string): Promise<void> {
  await writeFiles(dirname(path), [{ name: basename(path), text }])
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
