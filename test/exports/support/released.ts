import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { unguarded } from '../../../src/domain/csv.ts'
import { fileShelf } from '../../../src/exports/file-shelf.ts'
import { redistributionOf } from '../../../src/pipeline/redistribution.ts'
import { type ReleaseDeps, type ReleaseRequest, release } from '../../../src/pipeline/release.ts'
import type { ManifestFile, ReleaseManifest, ReleaseRow, ReleaseTableName } from '../../../src/ports/releases.ts'
import { sources } from '../../../src/sources/registry.ts'
import { postgresReleaseArchive } from '../../../src/store/postgres/releases/store.ts'
import type { TestArchive } from '../../support/archive.ts'

export function releaseDeps({ database }: TestArchive, folder: string, redistribute: string[] = []): ReleaseDeps {
  const manifests = sources.map(({ manifest }) => manifest)
  return {
    releaseArchive: postgresReleaseArchive(database),
    shelf: fileShelf(folder),
    redistribution: redistributionOf(manifests, redistribute),
  }
}

export async function releaseInto(
  archive: TestArchive,
  folder: string,
  { redistribute = [], ...request }: Partial<ReleaseRequest> & { readonly redistribute?: string[] } = {},
): Promise<{ manifest: ReleaseManifest; folder: string }> {
  const { manifest } = await release(releaseDeps(archive, folder, redistribute), {
    asOf: null,
    signal: new AbortController().signal,
    onRows: () => undefined,
    ...request,
  })
  return { manifest, folder: join(folder, manifest.id) }
}

/** Rows of a CSV of a release as they were in the archive, its header first. */
export function csvRows(folder: string, path: string): string[][] {
  return parse(gunzipSync(readFileSync(join(folder, path))), { record_delimiter: '\r\n' })
}

/** The same with the guard of texts taken off. */
export function releasedRows(folder: string, { path, table }: Pick<ManifestFile, 'path' | 'table'>): ReleaseRow[] {
  const [header = [], ...rows] = csvRows(folder, path)
  const isText = header.map((name) => textColumns(folder, table).has(name))
  return rows.map((row) => row.map((cell, index) => (cell === '' ? null : isText[index] ? unguarded(cell) : cell)))
}

function textColumns(folder: string, table: ReleaseTableName): ReadonlySet<string> {
  const [, ...rows] = parse(readFileSync(join(folder, 'dictionary.csv'), 'utf8')) as string[][]
  return new Set(rows.filter(([of, , kind]) => of === table && kind === 'text').map(([, name]) => name ?? ''))
}

export function csvFilesOf({ files }: ReleaseManifest, table: ReleaseTableName): ManifestFile[] {
  return files.filter((file) => file.table === table && file.format === 'csv.gz')
}
