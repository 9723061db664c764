import { join } from 'node:path'
import type { ElasticsearchConfig } from '../config/elasticsearch.ts'
import type { Config } from '../config.ts'
import { Problem } from '../domain/errors.ts'
import { redactText } from '../log/redact-text.ts'
import { visibleLine } from '../log/visible-line.ts'
import { secretsOf } from '../log.ts'
import type { Source } from '../ports/source.ts'
import { newestMigrationAt } from '../store/postgres/examine-database.ts'
import { type Check, fail, ok } from './doctor/check.ts'
import { checkArchive } from './doctor/check-archive.ts'
import { checkCollecting, type Reach } from './doctor/check-collecting.ts'
import { checkDatabase } from './doctor/check-database.ts'
import { checkInbox } from './doctor/check-inbox.ts'
import { checkLeftovers } from './doctor/check-leftovers.ts'
import { checkClock, checkFolder, checkNode } from './doctor/check-machine.ts'
import { checkPlatforms } from './doctor/check-platforms.ts'
import { type AskedEngine, checkSearch } from './doctor/check-search.ts'
import { checkSettings } from './doctor/check-settings.ts'
import type { ExaminedArchive } from './doctor/examine-archive.ts'

export interface DoctorDeps {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly sources: readonly Source[]
  readonly node: { readonly version: string; readonly wanted: string }
  readonly statfs: Parameters<typeof checkFolder>[1]
  readonly examineArchive: (config: Config) => Promise<ExaminedArchive | null>
  readonly engineOf: (config: ElasticsearchConfig) => AskedEngine
  /** Null: nothing leaves the machine. */
  readonly reach: ((config: Config) => Reach) | null
  readonly now: () => Date
}

interface Printing {
  readonly isJson: boolean
  readonly say: (line: string) => void
}

/** Looks at everything that an installation needs; makes and changes nothing. @returns whether no check fails */
export async function doctor(deps: DoctorDeps, { isJson, say }: Printing): Promise<boolean> {
  const { config, checks } = checkSettings(deps.environment, deps.sources)
  const all = [...checks]
  all.push(checkNode(deps.node.version, deps.node.wanted), checkClock(deps.now(), newestMigrationAt()))
  all.push(...(await checkFolder(config.dataDir, deps.statfs)))
  const isElsewhere = config.databaseUrl !== null || checks.some(({ name }) => /^DATABASE_URL/.test(name))
  // Before the database is started: that clears what was left.
  if (!isElsewhere) all.push(...(await checkLeftovers(join(config.dataDir, 'postgres'))))
  // One whose address cannot be read is not the built-in one.
  const store = config.databaseUrl !== null || !isElsewhere ? await checkStore(deps, config) : UNKNOWN
  all.push(...store.checks, ...(await checkEngine(deps, config, store.index)))
  all.push(await checkInbox(join(config.dataDir, 'inbox'), deps.sources))
  all.push(...checkPlatforms({ ...deps, config, standings: store.standings, now: deps.now() }))
  all.push(...(await checkCollecting({ ...deps, config, reach: deps.reach?.(config) ?? null, now: deps.now() })))
  const secrets = secretsOf(config)
  for (const check of all.map((each) => withoutSecrets(each, secrets))) {
    say(visibleLine(isJson ? JSON.stringify(check) : lineOf(check)))
  }
  if (!isJson) say(sumOf(all))
  return all.every(({ state }) => state !== 'fail')
}

interface CheckedStore {
  readonly checks: readonly Check[]
  /** Null where nothing is known of it. */
  readonly index: ExaminedArchive['index']
  readonly standings: ExaminedArchive['standings']
}

const UNKNOWN: CheckedStore = { checks: [], index: null, standings: null }

async function checkStore(deps: DoctorDeps, config: Config): Promise<CheckedStore> {
  try {
    const examined = await deps.examineArchive(config)
    if (examined === null) {
      return { ...UNKNOWN, checks: [ok('database', `no archive yet: npm start makes one in ${config.dataDir}`)] }
    }
    const { facts, contents, index, standings } = examined
    const { sources, now } = deps
    const inside = contents === null ? [] : checkArchive({ contents, config, sources, now: now() })
    return { checks: [...checkDatabase(facts), ...inside], index, standings }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    const failed = fail('database', problem.message, 'The checks of what the archive holds were left out.')
    return { ...UNKNOWN, checks: [failed] }
  }
}

async function checkEngine(
  { engineOf, now }: DoctorDeps,
  { elasticsearch }: Config,
  index: CheckedStore['index'],
): Promise<readonly Check[]> {
  if (elasticsearch === null) return []
  return checkSearch({ config: elasticsearch, engine: engineOf(elasticsearch), index, now: now() })
}

function withoutSecrets({ name, state, says, todo }: Check, secrets: readonly string[]): Check {
  return { name, state, says: redactText(says, secrets), todo: todo === null ? null : redactText(todo, secrets) }
}

function lineOf({ state, name, says, todo }: Check): string {
  const line = `${state.padEnd(4)}  ${name}: ${says}`.replace(/[.\s]+$/, '')
  return todo === null ? line : `${line}. ${todo}`
}

function sumOf(checks: readonly Check[]): string {
  const count = (wanted: Check['state']) => checks.filter(({ state }) => state === wanted).length
  return `${checks.length} checks: ${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} failed`
}
