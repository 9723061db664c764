import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from '@swc/core'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../../dist/src/store/embedded/server.js'
import { root } from '../../../scripts/install.mjs'

/** The tests' own digest; Node runs no TypeScript. */
const { code } = transformSync(readFileSync(join(root, 'test', 'support', 'digest.ts'), 'utf8'), {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
})
const { archiveDigest } = await import(`data:text/javascript,${encodeURIComponent(code)}`)

/** Starts the archive's server for as long as `act` takes. */
export async function onArchive(dataDir, act) {
  const server = await startEmbeddedPostgres({ folder: join(dataDir, 'postgres') })
  const url = new URL(server.url)
  url.pathname = '/paidfor'
  const client = new pg.Client(url.href)
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
    await server[Symbol.asyncDispose]()
  }
}

/** One client answers one question at a time. */
function oneAfterAnother(client) {
  let before = Promise.resolve()
  return (statement) => {
    before = before.then(async () => (await client.query(statement)).rows)
    return before
  }
}

/** All that the archive says, in one hash. */
export async function digestOf(client) {
  const told = await archiveDigest({ query: oneAfterAnother(client) })
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}

/** The same; its kept files; and everything else that lies in its folder. */
export async function stateOf(dataDir) {
  // Before a server is started: it would tidy up.
  const raw = filesBelow(join(dataDir, 'raw'))
  const isKept = (name) => /^[0-9a-f]{64}$/.test(name)
  const temporary = filesBelow(join(dataDir, 'postgres', 'base')).filter((name) => /^pgsql_tmp|^t\d+_\d+/.test(name))
  const running = postmasterOf(dataDir) === null ? [] : ['postmaster.pid']
  const around = [...raw.filter((name) => !isKept(name)), ...temporary, ...running, ...readdirSync(dataDir)]
  const digest = await onArchive(dataDir, digestOf)
  return { digest, kept: raw.filter(isKept).sort().join(' '), around }
}

function filesBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

/** The process of the archive's server, or null. */
export function postmasterOf(dataDir) {
  try {
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
    return pid > 0 ? pid : null
  } catch {
    return null
  }
}
