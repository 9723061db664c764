import { openDatabase } from '../../../dist/src/store/postgres/data-source.js'
import { postgresRunLog } from '../../../dist/src/store/postgres/run-log.js'

/** Begins the run of a tick, says so, and never ends. */
process.on('disconnect', () => process.exit())
const [, , url, job, dueAt, nextDueAt] = process.argv
const run = await postgresRunLog(await openDatabase(url)).begin(job, 'tick', { dueAt, nextDueAt })
process.send(run.id)
