import { once } from 'node:events'
import { mock } from 'node:test'
import { startScheduler } from '../../../dist/jobs/scheduler.js'
import { openDatabase } from '../../../dist/src/store/postgres/data-source.js'
import { postgresRunLog } from '../../../dist/src/store/postgres/run-log.js'

/**
 * A process with a scheduler on a clock that its parent turns: `{ to }` turns it and answers with what has run by then;
 * `{ to, isHasty }` waits 10 ms, and for nothing that runs; `{}` stops it orderly. The zone is that of the environment. A run lasts up to
 * `slowMs` and finds out whether another one of its job is at work.
 */
const { url, from, schedules, lookEveryMs, slowMs } = JSON.parse(process.argv[2])
process.on('disconnect', () => process.exit())
mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: from })
const database = await openDatabase(url)
// Else a turn of the clock would close the idle connections, and give up those that are being made.
Object.assign(database.driver.master.options, { idleTimeoutMillis: 0, connectionTimeoutMillis: 0 })
let ran = []
const jobs = Object.entries(schedules).map(([name, schedule]) => ({
  name,
  schedule,
  run: async ({ id }) => {
    await database.query('INSERT INTO at_work (job, run_id, began_at) VALUES ($1, $2, $3)', [name, id, Date.now()])
    if (slowMs > 0) await database.query('SELECT pg_sleep(random() * $1 / 1000)', [slowMs])
    await database.query('UPDATE at_work SET job = NULL WHERE job = $1', [name])
    ran.push(id)
    return { outcome: 'done', message: null, counts: {} }
  },
}))
const scheduler = startScheduler({
  jobs,
  runLog: postgresRunLog(database),
  log: (line, error) => process.stderr.write(`${line} ${error ?? ''}\n`),
  limits: { stopMs: 20_000, noteMs: 4_000, lookEveryMs },
})
await scheduler.idle()
process.send({ offsetMinutes: new Date().getTimezoneOffset() })
for (;;) {
  const [{ to, isHasty = false }] = await once(process, 'message')
  if (to === undefined) break
  mock.timers.tick(to - Date.now())
  await (isHasty ? database.query('SELECT pg_sleep(0.01)') : scheduler.idle())
  process.send({ ran, offsetMinutes: new Date().getTimezoneOffset() })
  ran = []
}
await scheduler[Symbol.asyncDispose]()
await database.destroy()
process.disconnect()
