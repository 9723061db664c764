import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { Problem } from '../../domain/errors.ts'
import type { CrawlStanding } from '../../ports/crawl-log.ts'
import { sourceFacts, sources } from '../../sources/registry.ts'
import { startEmbeddedPostgres } from '../../store/embedded/server.ts'
import { postgresArchive } from '../../store/postgres/archive.ts'
import { postgresCrawlLog } from '../../store/postgres/crawl-log.ts'
import { openDatabase } from '../../store/postgres/data-source.ts'
import { type DatabaseFacts, examineDatabase } from '../../store/postgres/examine-database.ts'
import { postgresSearchOutbox } from '../../store/postgres/outbox/outbox.ts'
import { postgresRunLog } from '../../store/postgres/run-log.ts'
import type { ArchiveContents } from './check-archive.ts'
import { type ArchiveIndex, MOST_LETTERS } from './check-search.ts'

/** What was found. */
export interface ExaminedArchive {
  readonly facts: DatabaseFacts
  /** Null where the schema is not of this build: it is left as it is. */
  readonly contents: ArchiveContents | null
  /** What it knows of its index outside; null where the schema is not of this build. */
  readonly index: ArchiveIndex | null
  /** How sources with an API stand, by name; null where the schema is not of this build. */
  readonly standings: ReadonlyMap<string, CrawlStanding> | null
}

/**
 * Looks into the archive of these settings and changes nothing in it. The embedded server is started where it does not run,
 * and stopped again; where there is none, none is made.
 * @returns null where there is no archive yet
 * @throws {Problem} `database.unavailable`
 */
export async function examineArchive({ databaseUrl, dataDir }: Config): Promise<ExaminedArchive | null> {
  if (databaseUrl !== null) return examine(databaseUrl)
  const folder = join(dataDir, 'postgres')
  if (!existsSync(join(folder, 'PG_VERSION'))) return null
  await using server = await startEmbeddedPostgres({ folder })
  const url = new URL(server.url)
  url.pathname = '/paidfor'
  return await examine(url.href).catch(unlessUnmade)
}

type Database = Awaited<ReturnType<typeof openDatabase>>

const NO_SUCH_DATABASE = '3D000'

/** The first start was cut off between the server and its database. */
function unlessUnmade(problem: unknown): null {
  const cause = problem instanceof Problem ? problem.cause : null
  if (typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === NO_SUCH_DATABASE) return null
  throw problem
}

async function examine(url: string): Promise<ExaminedArchive> {
  const facts = await examineDatabase(url)
  const isCurrent = facts.missing.length === 0 && facts.unknown.length === 0
  return { facts, ...(isCurrent ? await insideOf(url) : { contents: null, index: null, standings: null }) }
}

async function insideOf(url: string): Promise<Omit<ExaminedArchive, 'facts'>> {
  const database = await openDatabase(url)
  try {
    const [contents, index] = [await contentsOf(database), await indexOf(database)]
    return { contents, index, standings: await standingsOf(database) }
  } finally {
    await database.destroy()
  }
}

async function contentsOf(database: Database): Promise<ArchiveContents> {
  const archive = postgresArchive(database, sourceFacts)
  const [holds, summary, states] = [
    await archive.holds(),
    await archive.summary(),
    await postgresRunLog(database).states(),
  ]
  return {
    holdsWaiting: holds.filter(({ status }) => status === 'held').length,
    quarantined: summary.sources.reduce((sum, { quarantined }) => sum + quarantined, 0),
    states,
  }
}

async function standingsOf(database: Database): Promise<ReadonlyMap<string, CrawlStanding>> {
  const crawlLog = postgresCrawlLog(database)
  const asked = sources.filter(({ crawling }) => crawling !== undefined).map(({ manifest }) => manifest.id)
  return new Map(await Promise.all(asked.map(async (id) => [id, await crawlLog.standing(id)] as const)))
}

async function indexOf(database: Database): Promise<ArchiveIndex> {
  const outbox = postgresSearchOutbox(database)
  return {
    archiveName: await outbox.archiveName(),
    lag: await outbox.lag(),
    deadLetters: await outbox.deadLetters(MOST_LETTERS),
  }
}
