import type { QueryRunner } from 'typeorm'
import type { JobName } from '../../ports/run-log.ts'

/**
 * Makes the row of a job at its first mention, and holds it: what follows is done by one process at a time. A process that
 * freezes in the middle must not keep the others from the job.
 */
const HOLD_JOB = `
INSERT INTO job (name) VALUES ($1) ON CONFLICT (name) DO UPDATE SET name = EXCLUDED.name
RETURNING set_config('idle_in_transaction_session_timeout', '5s', true)`

/** All of a step of a job's history, or nothing of it. */
export async function inJobTransaction<Result>(
  runner: QueryRunner,
  job: JobName,
  act: () => Promise<Result>,
): Promise<Result> {
  await runner.startTransaction()
  try {
    await runner.query(HOLD_JOB, [job])
    const result = await act()
    await runner.commitTransaction()
    return result
  } catch (problem) {
    await runner.rollbackTransaction().catch(() => undefined) // a lost connection has rolled back by itself
    throw problem
  }
}
