import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'

/** Whom the program connects to, as the kernel sees it. */
const program = join(projectRoot, 'scripts', 'paidfor.mjs')
const canTrace = spawnSync('strace', ['-V']).status === 0 && spawnSync('strace', ['-f', 'true']).status === 0
const tracing = canTrace ? test : test.skip
if (!canTrace) process.stderr.write('Who is connected to is not tested: strace is missing, or may not be used here.\n')

let folder: string
let sandbox: Sandbox
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paidfor-outbound-'))
  sandbox = await startSandbox({ day: new Date().toISOString().slice(0, 10) as never })
})
afterEach(async () => {
  await sandbox[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

tracing(
  'without COLLECT the site connects to nothing outside this machine, from its first start on',
  async () => {
    const addresses = await addressesOf(['serve'], /Paidfor is at/, {})
    expect(addresses.length).toBeGreaterThan(0) // its own database and sandbox are seen: so would others be
    expect(addresses.filter((address) => !isLoopback(address))).toEqual([])
  },
  120_000,
)

tracing(
  'a pull connects to the configured address alone',
  async () => {
    const addresses = await addressesOf(['collect', 'snap'], /collect-snap: done/, {
      COLLECT_SNAP_URL: sandbox.addresses.snap,
    })
    expect(addresses).toContain(`127.0.0.1:${new URL(sandbox.url).port}`)
    expect(addresses.filter((address) => !isLoopback(address))).toEqual([])
  },
  120_000,
)

function isLoopback(address: string): boolean {
  return /^(127\.|\[?::1\]?:)/.test(address)
}

/** Runs the program until it has said so, stops it, and tells every internet address that it or a child connected to. */
async function addressesOf(
  args: readonly string[],
  words: RegExp,
  settings: Record<string, string>,
): Promise<string[]> {
  const { DATABASE_URL: _, ...outer } = process.env
  const log = join(folder, 'connects')
  const env = { ...outer, ...settings, DATA_DIR: join(folder, 'data'), PORT: '0' }
  const traced = [
    '-f',
    '--seccomp-bpf',
    '-qq',
    '-e',
    'trace=connect,sendto,sendmsg',
    '-o',
    log,
    process.execPath,
    program,
    ...args,
  ]
  const child = spawn('strace', traced, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  const ended = new Promise((resolve) => child.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (text) => {
      said += text
      if (words.test(said)) resolve()
    })
    void ended.then(() => (words.test(said) ? resolve() : reject(new Error(`it never said ${words}: ${said}`))))
  })
  spawnSync('pkill', ['-TERM', '-P', String(child.pid)])
  await ended
  const calls = await readFile(log, 'utf8')
  const found = calls.matchAll(/sin6?_port=htons\((\d+)\).*?(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")/g)
  return [...new Set([...found].map(([, port, four, six]) => `${four ?? `[${six}]`}:${port}`))]
}
