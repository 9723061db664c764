import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { ClusterFiles } from './files.ts'
import type { ServerAccount } from './run.ts'
import { run } from './run.ts'
import { errorCode, unavailable, unreadableCluster, unusableFolder } from './unavailable.ts'

/** The superuser of every cluster we make. */
export const USER = 'paidfor'

/** The major version of the cluster in `folder`, nothing when there is no cluster yet. */
export async function clusterVersion(folder: string): Promise<number | undefined> {
  try {
    return Number(await readFile(join(folder, 'PG_VERSION'), 'utf8'))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw await unreadableCluster(folder, error)
  }
}

/** @throws {Problem} `database.unavailable` when the file is missing: PostgreSQL itself keeps no readable copy. */
export async function readPassword({ password, folder }: ClusterFiles): Promise<string> {
  try {
    return (await readFile(password, 'utf8')).trim()
  } catch (error) {
    throw unavailable(
      `The password of the embedded PostgreSQL in ${folder} cannot be read from ${password} (${errorCode(error)}): ` +
        'bring that file back from a backup; it belongs to the same backup as the folder.',
      error,
    )
  }
}

/**
 * Makes the cluster. It appears in its place complete or not at all: `initdb` fills a folder beside it.
 *
 * @throws {Problem} `database.unavailable`
 */
export async function createCluster(
  files: ClusterFiles,
  { binaries, account, log }: { binaries: Binaries; account: ServerAccount; log: (line: string) => void },
): Promise<void> {
  await refuseStrangers(files.folder)
  log(`Making a database in ${files.folder}`)
  try {
    await rm(files.unfinished, { recursive: true, force: true })
    await rm(files.password, { force: true })
    await writeFile(files.password, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
    await mkdir(files.unfinished)
    await chmod(files.unfinished, 0o700)
    for (const path of [files.password, files.unfinished]) await handOver(path, account)
  } catch (error) {
    throw unusableFolder(dirname(files.unfinished), error)
  }
  await initialise(files, { binaries, account })
  await moveIn(files)
}

/** An empty folder in our place is replaced, anything else is not ours to touch. */
async function refuseStrangers(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error) => {
    if (errorCode(error) === 'ENOENT') return []
    throw unusableFolder(folder, error)
  })
  if (entries.length === 0) return
  throw unavailable(`${folder} holds something other than a database: move it away, or set DATA_DIR to another folder.`)
}

async function handOver(path: string, { owner }: ServerAccount): Promise<void> {
  if (owner !== undefined) await chown(path, owner.uid, owner.gid)
}

async function initialise(files: ClusterFiles, how: { binaries: Binaries; account: ServerAccount }): Promise<void> {
  const { binaries, account } = how
  const common = [
    ...['-D', files.unfinished, `--username=${USER}`, `--pwfile=${files.password}`],
    ...['--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums', '--no-sync', '--no-instructions'],
  ]
  const outputs: string[] = []
  for (const locale of locales(binaries.major)) {
    const args = [...common, ...locale]
    const { code, output } = await run({ file: binaries.initdb, args, account, libraries: binaries.libraries })
    if (code === 0) return
    outputs.push(output)
  }
  await rm(files.unfinished, { recursive: true, force: true })
  const reason = outputs.flatMap((output) => output.split('\n')).find((line) => /error|fatal/i.test(line)) ?? outputs[0]
  throw unavailable(
    `The embedded PostgreSQL could not make a database in ${files.folder}: ${binaries.initdb} says “${reason?.trim()}”. ` +
      'Set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL server of your own.',
  )
}

/** Case folding for every language and order by code point, whatever locales the machine has. */
function locales(major: number): readonly (readonly string[])[] {
  if (major >= 17) return [['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']]
  return ['C.UTF-8', 'en_US.UTF-8'].map((name) => ['--locale=C', `--lc-ctype=${name}`])
}

async function moveIn({ folder, unfinished }: ClusterFiles): Promise<void> {
  try {
    await rmdir(folder).catch((error) => {
      if (errorCode(error) !== 'ENOENT') throw error
    })
    await rename(unfinished, folder)
  } catch (error) {
    throw unusableFolder(folder, error)
  }
}
