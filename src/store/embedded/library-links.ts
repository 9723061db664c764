import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rm, symlink } from 'node:fs/promises'
import { basename, delimiter, dirname, join } from 'node:path'
import { errorCode, unusableFolder } from './unavailable.ts'

interface Link {
  /** Both relative to the package's folder, for example `native/lib/libpq.so.5.18` and `native/lib/libpq.so.5`. */
  readonly source: string
  readonly target: string
}

/**
 * npm packages cannot hold links, so the package makes its library links in an install script. This makes those
 * that are missing, which is all of them after `npm ci --ignore-scripts`.
 *
 * @returns the library search path that the programs then need, when the package's own folder cannot be written and the
 *   links had to go to `spare`.
 */
export async function completeLibraries(packageFolder: string, spare: string): Promise<string | undefined> {
  const links = await listedLinks(packageFolder)
  const missing = links.filter(({ target }) => !existsSync(join(packageFolder, target)))
  if (missing.length === 0) return undefined
  try {
    for (const { source, target } of missing) await link(basename(source), join(packageFolder, target))
    return undefined
  } catch {
    const inSpare = links.map(({ source, target }) => ({ to: join(packageFolder, source), at: basename(target) }))
    await fillSpare(spare, inSpare)
    // both: a library that is found by its link in `spare` looks for its own needs there, not where it really is
    return [spare, join(packageFolder, 'native', 'lib')].join(delimiter)
  }
}

async function fillSpare(spare: string, links: readonly { to: string; at: string }[]): Promise<void> {
  try {
    await rm(spare, { recursive: true, force: true })
    await mkdir(spare)
    await chmod(spare, 0o755) // the server's account reads it, whatever our umask
    for (const { to, at } of links) await link(to, join(spare, at))
  } catch (error) {
    throw unusableFolder(dirname(spare), error)
  }
}

async function listedLinks(packageFolder: string): Promise<readonly Link[]> {
  try {
    const list: unknown = JSON.parse(await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8'))
    return Array.isArray(list) ? list.filter(isLink) : []
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [] // Windows has no links
    throw error
  }
}

function isLink(value: unknown): value is Link {
  if (typeof value !== 'object' || value === null || !('source' in value) || !('target' in value)) return false
  const { source, target } = value
  return typeof source === 'string' && typeof target === 'string' && dirname(source) === dirname(target)
}

async function link(to: string, at: string): Promise<void> {
  try {
    await symlink(to, at)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error // another process was faster
  }
}
