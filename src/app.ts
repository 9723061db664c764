import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import type { CalendarDate } from './domain/calendar.ts'
import { Problem } from './domain/errors.ts'
import { fileShelf } from './exports/file-shelf.ts'
import { type Clock, systemClock } from './fetch/clock.ts'
import { httpApi } from './fetch/http-api.ts'
import { httpDownloads } from './fetch/http-downloads.ts'
import { spoolFiles } from './fetch/spool-files.ts'
import { detectLanguage } from './language.ts'
import { packageVersion } from './package-version.ts'
import type { CollectDeps } from './pipeline/collect.ts'
import type { CrawlDeps } from './pipeline/crawling/crawl.ts'
import type { ImportDeps } from './pipeline/import-file.ts'
import type { RatesImportDeps } from './pipeline/import-rates.ts'
import type { RegistryImportDeps } from './pipeline/import-registry.ts'
import type { IndexingDeps } from './pipeline/indexing/deps.ts'
import { searchByEngine } from './pipeline/indexing/search-by-engine.ts'
import { redistributionOf } from './pipeline/redistribution.ts'
import type { ReleaseDeps } from './pipeline/release.ts'
import type { Archive } from './ports/archive.ts'
import type { CrawlLog } from './ports/crawl-log.ts'
import type { PullPlan, Quality } from './ports/quality.ts'
import type { RawArchive } from './ports/raw-archive.ts'
import type { Reconciler } from './ports/reconciling.ts'
import type { RegistryStore } from './ports/registries.ts'
import type { RunLog } from './ports/run-log.ts'
import type { SearchOutbox } from './ports/search-outbox.ts'
import type { SponsorAds } from './ports/sponsor-ads.ts'
import type { Upkeep } from './ports/upkeep.ts'
import { ecbRates } from './rates/ecb/read-rates.ts'
import { registries } from './registries/all.ts'
import { elasticsearchEngine } from './search/elasticsearch/engine.ts'
import { newIndexName } from './search/elasticsearch/names.ts'
import { countryOfSeries, neverDisclosedBy, sourceFacts, sources } from './sources/registry.ts'
import { recordReader } from './sources/shared/record-reader.ts'
import { type SponsorParts, sponsorParts } from './sponsor-resolving.ts'
import { fileRawArchive } from './store/blobs/raw-archive.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './store/embedded/server.ts'
import { postgresArchive } from './store/postgres/archive.ts'
import { postgresCrawlLog } from './store/postgres/crawl-log.ts'
import { createDatabase } from './store/postgres/create-database.ts'
import { postgresSponsorAds } from './store/postgres/creatives/sponsor-ads.ts'
import { openDatabase } from './store/postgres/data-source.ts'
import { postgresKnownFiles } from './store/postgres/known-files.ts'
import { postgresDisclosureStore } from './store/postgres/load-records.ts'
import { postgresStatementStore } from './store/postgres/load-statements.ts'
import { postgresSearchOutbox } from './store/postgres/outbox/outbox.ts'
import { type PoolUse, poolUse } from './store/postgres/pool-use.ts'
import { postgresQuality } from './store/postgres/quality/quality.ts'
import { postgresRatesStore } from './store/postgres/rates/store.ts'
import { postgresReconciler } from './store/postgres/reconciling/reconcile.ts'
import { postgresRegistryStore } from './store/postgres/registries/store.ts'
import { postgresReleaseArchive } from './store/postgres/releases/store.ts'
import { postgresRunLog } from './store/postgres/run-log.ts'
import { postgresUpkeep } from './store/postgres/upkeep.ts'

/** One archive: its database, its kept files, and what imports into it. The made-up one and the real one never meet. */
export interface OpenArchive extends Reconciler, SponsorParts {
  readonly archive: Archive
  readonly sponsorAds: SponsorAds
  readonly rawArchive: RawArchive
  readonly upkeep: Upkeep
  readonly importDeps: Omit<ImportDeps, 'onProgress'>
  /** What registries say of bodies and persons, and what loads copies of them. */
  readonly registries: RegistryStore
  readonly registryDeps: Omit<RegistryImportDeps, 'onProgress'>
  /** What takes in reference rates. */
  readonly ratesDeps: RatesImportDeps
  readonly runLog: RunLog
  /** What makes releases of it. @param folder in which they lie; null: the archive's own */
  readonly releasing: (folder: string | null) => ReleaseDeps
  /** Whether what it holds is complete, given how its sources are pulled. */
  readonly quality: (plans: readonly PullPlan[]) => Quality
  /** Where its searches are answered by an outside engine: what keeps that in step. Null: none is set. */
  readonly indexing: Omit<IndexingDeps, 'log'> | null
  /** What is noted for an outside engine, also where none is set (any more). */
  readonly outbox: SearchOutbox
  /** How its connections are used at this moment. */
  readonly pool: () => PoolUse
  /** What pulls into it. @param operatorAddresses those that the operator named: they alone may lie in a private network */
  readonly collecting: (
    operatorAddresses: readonly string[],
  ) => CollectDeps & CrawlDeps & Reconciler & Pick<SponsorParts, 'attribute'>
  readonly crawlLog: CrawlLog
  [Symbol.asyncDispose](): Promise<void>
}

