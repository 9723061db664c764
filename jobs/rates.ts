import { fetchRates, type RatesFetchDeps } from '../src/pipeline/fetch-rates.ts'
import type { Job, JobResult } from './job.ts'

export const RATES_JOB = 'rates'

/** The ECB publishes at about 16:00 in Frankfurt on working days of banks. */
const SCHEDULE = '40 16 * * 1-5'

/** Takes the rates of the day. */
export function ratesJob(deps: RatesFetchDeps, url: string): Job {
  return {
    name: RATES_JOB,
    schedule: SCHEDULE,
    run: async (_run, signal) => resultOf(await fetchRates(deps, url, signal)),
  }
}

function resultOf(loaded: Awaited<ReturnType<typeof fetchRates>>): JobResult {
  const reports = (loaded ?? []).map(({ report }) => report)
  const sum = (name: 'rates' | 'added' | 'changed') => reports.reduce((total, report) => total + report[name], 0)
  const counts = { rows: sum('rates'), loaded: sum('added'), changed: sum('changed') }
  return { outcome: sum('added') + sum('changed') === 0 ? 'unchanged' : 'done', message: null, counts }
}
