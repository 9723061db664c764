import { totalmem } from 'node:os'
import { Worker } from 'node:worker_threads'
import { attributeJob, runUnlessRunning } from '../jobs/resolve-sponsors.ts'
import { Problem, type ProblemCode } from './domain/errors.ts'
import { newSponsorId } from './domain/new-sponsor-id.ts'
import { resolveSponsors } from './pipeline/resolve-sponsors.ts'
import { linksOf } from './pipeline/resolve-sponsors-links.ts'
import { type AttributeDeps, attributeNew } from './pipeline/resolve-sponsors-new.ts'
import { registryAround, registryNames } from './pipeline/resolve-sponsors-registry.ts'
import { reviewDesk } from './pipeline/resolve-sponsors-review.ts'
import type { ReferenceRates } from './ports/rates.ts'
import type { RunLog } from './ports/run-log.ts'
import type { ResolvingCounts, ReviewDesk, SponsorResolver, Sponsors } from './ports/sponsors.ts'
import { accountsPay } from './sources/registry.ts'
import type { openDatabase } from './store/postgres/data-source.ts'
import { postgresRegistryStore } from './store/postgres/registries/store.ts'
import { postgresReviewStore } from './store/postgres/sponsors/review.ts'
import { postgresSponsors } from './store/postgres/sponsors/sponsors.ts'
import { postgresSponsorStore } from './store/postgres/sponsors/store.ts'

type Database = Awaited<ReturnType<typeof openDatabase>>

/** What resolving needs of a database. */
export function resolvingDeps(database: Database): AttributeDeps {
  const registries = postgresRegistryStore(database)
  return {
    store: postgresSponsorStore(database, accountsPay),
    registry: () => registryNames(registries),
    registryAround: (mentions) => registryAround(registries, mentions),
    link: linksOf,
    newId: newSponsorId,
  }
}

/** From so many mentions on, all of them are thought of in a thread of its own: pages and leases do not wait for that. */
const MANY = 2_000

/** The resolver of one archive. @param url of its database, which a thread opens by itself */
export function sponsorResolver(url: string, database: Database): SponsorResolver {
  const deps = resolvingDeps(database)
  return {
    attributeNew: (signal) => attributeNew(deps, signal),
    resolve: async (signal) => {
      const { placed, unplaced } = await deps.store.counts()
      return placed + unplaced < MANY || !CAN_RUN_APART ? resolveSponsors(deps, signal) : resolveApart(url, signal)
    },
    counts: deps.store.counts,
  }
}

/** Only what is built is a thread’s to run. */
const CAN_RUN_APART = import.meta.url.endsWith('.js')

/** What an archive knows of sponsors, and what changes it. */
export interface SponsorParts {
  readonly sponsors: Sponsors
  /** What people decide about them. */
  readonly reviewDesk: ReviewDesk
  readonly resolver: SponsorResolver
  /** Attributes what a load has brought: under the lease of the job, and not where that is at work already. */
  readonly attribute: (signal: AbortSignal) => Promise<void>
}

interface PartsOf {
  readonly url: string
  readonly database: Database
  readonly runLog: RunLog
  readonly rates: Pick<ReferenceRates, 'ratesOn'>
}

export function sponsorParts({ url, database, runLog, rates }: PartsOf): SponsorParts {
  const deps = resolvingDeps(database)
  const resolver = sponsorResolver(url, database)
  const review = postgresReviewStore(database)
  return {
    sponsors: postgresSponsors(database),
    reviewDesk: reviewDesk({ ...deps, review, rates }),
    resolver,
    attribute: (stop) => runUnlessRunning(attributeJob(resolver), { runLog, stop, log: () => undefined }),
  }
}

/** What a thread tells at its end. */
export type ThreadAnswer =
  | { readonly counts: ResolvingCounts }
  | { readonly problem: { readonly code: ProblemCode; readonly message: string; readonly retryAfter: number | null } }

/** The thread may take so much before it ends; it takes what the mentions need, some kilobytes each. */
const SHARE_OF_MEMORY = 0.6

async function resolveApart(url: string, signal: AbortSignal): Promise<ResolvingCounts> {
  const resourceLimits = { maxOldGenerationSizeMb: Math.floor((totalmem() / 2 ** 20) * SHARE_OF_MEMORY) }
  const worker = new Worker(new URL('./sponsor-thread.js', import.meta.url), { workerData: { url }, resourceLimits })
  const stop = () => worker.postMessage('stop')
  signal.addEventListener('abort', stop, { once: true })
  try {
    const answer = await answerOf(worker)
    if ('counts' in answer) return answer.counts
    const { code, message, retryAfter } = answer.problem
    throw new Problem(code, message, retryAfter === null ? {} : { retryAfter })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

function answerOf(worker: Worker): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that resolves sponsors ended with ${code}`)))
  })
}
