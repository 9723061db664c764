import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { ClusterFiles } from './files.ts'
import { type Owner, run, type ServerAccount } from './run.ts'
import { errorCode, unavailable } from './unavailable.ts'

const OURSELVES: ServerAccount = { prefix: [] }

/**
 * PostgreSQL refuses to run as root, so as root we look for another account: the owner of the cluster, if there is
 * one already; else `postgres` or `nobody`; else the owner of the folder around it. Where none of them can
 * reach the programs and the folder (root's home is private), a user namespace makes root look like such an account;
 * the files then stay root's.
 *
 * @throws {Problem} `database.unavailable` when nothing helps.
 */
export async function serverAccount(files: ClusterFiles, binaries: Binaries): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return OURSELVES
  for (const account of await candidates(files)) {
    if (await canServe({ account, files, binaries })) return account
  }
  throw unavailable(
    `PostgreSQL refuses to run as root, and no other account can reach both ${binaries.postgres} and ${files.folder}: ` +
      'start as an ordinary user, set DATA_DIR to a folder that others may enter, or set DATABASE_URL to a server.',
  )
}

async function candidates({ folder }: ClusterFiles): Promise<readonly ServerAccount[]> {
  const named = (await account('postgres')) ?? (await account('nobody'))
  // initdb refuses a user without a name, also in a namespace
  const { uid, gid } = named ?? { uid: 1000, gid: 1000 }
  const disguised = { prefix: ['unshare', '-U', `--map-user=${uid}`, `--map-group=${gid}`] }
  const current = await ownerOf(join(folder, 'PG_VERSION'))
  if (current !== undefined) return current.uid === 0 ? [disguised] : [{ owner: current, prefix: [] }]
  const neighbour = await ownerOf(dirname(folder))
  const owners = [named, neighbour?.uid === 0 ? undefined : neighbour].filter((owner) => owner !== undefined)
  return [...owners.map((owner) => ({ owner, prefix: [] })), disguised]
}

/** Runs the server program and enters the folder around the cluster, as that account. */
async function canServe(trial: { account: ServerAccount; files: ClusterFiles; binaries: Binaries }): Promise<boolean> {
  const { account, files, binaries } = trial
  const args = ['-c', '"$0" --version && cd "$1"', binaries.postgres, dirname(files.folder)]
  return (await run({ file: '/bin/sh', args, account, libraries: binaries.libraries })).code === 0
}

async function account(name: string): Promise<Owner | undefined> {
  const answers = [await run({ file: 'id', args: ['-u', name] }), await run({ file: 'id', args: ['-g', name] })]
  const [uid, gid] = answers.map(({ code, output }) => (code === 0 ? Number(output) : undefined))
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid }
}

async function ownerOf(path: string): Promise<Owner | undefined> {
  try {
    const { uid, gid } = await stat(path)
    return { uid, gid }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw unavailable(`The owner of ${path} cannot be read (${errorCode(error)}).`, error)
  }
}
