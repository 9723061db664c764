import type { IndexingDeps } from '../src/pipeline/indexing/deps.ts'
import { differencesOf, type Verified, verifyIndex } from '../src/pipeline/indexing/verify-index.ts'
import type { Job, JobResult } from './job.ts'

export const VERIFY_JOB = 'verify-index'

/** Every night, all that is searched is compared with the archive letter by letter, and what differs is written anew. */
export function verifyIndexJob(deps: Pick<IndexingDeps, 'outbox' | 'engine'>): Job {
  return {
    name: VERIFY_JOB,
    schedule: '50 2 * * *',
    run: async (run, signal) => {
      const onProgress = (ads: number) =>
        run.report({ what: 'the search index', done: ads, total: null, unit: 'records' })
      return resultOf(await verifyIndex(deps, { isRepairing: true, signal, onProgress }))
    },
  }
}

function resultOf(verified: Verified): JobResult {
  const { ads, missing, stale, extra, altered, refused } = verified
  const found = differencesOf(verified)
  const counts = { ads, missing, stale, extra, altered, refused }
  if (found === 0) return { outcome: 'unchanged', message: null, counts }
  const what = `${found} of ${ads} ads in the search index were not as the archive has them`
  if (refused === 0) return { outcome: 'done', message: `${what}; they were written anew.`, counts }
  return { outcome: 'failed', message: `${what}, and ${refused} were refused: npx paidfor doctor names them.`, counts }
}
