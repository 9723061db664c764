import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify, stripVTControlCharacters } from 'node:util'
import { ensureReachable, ensureServable, isRoot } from './account.mjs'

export const VERSION = '8.19.21'

const GROUP = 'org.elasticsearch.distribution.integ-test-zip'
const NAME = `elasticsearch-${VERSION}`
const SOURCES = fileURLToPath(new URL('plugin', import.meta.url))
const OLDEST_JAVA = 17

const CLASSES = {
  'org.elasticsearch.plugin.analysis.TokenFilterFactory': {
    asciifolding: 'paidfor.analysis.AsciiFolding',
    snowball: 'paidfor.analysis.Snowball',
  },
  'org.elasticsearch.plugin.analysis.TokenizerFactory': {
    whitespace: 'paidfor.analysis.Whitespace',
  },
}

/** Where root's home is private, the account that the server runs as could read nothing in it. */
export const cacheFolder = join(
  process.env.XDG_CACHE_HOME || (isRoot ? '/var/cache' : join(homedir(), '.cache')),
  'paidfor',
  'elasticsearch',
)

let installed

/**
 * Fetches, unpacks and completes the server, once: `{ home, javaHome }`. Several processes may do so at once: each
 * works in a folder of its own, and the first rename wins.
 *
 * @throws {Error} whose message is one line and says why it cannot be had.
 */
export function install() {
  installed ??= prepare()
  return installed
}

async function prepare() {
  if (process.platform === 'win32') throw new Error('it is not started on Windows')
  await ensureServable()
  const javaHome = await findJava()
  await mkdir(cacheFolder, { recursive: true })
  await ensureReachable(cacheFolder)
  const home = join(cacheFolder, `${NAME}-${await stateOfPlugin()}`)
  if (!existsSync(home)) await inDraft(async (draft) => await build(draft, { home, javaHome }))
  return { home, javaHome }
}

async function build(draft, { home, javaHome }) {
  const archive = await fetchArchive(draft)
  await run('unpack the server', join(javaHome, 'bin', 'jar'), ['xf', archive], { cwd: draft })
  await buildPlugin(join(draft, NAME), javaHome)
  await run('open the server’s files', 'chmod', ['-R', 'a+rX', join(draft, NAME)])
  await settle(join(draft, NAME), home)
}

async function inDraft(work) {
  const draft = await mkdtemp(join(cacheFolder, 'draft-'))
  try {
    return await work(draft)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** Maven's own store is not used: it lies in a home that the account may not have. */
async function fetchArchive(draft) {
  const archive = join(cacheFolder, `${NAME}.zip`)
  if (existsSync(archive)) return archive
  const store = join(draft, 'maven')
  await run(`fetch Elasticsearch ${VERSION}`, 'mvn', [
    '-q',
    '-B',
    '--strict-checksums',
    `-Dmaven.repo.local=${store}`,
    'dependency:get',
    `-Dartifact=${GROUP}:elasticsearch:${VERSION}:zip`,
    '-Dtransitive=false',
  ])
  await settle(join(store, ...GROUP.split('.'), 'elasticsearch', VERSION, `${NAME}.zip`), archive)
  return archive
}

/** The classes are in the server's own Lucene; the plugin gives them the names that they have in production. */
async function buildPlugin(home, javaHome) {
  const folder = join(home, 'plugins', 'analysis-common')
  const classes = join(home, 'classes')
  await mkdir(folder, { recursive: true })
  const files = (await readdir(SOURCES)).map((name) => join(SOURCES, name))
  const options = ['--release', '17', '-cp', join(home, 'lib', '*'), '-d', classes]
  await run('compile the plugin', join(javaHome, 'bin', 'javac'), [...options, ...files])
  await run('pack the plugin', join(javaHome, 'bin', 'jar'), [
    '--create',
    '--file',
    join(folder, 'analysis-common.jar'),
    '-C',
    classes,
    '.',
  ])
  await rm(classes, { recursive: true })
  await writeFile(join(folder, 'named_components.json'), JSON.stringify(CLASSES))
  await writeFile(
    join(folder, 'stable-plugin-descriptor.properties'),
    Object.entries({
      name: 'analysis-common',
      description: 'Filters and a tokenizer that the integration-test distribution leaves out',
      version: VERSION,
      'elasticsearch.version': VERSION,
      'java.version': OLDEST_JAVA,
    })
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  )
}

async function stateOfPlugin() {
  const hash = createHash('sha256').update(JSON.stringify(CLASSES))
  for (const name of (await readdir(SOURCES)).sort()) hash.update(await readFile(join(SOURCES, name)))
  return hash.digest('hex').slice(0, 8)
}

async function findJava() {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java'
  const settings = await run('run it', java, ['-XshowSettings:properties', '-version'])
  const property = (name) => new RegExp(`^ *${name} = (.*)$`, 'm').exec(settings)?.[1]?.trim() ?? ''
  const version = property('java.specification.version')
  if (!(Number(version) >= OLDEST_JAVA))
    throw new Error(`it needs Java ${OLDEST_JAVA} or newer, and this is ${version}`)
  const javaHome = property('java.home')
  if (existsSync(join(javaHome, 'bin', 'javac'))) return javaHome
  throw new Error(`the Java in ${javaHome} has no compiler (javac)`)
}

async function settle(from, to) {
  try {
    await rename(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error // else another process was faster
  }
}

/** @returns all that it said. @throws {Error} of one line. */
async function run(purpose, command, args, options = {}) {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, { timeout: 600_000, ...options })
    return stdout + stderr
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error(`there is no ${command} to ${purpose}`)
    const text = stripVTControlCharacters(`${error.stdout}\n${error.stderr}`)
    const said = text.split('\n').filter((line) => line.trim() !== '')
    const line = said.find((line) => /error/i.test(line)) ?? said.at(-1) ?? error.message
    throw new Error(`${command} could not ${purpose}: ${line.trim()}`)
  }
}
