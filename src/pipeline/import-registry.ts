import { type CalendarDate, calendarDateOrNull } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import type { IncomingContent, KeptContent, RawArchive } from '../ports/raw-archive.ts'
import type {
  ReadRow,
  Registry,
  RegistryFile,
  RegistryFormat,
  RegistryHead,
  RegistryLoadReport,
  RegistryStore,
  RejectedRow,
} from '../ports/registries.ts'

export interface RegistryImportDeps {
  readonly rawArchive: RawArchive
  readonly store: RegistryStore
  readonly registries: readonly Registry[]
  /** Names of licences under which the operator's use is covered. */
  readonly licences: readonly string[]
  readonly onProgress: (name: string, rows: number) => void
}

export interface RegistryImportRequest {
  readonly path: string
  /** Only this one's files; null: any. */
  readonly registry: string | null
  /** The operator's word on when it was retrieved. */
  readonly retrievedOn: CalendarDate | null
  /** Name of the folder that it lies in, and the file's own date: they tell the day where nothing else does. */
  readonly folder: string
  readonly modifiedOn: CalendarDate
  readonly acceptFewer: boolean
}

export type RegistryOutcome =
  | { readonly name: string; readonly registry: string; readonly format: string; readonly report: RegistryLoadReport }
  | { readonly name: string; readonly kind: 'unrecognised' | 'refused'; readonly problem: Problem }

interface Recognised {
  readonly registry: Registry
  readonly format: RegistryFormat
  readonly head: RegistryHead
}

/**
 * A registry's file from outside: told by what it holds, kept byte for byte, read back from what was kept, loaded. Each
 * content is loaded whole or not at all.
 * @throws {Problem} `file.…` when the file as a whole cannot be read
 */
export async function* importRegistry(
  deps: RegistryImportDeps,
  request: RegistryImportRequest,
): AsyncGenerator<RegistryOutcome> {
  const received = await deps.rawArchive.receive(request.path)
  const known = new Map<string, Recognised>()
  for (const content of received.contents) {
    const found = await recognise(deps, content, request.registry)
    if (found instanceof Problem) yield { name: content.name, kind: kindOf(found), problem: found }
    else known.set(content.name, found)
  }
  if (known.size === 0) return
  for (const kept of await received.keep()) {
    const recognised = known.get(kept.name)
    if (recognised !== undefined) yield await load(deps, request, { kept, recognised })
  }
}

function kindOf({ code }: Problem): 'unrecognised' | 'refused' {
  return code === 'file.unknown_format' ? 'unrecognised' : 'refused'
}

/** How much of a content is looked at to tell what it is. */
const HEAD_BYTES = 65_536

async function recognise(
  { registries, licences }: RegistryImportDeps,
  content: IncomingContent,
  only: string | null,
): Promise<Recognised | Problem> {
  const head = { name: content.name, start: await startOf(content) }
  for (const registry of registries) {
    if (only !== null && registry.manifest.id !== only) continue
    const format = registry.formats.find(({ recognises }) => recognises(head))
    if (format === undefined) continue
    return uncovered(registry, licences) ?? { registry, format, head }
  }
  const of = only === null ? 'any registry that is known' : only
  return new Problem('file.unknown_format', `it is no file of ${of}: its first line tells none of their shapes`)
}

function uncovered({ manifest }: Registry, licences: readonly string[]): Problem | null {
  const { name, licence, terms } = manifest
  if (licence === null || licences.includes(licence)) return null
  const how = `If your use is covered by the licence, set REGISTRY_LICENCES=${licence}`
  return new Problem('config.invalid', `it is of ${name} (${terms.split(':')[0]}), and nothing of it was taken. ${how}`)
}

async function startOf(content: IncomingContent): Promise<string> {
  const stream = await content.open()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= HEAD_BYTES) break
  }
  const start = Buffer.concat(chunks).subarray(0, HEAD_BYTES)
  return start.subarray(start.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0).toString('latin1')
}

async function load(
  { store, onProgress }: RegistryImportDeps,
  request: RegistryImportRequest,
  { kept, recognised }: { readonly kept: KeptContent; readonly recognised: Recognised },
): Promise<RegistryOutcome> {
  const { registry, format, head } = recognised
  const file = registryFile(request, kept, recognised)
  const rows = counted(format.rows(await kept.open(), head), (count) => onProgress(kept.name, count))
  try {
    const report = await store.load(file, rows, request.acceptFewer)
    return { name: kept.name, registry: registry.manifest.id, format: format.id, report }
  } catch (problem) {
    if (!(problem instanceof Problem) || !problem.code.startsWith('file.')) throw problem
    return { name: kept.name, kind: 'refused', problem }
  }
}

function registryFile(
  request: RegistryImportRequest,
  kept: KeptContent,
  { registry, format, head }: Recognised,
): RegistryFile {
  return {
    registry: registry.manifest.id,
    format: format.id,
    series: format.series(head) ?? '',
    name: kept.name,
    blob: kept.blob,
    blobBytes: kept.blobBytes,
    member: kept.member,
    ...dayOf(request, format, head),
  }
}

type Dated = Pick<RegistryFile, 'retrievedOn' | 'retrievedBy'>

function dayOf(request: RegistryImportRequest, format: RegistryFormat, head: RegistryHead): Dated {
  const told: readonly (readonly [RegistryFile['retrievedBy'], CalendarDate | null])[] = [
    ['operator', request.retrievedOn],
    ['content', format.dayOf?.(head) ?? null],
    ['name', dayIn(head.name)],
    ['folder', dayIn(request.folder)],
  ]
  for (const [retrievedBy, retrievedOn] of told) if (retrievedOn !== null) return { retrievedOn, retrievedBy }
  return { retrievedOn: request.modifiedOn, retrievedBy: 'modified' }
}

/** `2025-04-10`, or a month by its last day: `2025-04`. */
function dayIn(name: string): CalendarDate | null {
  const [, day] = /(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)/.exec(name) ?? []
  if (day !== undefined) return calendarDateOrNull(day)
  const [, year, month] = /(?<![\d-])(\d{4})-(\d{2})(?![\d-])/.exec(name) ?? []
  if (year === undefined || month === undefined) return null
  const last = new Date(Date.UTC(Number(year), Number(month), 0))
  return calendarDateOrNull(`${year}-${month}-${String(last.getUTCDate()).padStart(2, '0')}`)
}

const EVERY_ROWS = 5_000

async function* counted(
  rows: AsyncIterable<ReadRow | RejectedRow>,
  tell: (count: number) => void,
): AsyncGenerator<ReadRow | RejectedRow> {
  let count = 0
  for await (const row of rows) {
    if (++count % EVERY_ROWS === 0) tell(count)
    yield row
  }
}
