import { seeded } from '../../support/seeded.ts'
import { onTwoProcesses } from './two-processes.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** As cron has them; `ticks` says the same without cron. */
const SCHEDULES = { daily: '17 5 * * *', quarterly: '23 */6 * * *', hourly: '41 * * * *', weekly: '3 0 * * 0' }

type JobId = keyof typeof SCHEDULES

export interface Round {
  readonly zone: string
  /** In milliseconds since 1970. */
  readonly from: number
  readonly days: number
  readonly jobs: readonly JobId[]
}

export interface Tally {
  readonly due: number
  readonly missed: number
  readonly doubled: number
  readonly notDue: number
  /** Runs that met another one of their job at work, or broke for whatever reason. */
  readonly broken: number
  /** How far from UTC the processes' zone was: two values where an edge of daylight saving lay on the way. */
  readonly offsets: readonly number[]
  /** How many runs each of the processes had. */
  readonly shares: readonly number[]
}

/** Two processes on one database, both turned through the days tick by tick, each up to 0.8 s late. */
export function simulateDays({ zone, from, days, jobs }: Round): Promise<Tally> {
  const schedules = Object.fromEntries(jobs.map((job) => [job, SCHEDULES[job]]))
  return onTwoProcesses({ zone, from, schedules, lookEveryMs: 6 * HOUR, slowMs: 0 }, async ({ client, turn }) => {
    const random = seeded()
    const late = () => Math.floor(random() * 800)
    const due = ticks(from, days, jobs)
    const moments = [...new Set([...due].map((tick) => Number(tick.split(' ')[1])))].sort((a, b) => a - b)
    const offsets = new Set<number>()
    const shares = [0, 0]
    // The run log forgets the oldest.
    await client.query(`CREATE TABLE answered AS SELECT run.job, run.due_at, run.outcome FROM job_run run;
      CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO answered VALUES (NEW.job, NEW.due_at, NEW.outcome); RETURN NEW; END $$;
      CREATE TRIGGER note AFTER UPDATE OF outcome ON job_run FOR EACH ROW EXECUTE FUNCTION note()`)
    for (const moment of moments) {
      for (const [index, { ran, offsetMinutes }] of (await turn([moment + late(), moment + late()])).entries()) {
        offsets.add(offsetMinutes)
        shares[index] = (shares[index] ?? 0) + ran.length
      }
    }
    const { rows } = await client.query(
      "SELECT answered.job || ' ' || (extract(epoch FROM due_at) * 1000)::bigint AS tick, answered.outcome FROM answered",
    )
    const answered = rows.map(({ tick }) => String(tick))
    const distinct = new Set(answered)
    return {
      due: due.size,
      missed: [...due].filter((tick) => !distinct.has(tick)).length,
      doubled: answered.length - distinct.size,
      notDue: [...distinct].filter((tick) => !due.has(tick)).length,
      broken: rows.filter(({ outcome }) => outcome !== 'done').length,
      offsets: [...offsets],
      shares,
    }
  })
}

/** `<job> <milliseconds>` of each tick after the start, by plain reckoning in UTC. */
function ticks(from: number, days: number, jobs: readonly JobId[]): Set<string> {
  const all = new Set<string>()
  const add = (job: JobId, moment: number) => {
    if (jobs.includes(job) && moment > from && moment < from + days * DAY) all.add(`${job} ${moment}`)
  }
  for (let day = from - (from % DAY); day < from + days * DAY; day += DAY) {
    add('daily', day + 5 * HOUR + 17 * 60_000)
    if ((day / DAY + 4) % 7 === 0) add('weekly', day + 3 * 60_000) // the first day of Unix time was a Thursday
    for (let hour = 0; hour < 24; hour++) {
      add('hourly', day + hour * HOUR + 41 * 60_000)
      if (hour % 6 === 0) add('quarterly', day + hour * HOUR + 23 * 60_000)
    }
  }
  return all
}

/** The days on whose way the clocks of a zone are changed. */
export function edgesOf(zone: string, from: number, days: number): number[] {
  const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  const all = Array.from({ length: days }, (_, day) => from + day * DAY)
  return all.filter((day) => offset.format(day).split('GMT')[1] !== offset.format(day + DAY).split('GMT')[1])
}
