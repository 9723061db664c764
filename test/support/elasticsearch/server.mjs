import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { giveToServer, serverPrefix } from './account.mjs'
import { install } from './install.mjs'

export { cacheFolder } from './install.mjs'

const PATIENCE = 120_000

export async function elasticsearchUnavailable() {
  return await install().then(
    () => null,
    (error) => error.message,
  )
}

export async function startElasticsearch({ folder, heap = '512m', javaOptions = '', port = 0, settings = {} }) {
  const files = await install()
  const node = {
    ...files,
    folder,
    javaOptions: `-Xms${heap} -Xmx${heap} ${javaOptions}`,
    log: join(folder, 'console.log'),
  }
  await writeConfiguration(node, { 'http.port': port || portRange(), 'transport.port': portRange(), ...settings })
  let life = await live(node)
  await pinPort(node, life.url)
  return {
    url: life.url,
    version: life.version,
    folder,
    get pid() {
      return life.pid
    },
    get exited() {
      return life.exited
    },
    stop: () => end(life, () => life.child.kill('SIGTERM')),
    kill: () => end(life, () => signal(life.pid, 'SIGKILL')),
    async start() {
      if (!life.hasExited()) throw new Error(`Elasticsearch in ${folder} runs already`)
      life = await live(node)
    },
  }
}

async function writeConfiguration({ folder, home }, settings) {
  for (const name of ['config', 'data', 'logs', 'snapshots', 'tmp']) {
    await mkdir(join(folder, name), { recursive: true })
  }
  const all = {
    'cluster.name': 'paidfor',
    'node.name': 'paidfor',
    'discovery.type': 'single-node',
    'network.host': '127.0.0.1',
    'node.portsfile': true,
    'path.data': join(folder, 'data'),
    'path.logs': join(folder, 'logs'),
    'path.repo': join(folder, 'snapshots'),
    'xpack.security.enabled': false,
    'cluster.routing.allocation.disk.threshold_enabled': false,
    ...settings,
  }
  // JSON is YAML
  const lines = Object.entries(all).map(([name, value]) =>
    value === null ? '' : `${name}: ${JSON.stringify(value)}\n`,
  )
  await writeFile(join(folder, 'config', 'elasticsearch.yml'), lines.join(''))
  const config = join(folder, 'config')
  await copyFile(join(home, 'config', 'log4j2.properties'), join(config, 'log4j2.properties'))
  const options = await readFile(join(home, 'config', 'jvm.options'), 'utf8')
  // What would write into the folder of the installation, or fill the disk, is left out.
  await writeFile(join(config, 'jvm.options'), options.replaceAll(/^-Xlog:gc.*|^-XX:(ErrorFile=|\+HeapDump).*/gm, ''))
  await writeFile(join(folder, 'console.log'), '')
  await giveToServer(folder)
}

/** From its second life on the node has the port of its first. */
async function pinPort({ folder }, url) {
  const file = join(folder, 'config', 'elasticsearch.yml')
  const lines = await readFile(file, 'utf8')
  await writeFile(file, lines.replace(/^http\.port: .*$/m, `http.port: ${new URL(url).port}`))
}

/** One life of the node: from here to its end. */
async function live(node) {
  const prefix = await serverPrefix()
  const [command, ...args] = [...prefix, 'bash', join(node.home, 'bin', 'elasticsearch')]
  await rm(portsFile(node), { force: true })
  const log = openSync(node.log, 'a')
  const child = spawn(command, args, {
    cwd: node.folder,
    stdio: ['ignore', log, log],
    env: {
      PATH: process.env.PATH,
      ES_JAVA_HOME: node.javaHome,
      CLI_JAVA_OPTS: '-XX:TieredStopAtLevel=1', // of the launcher, which has little to do
      ES_JAVA_OPTS: node.javaOptions,
      ES_PATH_CONF: join(node.folder, 'config'),
      ES_TMPDIR: join(node.folder, 'tmp'),
    },
  })
  closeSync(log)
  const exited = once(child, 'exit').then(
    () => {},
    () => {}, // it could not be started: hasExited says so too
  )
  let isOver = false
  exited.then(() => {
    isOver = true
  })
  const life = { child, exited, hasExited: () => isOver }
  try {
    return { ...life, ...(await whenReady(node, life)) }
  } catch (error) {
    child.kill('SIGKILL') // the server follows the launcher that is its parent
    throw new Error(`Elasticsearch does not start: ${error.message}. ${await lastWords(node.log)}`)
  }
}

/** A red cluster is no reason to fail: a test may want one. @returns `{ url, pid, version }` of the server itself. */
async function whenReady(node, { hasExited }) {
  const end = Date.now() + PATIENCE
  let url
  for (;;) {
    if (hasExited()) throw new Error('it ended by itself')
    if (Date.now() > end) throw new Error(`it does not answer within ${PATIENCE / 1000} seconds`)
    url = await readAddress(node)
    if (url !== null && (await ask(url, '/_cluster/health?wait_for_status=yellow&timeout=30s')) !== null) break
    await sleep(100)
  }
  const { nodes } = await ask(url, '/_nodes/_local?filter_path=nodes.*.version,nodes.*.process.id')
  const [{ version, process: server }] = Object.values(nodes)
  return { url, pid: server.id, version }
}

/** Null while it cannot say. 408 is the answer of a cluster that did not get as healthy as was asked. */
async function ask(url, path) {
  try {
    const response = await fetch(url + path)
    return response.ok || response.status === 408 ? await response.json() : null
  } catch {
    return null
  }
}

/** The server writes down which port it got; asking for a free one beforehand loses it to others while it starts. */
async function readAddress(node) {
  const text = await readFile(portsFile(node), 'utf8').catch(() => '')
  const address = text.split('\n').find((line) => line.startsWith('127.0.0.1:'))
  return address === undefined ? null : `http://${address}`
}

const portsFile = ({ folder }) => join(folder, 'logs', 'http.ports')

/** A hundred ports below those that systems give to outgoing connections. The server takes the first that is free. */
function portRange() {
  const first = 10_000 + 100 * randomInt(200)
  return `${first}-${first + 99}`
}

async function end(life, how) {
  if (life.hasExited()) return
  how()
  const force = setTimeout(() => signal(life.pid, 'SIGKILL'), PATIENCE)
  await life.exited
  clearTimeout(force)
}

function signal(pid, name) {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

/** Without the places in the server's code, and without what went well. */
async function lastWords(log) {
  const lines = (await readFile(log, 'utf8')).split('\n')
  const telling = lines.filter((line) => line.trim() !== '' && !/^\s+(at |\.\.\. )|\[INFO \]/.test(line))
  return `Its log ${log} ends:\n${telling.slice(-6).join('\n')}`
}
