import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Where distributions keep PostgreSQL, by version. */
const VERSIONED = [
  { parent: '/usr/lib/postgresql', bin: 'bin' }, // Debian, Ubuntu
  { parent: '/usr', name: /^pgsql-\d+$/, bin: 'bin' }, // Red Hat, from postgresql.org
  { parent: '/usr/libexec', name: /^postgresql\d+$/, bin: '' }, // Alpine
  { parent: '/opt/homebrew/opt', name: /^postgresql@\d+$/, bin: 'bin' }, // macOS, ARM
  { parent: '/usr/local/opt', name: /^postgresql@\d+$/, bin: 'bin' }, // macOS, Intel
]

/** Folders that may hold a PostgreSQL server: first the empty one, which means PATH, then the newest version first. */
export async function systemFolders(): Promise<readonly string[]> {
  const folders: string[] = []
  for (const { parent, name = /^\d+$/, bin } of VERSIONED) {
    const entries = await readdir(parent).catch(() => [])
    folders.push(...entries.filter((entry) => name.test(entry)).map((entry) => join(parent, entry, bin)))
  }
  const newestFirst = folders.toSorted((one, other) => versionIn(other) - versionIn(one))
  return ['', ...newestFirst, '/usr/local/pgsql/bin']
}

function versionIn(folder: string): number {
  return Number(/\d+/.exec(folder)?.[0])
}
