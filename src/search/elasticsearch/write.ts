import type { IndexedAd, WriteOutcome } from '../../ports/search-engine.ts'
import type { Server } from './client.ts'
import { bodyOf } from './document.ts'
import { type EngineError, errorText, unavailable } from './failure.ts'
import { writers } from './names.ts'

/** The engine takes requests of 100 MB unless it is told otherwise; no request of ours comes near. */
const MOST_CHARACTERS = 8_000_000

interface Line {
  readonly id: string
  readonly index: string
  readonly text: string
}

/** Each ad once in each index, under the revision as its version: an older one never replaces a newer one. */
export async function write(
  server: Server,
  { indexes, ads, isRepair }: { indexes: readonly string[]; ads: readonly IndexedAd[]; isRepair: boolean },
): Promise<WriteOutcome[]> {
  const outcomes: WriteOutcome[] = []
  for (const lines of requests(linesOf(indexes, ads, isRepair ? 'external_gte' : 'external'))) {
    const items = await bulk(server, lines)
    outcomes.push(...lines.map((line, at) => outcome(line, items[at]?.index)))
  }
  return outcomes
}

/** What the archive does not hold is taken out; where it is not there either, all is well. */
export async function drop(server: Server, index: string, ids: readonly string[]): Promise<void> {
  const lines = ids.map((id) => ({ id, index, text: line({ delete: { _index: writers(index), _id: id } }) }))
  for (const part of requests(lines)) {
    for (const { delete: item } of await bulk(server, part)) {
      const isGone = item?.status === 200 || (item?.status === 404 && item.error === undefined)
      if (!isGone) throw unavailable(`does not drop a document: ${errorText(item?.error)}`)
    }
  }
}

function* linesOf(indexes: readonly string[], ads: readonly IndexedAd[], versionType: string): Generator<Line> {
  for (const ad of ads) {
    const body = `${bodyOf(ad)}\n`
    for (const index of indexes) {
      const action = { _index: writers(index), _id: ad.id, version: ad.revision, version_type: versionType }
      yield { id: ad.id, index, text: line({ index: action }) + body }
    }
  }
}

function line(action: object): string {
  return `${JSON.stringify(action)}\n`
}

function* requests(lines: Iterable<Line>): Generator<Line[]> {
  let part: Line[] = []
  let characters = 0
  for (const each of lines) {
    if (part.length > 0 && characters + each.text.length > MOST_CHARACTERS) {
      yield part
      part = []
      characters = 0
    }
    part.push(each)
    characters += each.text.length
  }
  if (part.length > 0) yield part
}

interface ItemResult {
  readonly _id?: string
  readonly status?: number
  readonly error?: EngineError
}

interface Item {
  readonly index?: ItemResult
  readonly delete?: ItemResult
}

/** An answer for each line, in their order. */
async function bulk(server: Server, lines: readonly Line[]): Promise<readonly Item[]> {
  const { items } = await server<{ items?: readonly Item[] }>({
    method: 'POST',
    path: '/_bulk',
    query: { require_alias: true, filter_path: 'items.*._id,items.*.status,items.*.error' },
    lines: lines.map(({ text }) => text).join(''),
  })
  const isWhole =
    Array.isArray(items) && items.length === lines.length && items.every((item, at) => answers(item, lines[at]))
  if (!isWhole) throw unavailable('does not say what became of each document')
  return items
}

function answers(item: Item | null, line: Line | undefined): boolean {
  const result = item?.index ?? item?.delete
  return typeof result?.status === 'number' && result._id === line?.id
}

function outcome({ id, index }: Line, { status = 0, error }: ItemResult = {}): WriteOutcome {
  if (status >= 200 && status < 300) return { id, index, kind: 'written' }
  if (status === 409) return { id, index, kind: 'stale' }
  const reason = errorText(error)
  if (status === 404) return { id, index, kind: 'lost', reason }
  const isFault = status >= 400 && status < 500 && status !== 429 && !NOT_ITS_FAULT.has(error?.type ?? '')
  return { id, index, kind: isFault ? 'refused' : 'later', reason }
}

/** What the index, or our rights in it, are to blame for: another time the same document is taken. */
const NOT_ITS_FAULT: ReadonlySet<string> = new Set([
  'cluster_block_exception',
  'index_closed_exception',
  'security_exception',
])
