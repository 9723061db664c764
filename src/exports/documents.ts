import { join } from 'node:path'
import type { ReleaseManifest, ReleasePlan } from '../ports/releases.ts'
import { dataPackage, tableSchema } from './data-package.ts'
import { dictionary } from './dictionary.ts'
import { loadSql } from './load-sql.ts'
import { readme } from './readme.ts'
import { type Written, writeText } from './written-file.ts'

export const MANIFEST = 'manifest.json'
export const SUMS = 'SHA256SUMS'

/** What explains the files of rows, how they are loaded, and the sums of all. @returns the manifest as it was written */
export async function writeDocuments(
  folder: string,
  { tables }: ReleasePlan,
  rowsOnly: Omit<ReleaseManifest, 'documents'>,
): Promise<ReleaseManifest> {
  const texts: readonly (readonly [path: string, text: string])[] = [
    ...tables.map((table) => [`schema-${table.name}.json`, jsonText(tableSchema(table))] as const),
    ['datapackage.json', jsonText(dataPackage(rowsOnly))],
    ['dictionary.csv', dictionary(tables)],
    ['load.sql', loadSql(tables, rowsOnly)],
    ['README.txt', readme(tables, rowsOnly)],
  ]
  const documents: ReleaseManifest['documents'][number][] = []
  for (const [path, text] of texts) documents.push({ path, ...(await writeText(join(folder, path), text)) })
  const manifest: ReleaseManifest = { ...rowsOnly, documents }
  const own = await writeText(join(folder, MANIFEST), jsonText(manifest))
  await writeText(join(folder, SUMS), sums([...manifest.files, ...documents, { path: MANIFEST, ...own }]))
  return manifest
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** As `sha256sum -c` reads them. */
function sums(files: readonly (Pick<Written, 'sha256'> & { readonly path: string })[]): string {
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`)
  return lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('')
}
