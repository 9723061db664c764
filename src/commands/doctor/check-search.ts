import type { ElasticsearchConfig } from '../../config/elasticsearch.ts'
import { Problem } from '../../domain/errors.ts'
import type { IndexStanding, SearchEngine } from '../../ports/search-engine.ts'
import type { DeadLetter, IndexLag, KnownIndex } from '../../ports/search-outbox.ts'
import { counted } from '../../web/format.ts'
import { type Check, fail, ok, warn } from './check.ts'

/** What the archive knows of its index. */
export interface ArchiveIndex {
  /** Whose the index is. */
  readonly archiveName: string
  readonly lag: IndexLag
  /** The newest of them. */
  readonly deadLetters: readonly DeadLetter[]
}

export type AskedEngine = Pick<SearchEngine, 'version' | 'standing'>

interface Asked {
  readonly config: ElasticsearchConfig
  readonly engine: AskedEngine
  /** Null: there is no archive yet, or it could not be looked into. */
  readonly index: ArchiveIndex | null
  readonly now: Date
}

/** So many of the newest dead letters are read, and so many different reasons told. */
export const MOST_LETTERS = 100
const MOST_REASONS = 5
const LONGEST_REASON = 200
/** A change that waits for longer is late: an index is after its archive within a minute. */
const LATE_MS = 600_000

/** Whether the engine answers, whether the index in it is the archive's, and what it lacks. */
export async function checkSearch({ config, engine, index, now }: Asked): Promise<readonly Check[]> {
  const answered = await checkEngine(config, engine)
  if (index === null) return [answered]
  const live = index.lag.indexes.find(({ state }) => state === 'live')
  const found = live === undefined || answered.state === 'fail' ? [] : [await checkIndex(engine, live, index)]
  return [answered, ...found, checkBuilding(index.lag), checkLag(index.lag, now), checkRefused(index)]
}

async function checkEngine({ nodes }: ElasticsearchConfig, engine: AskedEngine): Promise<Check> {
  const name = 'search engine'
  try {
    return ok(name, `Elasticsearch ${await engine.version()} answers at ${hosts(nodes)}`)
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    if (problem.code === 'search.unsupported') return fail(name, problem.message, 'Correct ELASTICSEARCH_URL.')
    const todo =
      'Start it, or correct the settings ELASTICSEARCH_…; meanwhile PostgreSQL answers every search, and nothing is lost.'
    return fail(name, `${hosts(nodes)}: ${problem.message}`, todo)
  }
}

function hosts(nodes: readonly string[]): string {
  return nodes.map((node) => new URL(node).host).join(', ')
}

const REBUILT =
  'Let Paidfor run (npm start): it builds the index anew from the archive, and PostgreSQL answers meanwhile.'

async function checkIndex(engine: AskedEngine, { name }: KnownIndex, { archiveName }: ArchiveIndex): Promise<Check> {
  try {
    return judged(name, await engine.standing(name, archiveName))
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    return fail('search index', `${name} cannot be looked at: ${problem.message}`, 'See the log of Elasticsearch.')
  }
}

function judged(name: string, { exists, isSound, isServed }: IndexStanding): Check {
  if (!exists) return warn('search index', `${name} is gone from Elasticsearch`, REBUILT)
  if (!isSound) {
    return warn('search index', `${name} is not as we made it, or of another archive`, REBUILT)
  }
  if (isServed) return ok('search index', `${name} is there, and is searched`)
  return warn('search index', `no alias leads to ${name}`, 'Let Paidfor run (npm start): it sets the alias again.')
}

function checkBuilding({ indexes }: IndexLag): Check {
  const building = indexes.find(({ state }) => state === 'building')
  const isSearched = indexes.some(({ state }) => state === 'live')
  const todo = 'Let Paidfor run (npm start): it goes on where it got to.'
  if (building !== undefined) {
    const { name, isCopied, copiedTo, checkedTo } = building
    const far = isCopied ? `compared up to ad ${checkedTo}` : `copied up to ad ${copiedTo}`
    const says = `${name} is ${far}${isSearched ? ', behind the one that is searched' : '; PostgreSQL searches meanwhile'}`
    return warn('search build', says, todo)
  }
  return isSearched
    ? ok('search build', 'no index is being built')
    : warn('search build', 'there is no index yet, PostgreSQL searches', 'Let Paidfor run (npm start): it builds one.')
}

function checkLag({ indexes, waiting, oldestAt, searchable, newest, trouble }: IndexLag, now: Date): Check {
  const waits = waiting === 0 ? 'nothing waits to be indexed' : `${counted(waiting, 'ad')} with changes that wait`
  const since = oldestAt === null ? '' : `, the oldest since ${oldestAt}`
  const upTo = searchable === null ? 'no revision can be searched' : `revision ${searchable} of ${newest} is searched`
  const says = `${upTo}; ${waits}${since}`
  if (trouble !== null) {
    const todo =
      'It is tried again by itself, and no change is lost. If it stays, see to Elasticsearch: room, rights, memory.'
    return warn('search fresh', `${says}; last trouble: ${trouble}`, todo)
  }
  const isLate = oldestAt !== null && now.getTime() - Date.parse(oldestAt) > LATE_MS
  const isIdle = waiting === 0 && indexes.some(({ state }) => state === 'live') && (searchable ?? 0) < newest
  if (!isLate && !isIdle) return ok('search fresh', says)
  return warn('search fresh', says, 'Let Paidfor run (npm start; of several processes, one that is not ROLE=web).')
}

function checkRefused({ lag, deadLetters }: ArchiveIndex): Check {
  if (lag.deadLetters === 0) return ok('search refused', 'Elasticsearch has taken every ad')
  const reasons = [...new Set(deadLetters.map(({ reason }) => reason.slice(0, LONGEST_REASON)))].slice(0, MOST_REASONS)
  const says = `${counted(lag.deadLetters, 'ad was', 'ads were')} refused, which no search finds: ${reasons.join(' | ')}`
  return warn('search refused', says, 'After an update, or when its cause is gone: npx paidfor verify-index --repair.')
}
