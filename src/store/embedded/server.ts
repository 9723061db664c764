import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Anchor } from './anchor.ts'
import { serverAccount } from './as-user.ts'
import { findBinaries } from './binaries.ts'
import { clusterVersion, createCluster, readPassword, USER } from './cluster.ts'
import { type ClusterFiles, clusterFiles } from './files.ts'
import { launch } from './launch.ts'
import { withLock } from './lock.ts'
import { livePostmaster, stopPostmaster } from './postmaster.ts'
import { reach } from './reach.ts'
import { lastWords, unavailable } from './unavailable.ts'

/** A private PostgreSQL. Disposing it stops the server, unless another process uses it too. */
export interface EmbeddedPostgres {
  /** `postgres://paidfor:<password>@127.0.0.1:<port>/postgres`, of a superuser. Holds until the server stops. */
  readonly url: string
  /** Settles when the server has dropped our connection without being asked: it crashed, or somebody stopped it. */
  readonly lost: Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

interface Reached {
  readonly anchor: Anchor
  readonly url: string
}

interface Context {
  readonly files: ClusterFiles
  readonly log: (line: string) => void
  readonly major?: number | undefined
  readonly onLoss: () => void
}

const ATTEMPTS = 3

/**
 * Starts the PostgreSQL whose cluster is `folder`, or shares the one that already runs there, whoever started it.
 * The first start makes the cluster. Password, log and lock file stand beside it (`<folder>.password` and so on).
 *
 * The server is a process of its own: it survives Ctrl-C and even a killed Node, and does not keep Node running.
 * Close your own connections before you dispose: the last one to leave cuts them off.
 *
 * @throws {Problem} `database.unavailable`, whatever the reason.
 */
export async function startEmbeddedPostgres({
  folder,
  log = () => {},
  major,
}: {
  folder: string
  log?: (line: string) => void
  /** The major version of a cluster that is yet to be made; without it the newest there is. */
  major?: number | undefined
}): Promise<EmbeddedPostgres> {
  let onLoss = () => {}
  const lost = new Promise<void>((resolve) => {
    onLoss = resolve
  })
  const context = { files: await clusterFiles(folder), log, major, onLoss }
  const { anchor, url } = await withLock(context.files.lock, { patience: 360_000, log }, () => adoptOrStart(context))
  let left: Promise<void> | undefined
  return {
    url,
    lost,
    [Symbol.asyncDispose]: () => {
      left ??= leave(anchor, context)
      return left
    },
  }
}

async function adoptOrStart(context: Context): Promise<Reached> {
  const { files } = context
  const logged = await stat(files.log).catch(() => undefined)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const reached = (await adopt(context)) ?? (await start(context))
    if (reached !== undefined) return reached
    await sleep(300 * attempt) // a port taken in between; processes of a killed server that are not yet gone
  }
  throw unavailable(
    `PostgreSQL in ${files.folder} does not start: ${await lastWords(files.log, logged?.size ?? 0)}. ` +
      'If that line does not help, set DATA_DIR to a new folder, or set DATABASE_URL to a server of your own.',
  )
}

async function adopt(context: Context): Promise<Reached | undefined> {
  const { files, log } = context
  const found = await livePostmaster(files.folder)
  if (found === undefined) return undefined
  const findPort = async () => (await livePostmaster(files.folder))?.port
  const reached = await connect(context, { findPort, password: await readPassword(files), silence: 10_000 })
  if (reached === 'silent') {
    log(`PostgreSQL in ${files.folder} (process ${found.pid}) does not answer: stopping it`)
    await stopPostmaster(found, { patience: 10_000 })
  }
  if (typeof reached === 'string') return undefined
  log(`Using the PostgreSQL that runs in ${files.folder} (process ${found.pid})`)
  return reached
}

async function start(context: Context): Promise<Reached | undefined> {
  const { files, log, major } = context
  const wanted = await clusterVersion(files.folder)
  const binaries = await findBinaries({ spare: files.libraries, wanted: wanted ?? major })
  if (wanted !== undefined && wanted !== binaries.major) {
    throw unavailable(
      `The database in ${files.folder} is of PostgreSQL ${wanted} and the programs here are ${binaries.version}: ` +
        `install PostgreSQL ${wanted} and set DATABASE_URL, or set DATA_DIR to a new folder and load the data again.`,
    )
  }
  const how = { binaries, account: await serverAccount(files, binaries) }
  if (wanted === undefined) await createCluster(files, { ...how, log })
  const password = await readPassword(files)
  const launched = await launch(files, how)
  const findPort = async () => (launched.hasEnded() ? undefined : launched.port)
  const reached = await connect(context, { findPort, password, silence: 60_000 }).catch(async (error) => {
    await stopIfAlive(files)
    throw error
  })
  if (typeof reached !== 'string') {
    log(`Started PostgreSQL ${binaries.version} in ${files.folder}, port ${launched.port}`)
    return reached
  }
  if (reached === 'silent') await stopIfAlive(files)
  const failure = launched.failure()
  if (failure === undefined) return undefined
  throw unavailable(`${binaries.postgres} cannot be run (${failure}): set DATABASE_URL to a server.`, failure)
}

async function connect(
  { files, log, onLoss: report }: Context,
  how: { findPort: () => Promise<number | undefined>; password: string; silence: number },
): Promise<Reached | 'gone' | 'silent'> {
  const onLoss = () => {
    log(`PostgreSQL in ${files.folder} dropped its connections; its log is ${files.log}`)
    report()
  }
  const anchor = await reach({ ...how, folder: files.folder, onLoss })
  if (typeof anchor === 'string') return anchor
  return { anchor, url: `postgres://${USER}:${how.password}@127.0.0.1:${anchor.port}/postgres` }
}

/** A server that cannot be asked is left alone: the next start adopts or replaces it. */
async function leave(anchor: Anchor, { files, log }: Context): Promise<void> {
  try {
    await withLock(files.lock, { patience: 15_000, log }, async () => {
      const isLast = await anchor.isLast()
      await anchor.weigh()
      if (!isLast) return
      await stopIfAlive(files)
      log(`Stopped PostgreSQL in ${files.folder}`)
    })
  } catch (error) {
    await anchor.weigh()
    log(`PostgreSQL in ${files.folder} is left as it is: ${error instanceof Error ? error.message : error}`)
  }
}

async function stopIfAlive({ folder }: ClusterFiles): Promise<void> {
  const postmaster = await livePostmaster(folder)
  if (postmaster !== undefined) await stopPostmaster(postmaster, { patience: 60_000 })
}
