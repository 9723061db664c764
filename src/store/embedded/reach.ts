import { setTimeout as sleep } from 'node:timers/promises'
import { type Address, Anchor } from './anchor.ts'
import { errorCode, unavailable } from './unavailable.ts'

/** The server is no more, or it lives and says nothing. */
type Unreached = 'gone' | 'silent'

interface ReachOptions {
  /** Asked before each attempt; nothing when the server is gone. */
  readonly findPort: () => Promise<number | undefined>
  readonly password: string
  readonly folder: string
  /** Milliseconds without any answer after which a server counts as silent. */
  readonly silence: number
  readonly onLoss: () => void
}

/** Recovery after a crash replays at most what `max_wal_size` holds; on a slow disk that takes minutes. */
const LONGEST_RECOVERY = 300_000
const WRONG_PASSWORD = '28P01'

/**
 * Connects to a server that may still be starting, recovering or stopping.
 *
 * @throws {Problem} `database.unavailable` when it answers, but never lets us in.
 */
export async function reach(options: ReachOptions): Promise<Anchor | Unreached> {
  const { findPort, password, folder, silence, onLoss } = options
  const started = Date.now()
  let heard = started
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 250)) {
    const port = await findPort()
    if (port === undefined) return 'gone'
    const answer = await attempt({ port, password, folder }, onLoss)
    if (answer instanceof Anchor) return answer
    if (isSqlState(answer)) heard = Date.now()
    if (Date.now() - heard > silence) return 'silent'
    // a server that was started at the same moment as ours may have its port, for a moment
    const patience = answer === WRONG_PASSWORD ? 2000 : LONGEST_RECOVERY
    if (Date.now() - started > patience) throw refused(folder, answer)
    await sleep(pause)
  }
}

async function attempt(address: Address, onLoss: () => void): Promise<Anchor | string | undefined> {
  try {
    return await Anchor.cast(address, onLoss)
  } catch (error) {
    return errorCode(error)
  }
}

/** PostgreSQL's codes have five characters and none begins with E, as those of the system do (EPIPE). */
function isSqlState(code: string | undefined): boolean {
  return code !== undefined && /^[0-9A-DF-Z][0-9A-Z]{4}$/.test(code)
}

function refused(folder: string, code: string | undefined): Error {
  return unavailable(
    code === WRONG_PASSWORD
      ? `PostgreSQL in ${folder} refuses the password in ${folder}.password: bring back the file that belongs to it.`
      : `PostgreSQL in ${folder} runs but lets nobody in (${code}): look into ${folder}.log, then start again.`,
  )
}
