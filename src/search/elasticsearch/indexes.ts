import { Problem } from '../../domain/errors.ts'
import type { IndexStanding } from '../../ports/search-engine.ts'
import type { Server } from './client.ts'
import { unavailable } from './failure.ts'
import { type IndexDescription, indexBody, isSound, templateBody } from './mapping.ts'
import { namesOf, writers } from './names.ts'
import type { ElasticsearchSettings } from './settings.ts'

/** Null where the engine says that it is not there. */
async function unlessMissing<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer
  } catch (problem) {
    if (problem instanceof Problem && problem.details['status'] === 404) return null
    throw problem
  }
}

type Layout = Pick<ElasticsearchSettings, 'index' | 'shards' | 'replicas'>

/** The template comes first: one of an older mapping would have its say in the new index. */
export async function create(server: Server, layout: Layout, index: string, archive: string): Promise<void> {
  const names = namesOf(layout.index)
  ensureOurs(layout, index)
  if ((await described(server, index)) !== null) return
  await server({
    method: 'PUT',
    path: `/_index_template/${names.template}`,
    // Where one prefix begins with the other, the longer one is the more particular.
    body: {
      index_patterns: [`${names.readers}*`],
      priority: 500 + names.readers.length,
      template: templateBody(layout),
    },
  })
  const made = await server<{ acknowledged?: boolean }>({
    method: 'PUT',
    path: `/${index}`,
    body: { ...indexBody(archive, layout), aliases: { [writers(index)]: {} } },
  })
  if (made.acknowledged !== true) throw unavailable(`does not say that it made the index ${index}`)
}

interface Described extends IndexDescription {
  readonly aliases?: Readonly<Record<string, object>>
}

async function described(server: Server, index: string): Promise<Described | null> {
  const found = await unlessMissing(server<Record<string, Described>>({ method: 'GET', path: `/${index}` }))
  return found?.[index] ?? null
}

/** The indexes that an alias leads to. */
async function behind(server: Server, alias: string): Promise<string[]> {
  const found = await unlessMissing(server<Record<string, object>>({ method: 'GET', path: `/_alias/${alias}` }))
  return Object.keys(found ?? {})
}

export async function standing(server: Server, layout: Layout, index: string, archive: string): Promise<IndexStanding> {
  const found = await described(server, index)
  if (found === null) return { exists: false, isSound: false, isServed: false }
  const readers = await behind(server, namesOf(layout.index).readers)
  const isWritable = (await behind(server, writers(index))).join() === index
  return { exists: true, isSound: isWritable && isSound(found, archive, layout), isServed: readers.join() === index }
}

/** One change: at no moment does the alias lead nowhere, or to two. An index that took its name is removed. */
export async function serve(server: Server, layout: Layout, index: string): Promise<void> {
  ensureOurs(layout, index)
  const { readers } = namesOf(layout.index)
  const served = await behind(server, readers)
  const isTaken = served.length === 0 && (await described(server, readers)) !== null
  const actions = [
    ...(isTaken ? [{ remove_index: { index: readers } }] : []),
    ...served.filter((each) => each !== index).map((each) => ({ remove: { index: each, alias: readers } })),
    { add: { index, alias: readers } },
  ]
  await server({ method: 'POST', path: '/_aliases', body: { actions } })
}

export async function remove(server: Server, layout: Layout, index: string): Promise<void> {
  ensureOurs(layout, index)
  await unlessMissing(server({ method: 'DELETE', path: `/${index}` }))
}

export async function indexes(server: Server, layout: Layout): Promise<string[]> {
  const { pattern, isOurs } = namesOf(layout.index)
  const path = `/_resolve/index/${pattern}`
  const found = await unlessMissing(
    server<{ indices?: readonly { readonly name: string }[] }>({
      method: 'GET',
      path,
      query: { expand_wildcards: 'all' },
    }),
  )
  return (found?.indices ?? []).map(({ name }) => name).filter(isOurs)
}

/** Refreshed first: only then is what was written there to be seen. */
export async function open(server: Server, index: string, seconds: number): Promise<string> {
  const refreshed = await server<{ _shards?: { failed?: number } }>({ method: 'POST', path: `/${index}/_refresh` })
  if (refreshed._shards?.failed !== 0) throw unavailable('could not make all that was written visible')
  const { id } = await server<{ id?: string }>({
    method: 'POST',
    path: `/${index}/_pit`,
    query: { keep_alive: `${seconds}s` },
  })
  if (id === undefined) throw unavailable('gives no point in time')
  return id
}

export async function close(server: Server, pit: string): Promise<void> {
  await unlessMissing(server({ method: 'DELETE', path: '/_pit', body: { id: pit } }))
}

/** Nothing but indexes of ours is made, served or removed, whatever the caller has noted. */
function ensureOurs({ index: prefix }: Layout, index: string): void {
  if (!namesOf(prefix).isOurs(index)) throw new RangeError(`“${index}” is no index of “${prefix}”`)
}
