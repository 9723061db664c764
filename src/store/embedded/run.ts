import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

export interface Owner {
  readonly uid: number
  readonly gid: number
}

/** As whom the server runs. */
export interface ServerAccount {
  /** Whose the cluster's files must be and who runs the programs; nobody in particular means we. */
  readonly owner?: Owner
  /** What stands in front of each command. */
  readonly prefix: readonly string[]
}

/** A program, what it is told, and who runs it. */
interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly account?: ServerAccount
  /** A search path for libraries, where the program cannot find its own. */
  readonly libraries?: string | undefined
}

/** Milliseconds; `initdb` on a slow disk is the longest. */
const LONGEST_RUN = 300_000

/** Runs a program to its end. A program that cannot even be started ends with code null and says why. */
export async function run(command: Command): Promise<{ readonly code: number | null; readonly output: string }> {
  return await new Promise((resolve) => {
    let output = ''
    let limit: NodeJS.Timeout | undefined
    const take = (chunk: Buffer) => {
      output += chunk.toString()
    }
    const end = (code: number | null, said: string) => {
      clearTimeout(limit)
      resolve({ code, output: said.trim() })
    }
    try {
      const child = spawnCommand(command, { stdio: ['ignore', 'pipe', 'pipe'] })
      child.stdout?.on('data', take)
      child.stderr?.on('data', take)
      child.once('error', (error) => end(null, String(error)))
      child.once('close', (code) => end(code, output))
      // not the option `timeout`: its timer stays, and keeps Node running, when the program cannot be started
      limit = setTimeout(() => child.kill('SIGKILL'), LONGEST_RUN)
    } catch (error) {
      end(null, String(error))
    }
  })
}

/** The working folder is `/`, the only one that every account may enter. */
export function spawnCommand({ file, args, account, libraries }: Command, options: SpawnOptions): ChildProcess {
  const [program = file, ...rest] = [...(account?.prefix ?? []), file, ...args]
  const as = account?.owner ?? {}
  return spawn(program, rest, { cwd: '/', env: environment(libraries), windowsHide: true, ...as, ...options })
}

/**
 * A few variables only: the server outlives us and must not carry our secrets, nor take PGDATA, PGOPTIONS
 * or a locale that the machine lacks from the shell it was started in.
 */
function environment(libraries: string | undefined): NodeJS.ProcessEnv {
  // biome-ignore lint/style/noProcessEnv: these are the machine's variables, not settings of ours
  const { PATH, SYSTEMROOT, TEMP, TMP } = process.env
  const found = Object.entries({ PATH, SYSTEMROOT, TEMP, TMP }).filter(([, value]) => value !== undefined)
  const search = libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries }
  return { ...Object.fromEntries(found), LC_ALL: 'C', ...search }
}
