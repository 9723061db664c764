import { constants } from 'node:fs'
import { access, mkdir, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { errorCode, unusableFolder } from './unavailable.ts'

/** Where one cluster keeps its things. All but the cluster itself stand beside it: `initdb` wants an empty folder. */
export interface ClusterFiles {
  /** The cluster. Its path has no symbolic links, so that two spellings of one place meet. */
  readonly folder: string
  /** The cluster while `initdb` fills it. */
  readonly unfinished: string
  readonly password: string
  readonly log: string
  readonly lock: string
  /** Links to libraries, where the package's own folder cannot be written. */
  readonly libraries: string
}

/**
 * Makes the parents of `folder` if they are missing, with the normal mode: only the cluster is private.
 *
 * @throws {Problem} `database.unavailable` when the place cannot be written.
 */
export async function clusterFiles(wanted: string): Promise<ClusterFiles> {
  const parent = dirname(resolve(wanted))
  try {
    await mkdir(parent, { recursive: true })
    const folder = await realFolder(join(parent, basename(wanted)))
    await access(dirname(folder), constants.R_OK | constants.W_OK | constants.X_OK)
    return {
      folder,
      unfinished: `${folder}.new`,
      password: `${folder}.password`,
      log: `${folder}.log`,
      lock: `${folder}.lock`,
      libraries: `${folder}.lib`,
    }
  } catch (error) {
    throw unusableFolder(parent, error)
  }
}

async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    return join(await realpath(dirname(folder)), basename(folder))
  }
}
