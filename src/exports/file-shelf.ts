import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseAsOf } from '../domain/moment.ts'
import type { ReleaseManifest, ReleaseShelf } from '../ports/releases.ts'
import { buildRelease } from './build-release.ts'
import { MANIFEST, SUMS } from './documents.ts'

/** Releases as folders of files. One whose manifest cannot be read is none. */
export function fileShelf(path: string): ReleaseShelf {
  const folder = resolve(path)
  const manifestOf = manifests(folder)
  return {
    folder,
    releases: async () => {
      const names = await readdir(folder).catch(() => [])
      const found = await Promise.all(names.filter(isReleaseId).map(manifestOf))
      return found.flatMap((each) => (each === null ? [] : [each.manifest])).sort(newestFirst)
    },
    release: async (id) => (isReleaseId(id) ? ((await manifestOf(id))?.manifest ?? null) : null),
    file: async (id, name) => {
      const found = isReleaseId(id) ? await manifestOf(id) : null
      const sha256 = found?.sums.get(name)
      return sha256 === undefined ? null : { path: join(folder, id, name), name, sha256 }
    },
    damaged: async (id, signal) => {
      const found = isReleaseId(id) ? await manifestOf(id) : null
      const bad: string[] = []
      for (const [name, sha256] of found?.sums ?? []) {
        if ((await sha256Of(join(folder, id, name), signal)) !== sha256) bad.push(name)
      }
      return bad
    },
    build: (plan, batches, options) => buildRelease(folder, plan, batches, options),
  }
}

interface KnownRelease {
  readonly manifest: ReleaseManifest
  /** What may be read of it, by name; nothing else may. */
  readonly sums: ReadonlyMap<string, string>
}

/** A release never changes: its manifest is read once, and again where another lies in its place. */
function manifests(folder: string): (id: string) => Promise<KnownRelease | null> {
  const known = new Map<string, KnownRelease & { readonly mark: string }>()
  return async (id) => {
    const info = await stat(join(folder, id, MANIFEST)).catch(() => null)
    const mark = info === null ? '' : [info.ino, info.mtimeMs, info.size].join(' ')
    const before = known.get(id)
    if (before?.mark === mark) return before
    known.delete(id)
    const found = await readRelease(join(folder, id), id)
    if (found !== null) known.set(id, { ...found, mark })
    return found
  }
}

async function readRelease(folder: string, id: string): Promise<KnownRelease | null> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null)
  const sumsText = await readFile(join(folder, SUMS), 'utf8').catch(() => null)
  const manifest = text === null ? null : parsed(text)
  if (manifest === null || manifest.id !== id || sumsText === null) return null
  const listed = [...manifest.files, ...manifest.documents].map(({ path, sha256 }) => [path, sha256] as const)
  const [, ownSum = ''] = OWN_SUM.exec(sumsText) ?? []
  const own = [
    [MANIFEST, ownSum],
    [SUMS, createHash('sha256').update(sumsText).digest('hex')],
  ] as const
  return { manifest, sums: new Map([...listed, ...own].filter(([path]) => isPlainName(path))) }
}

const OWN_SUM = /^([0-9a-f]{64}) {2}manifest\.json$/m

/** It was written by `documents.ts`, so its shape is trusted as far as it is one. */
function parsed(text: string): ReleaseManifest | null {
  try {
    const value = JSON.parse(text)
    return Array.isArray(value?.files) && Array.isArray(value?.documents) ? value : null
  } catch {
    return null
  }
}

function isReleaseId(name: string): boolean {
  try {
    return 'moment' in parseAsOf(name)
  } catch {
    return false
  }
}

function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)
}

function newestFirst(a: ReleaseManifest, b: ReleaseManifest): number {
  return b.asOf.revision - a.asOf.revision
}

/** Null where it cannot be read. @throws the signal's reason */
async function sha256Of(path: string, signal: AbortSignal): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path, { signal })) hash.update(chunk)
  } catch {
    signal.throwIfAborted()
    return null
  }
  return hash.digest('hex')
}
