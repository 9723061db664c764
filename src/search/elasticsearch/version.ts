import { Problem } from '../../domain/errors.ts'
import type { Server } from './client.ts'
import { inShort } from './failure.ts'

const OLDEST = 8

interface Root {
  readonly version?: { readonly number?: string; readonly distribution?: string }
}

/**
 * Its version. `/` is not everywhere to be had (a proxy or a lesser right may forbid it): then a node is asked.
 * @param anyProduct asks in a way that other products and older servers understand too
 * @throws {Problem} `search.unsupported`
 */
export async function version(server: Server, anyProduct: Server): Promise<string> {
  try {
    return supported(await server<Root>({ method: 'GET', path: '/' }))
  } catch (problem) {
    const { status, isOther } = problem instanceof Problem ? problem.details : {}
    if (isOther === true) throw unsupported(whatAnswers(await anyProduct<Root>({ method: 'GET', path: '/' })))
    if (status === 400 || status === 406) return supported(await anyProduct<Root>({ method: 'GET', path: '/' }))
    if (status === 401 || status === 403 || status === 405) return supported(await nodeVersion(server, problem))
    throw problem
  }
}

async function nodeVersion(server: Server, first: unknown): Promise<Root> {
  const asked = { method: 'GET', path: '/_nodes/_local', query: { filter_path: 'nodes.*.version' } } as const
  const answer = await server<{ nodes?: Readonly<Record<string, { version?: string }>> }>(asked).catch(() => {
    throw first
  })
  const number = Object.values(answer.nodes ?? {})[0]?.version
  return number === undefined ? {} : { version: { number } }
}

function supported(root: Root): string {
  const { number, distribution } = root.version ?? {}
  const major = Number.parseInt(number ?? '', 10)
  if (number === undefined || distribution !== undefined || !(major >= OLDEST)) throw unsupported(whatAnswers(root))
  return number
}

function whatAnswers({ version }: Root): string {
  const { number, distribution } = version ?? {}
  const told = inShort(String(number))
  if (distribution !== undefined)
    return `${inShort(distribution) === 'opensearch' ? 'OpenSearch' : inShort(distribution)} ${told}`
  return number === undefined ? 'something that tells no version' : `Elasticsearch ${told}, or what passes for it,`
}

function unsupported(found: string): Problem {
  return new Problem(
    'search.unsupported',
    `At the address of the search engine answers ${found} and not Elasticsearch ${OLDEST} or newer: give the address of one, ` +
      'or none, and PostgreSQL searches.',
  )
}