export interface App {
  readonly real: OpenArchive
  /** Opens the archive of made-up data, or null where the server does not let us make a database for it. */
  readonly openSandbox: () => Promise<OpenArchive | null>
  /** Settles when the embedded database is lost; never with a database of one's own. */
  readonly lost: Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** The composition root: the only place that knows which adapters there are. @throws {Problem} */
export async function openApp(config: Config, log: (line: string) => void): Promise<App> {
  await makeDataFolder(config.dataDir)
  const server = config.databaseUrl === null ? await startServer(config, log) : null
  const stopServer = async () => server?.[Symbol.asyncDispose]()
  try {
    const url = server === null ? (config.databaseUrl ?? '') : await createDatabase(server.url, 'paidfor')
    const real = await openArchive(url, config.dataDir, config)
    return {
      real,
      openSandbox: () => openSandbox(url, config),
      lost: server?.lost ?? new Promise(() => undefined),
      [Symbol.asyncDispose]: async () => {
        await real[Symbol.asyncDispose]()
        await stopServer()
      },
    }
  } catch (problem) {
    await stopServer()
    throw problem
  }
}

async function makeDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause) => {
    const message = `The folder ${folder} cannot be made (${cause.code}). Give DATA_DIR a folder that you may write to.`
    throw new Problem('folder.unusable', message, { cause })
  })
}

function startServer(config: Config, log: (line: string) => void): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ folder: join(config.dataDir, 'postgres'), log })
}

async function openArchive(url: string, folder: string, config: Config, clock = systemClock): Promise<OpenArchive> {
  const { contact, redistribute } = config
  const redistribution = redistributionOf(
    sources.map(({ manifest }) => manifest),
    redistribute,
  )
  const database = await openDatabase(url)
  const rawArchive = fileRawArchive(join(folder, 'raw'))
  const importDeps: OpenArchive['importDeps'] = {
    rawArchive,
    store: postgresDisclosureStore(database, neverDisclosedBy),
    statementStore: postgresStatementStore(database),
    sources,
    reader: recordReader,
    detectLanguage,
    today: () => new Date().toISOString().slice(0, 10) as CalendarDate,
  }
  const archive = postgresArchive(database, sourceFacts)
  const crawlLog = postgresCrawlLog(database)
  const outbox = postgresSearchOutbox(database)
  const reconciler = postgresReconciler(database)
  const indexing = indexingOf(config, outbox)
  const registryStore = postgresRegistryStore(database)
  const runLog = postgresRunLog(database)
  const parts = sponsorParts({ url, database, runLog, rates: archive })
  return {
    ...parts,
    sponsorAds: postgresSponsorAds(database),
    archive: indexing === null ? archive : searchByEngine({ archive, ...indexing }),
    indexing,
    outbox,
    upkeep: postgresUpkeep(database),
    rawArchive,
    importDeps,
    registries: registryStore,
    registryDeps: { rawArchive, store: registryStore, registries, licences: config.registryLicences },
    ratesDeps: { rawArchive, store: postgresRatesStore(database), readers: [ecbRates] },
    runLog,
    releasing: (elsewhere) => ({
      releaseArchive: postgresReleaseArchive(database),
      shelf: fileShelf(elsewhere ?? join(folder, 'releases')),
      redistribution,
    }),
    quality: (plans) => postgresQuality(database, { plans, countryOfSeries, now: () => new Date() }),
    pool: () => poolUse(database),
    ...reconciler,
    collecting: (operatorAddresses) => ({
      ...importDeps,
      ...reconciler,
      attribute: parts.attribute,
      downloads: httpDownloads({ folder: join(folder, 'fetching'), userAgent: userAgent(contact), operatorAddresses }),
      knownFiles: postgresKnownFiles(database),
      now: () => new Date(),
      api: httpApi({ userAgent: userAgent(contact), operatorAddresses }),
      spools: spoolFiles(join(folder, 'passes')),
      crawlLog,
      clock,
      random: Math.random,
    }),
    crawlLog,
    [Symbol.asyncDispose]: () => database.destroy(),
  }
}

function indexingOf({ elasticsearch }: Config, outbox: SearchOutbox): OpenArchive['indexing'] {
  if (elasticsearch === null) return null
  const newName = () => newIndexName(elasticsearch.index)
  return { engine: elasticsearchEngine(elasticsearch), outbox, newName, now: () => Date.now() }
}

/** Who asks, and where the operator of a server can complain. */
function userAgent(contact: string | null): string {
  return `paidfor/${packageVersion()} (archive of political-ad disclosures${contact === null ? '' : `; ${contact}`})`
}

/** Nobody need be spared: what the made-up archive asks is on this machine. */
const HURRIED: Clock = { now: systemClock.now, sleep: async () => undefined }

async function openSandbox(url: string, config: Config): Promise<OpenArchive | null> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1)) || 'paidfor'
  const address = await createDatabase(url, `${name}_sandbox`).catch(() => null)
  if (address === null) return null
  const { elasticsearch } = config
  const ofItsOwn = elasticsearch && { ...elasticsearch, index: `${elasticsearch.index}-sandbox` }
  return openArchive(address, join(config.dataDir, 'sandbox'), { ...config, elasticsearch: ofItsOwn }, HURRIED)
}
