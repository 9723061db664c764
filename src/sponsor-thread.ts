import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from './domain/errors.ts'
import { resolveSponsors } from './pipeline/resolve-sponsors.ts'
import { resolvingDeps, type ThreadAnswer } from './sponsor-resolving.ts'
import { openDatabase } from './store/postgres/data-source.ts'

/** Resolves all sponsors of a database, in a thread of its own; whoever started it may say that it is to stop. */
async function main({ url }: { readonly url: string }): Promise<ThreadAnswer> {
  const stopping = new AbortController()
  parentPort?.once('message', () => stopping.abort())
  const database = await openDatabase(url)
  try {
    return { counts: await resolveSponsors(resolvingDeps(database), stopping.signal) }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    const { code, message, retryAfter } = problem
    return { problem: { code, message, retryAfter } }
  } finally {
    await database.destroy()
  }
}

parentPort?.postMessage(await main(workerData))
parentPort?.close()
