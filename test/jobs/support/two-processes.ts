import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { projectRoot } from '../../../src/project-root.ts'
import { scratchDatabase } from '../../support/archive.ts'

export interface Settings {
  /** Of both processes. */
  readonly zone: string
  /** Where their clocks begin, in milliseconds since 1970. */
  readonly from: number
  /** In cron's words, by job. */
  readonly schedules: Readonly<Record<string, string>>
  readonly lookEveryMs: number
  /** How long a run takes at most, by the true clock. */
  readonly slowMs: number
}

export interface Reply {
  /** Runs that ended since the last reply. */
  readonly ran: readonly number[]
  readonly offsetMinutes: number
}

export interface TwoProcesses {
  readonly client: pg.Client
  /** Turns the clock of each to its moment; `isHasty` waits for nothing that runs. */
  readonly turn: (moments: readonly number[], isHasty?: boolean) => Promise<Reply[]>
}

/** Two processes with a scheduler each, on one database of their own, whose clocks are turned by hand. */
export async function onTwoProcesses<Result>(
  settings: Settings,
  act: (both: TwoProcesses) => Promise<Result>,
): Promise<Result> {
  const { url, drop } = await scratchDatabase('TEMPLATE paidfor_template STRATEGY FILE_COPY')
  const client = new pg.Client(url)
  await client.connect()
  // Nothing is to outlive the server here, and each tick would wait for the disk six times.
  await client.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`)
  await client.query('CREATE TABLE at_work (job text UNIQUE, run_id bigint NOT NULL, began_at bigint NOT NULL)')
  const args = JSON.stringify({ ...settings, url })
  const processes = [0, 1].map(() => forkProcess('schedule-process.mjs', [args], settings.zone))
  await Promise.all(processes.map((each) => once(each, 'message')))
  try {
    return await act({
      client,
      turn: (moments, isHasty = false) =>
        Promise.all(processes.map((each, index) => ask(each, { to: moments[index], isHasty }))),
    })
  } finally {
    await Promise.all(processes.map(stop))
    await client.end()
    await drop()
  }
}

/** A script beside this file, on what `npm start` runs, in a zone of its own. */
export function forkProcess(script: string, args: readonly string[], zone = 'UTC'): ChildProcess {
  return fork(join(projectRoot, 'test', 'jobs', 'support', script), [...args], {
    execArgv: ['--no-warnings=ExperimentalWarning'],
    env: { PATH: process.env['PATH'], TZ: zone },
  })
}

async function ask(process: ChildProcess, question: object): Promise<Reply> {
  process.send(question)
  const [reply] = await once(process, 'message')
  return reply
}

async function stop(process: ChildProcess): Promise<void> {
  process.send({})
  await once(process, 'exit')
}
