import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { pullFacts } from '../../src/pipeline/pull-facts.ts'
import { projectRoot } from '../../src/project-root.ts'
import { SWITCHES } from '../../src/sandbox/switches.ts'
import { sources } from '../../src/sources/registry.ts'
import { ask } from './sandbox-client.ts'

const script = join(projectRoot, 'scripts', 'sandbox.mjs')

function sandbox(...args: string[]) {
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', timeout: 50_000 })
}

test('it lists its switches, each with what it does', () => {
  const { status, stdout } = sandbox('--list')
  expect(status).toBe(0)
  for (const name of Object.keys(SWITCHES)) expect(stdout).toMatch(new RegExp(`^${name} +\\S`, 'm'))
  expect(stdout).toContain(SWITCHES['snap.429'])
})

test.each([
  [['--switch', 'snap.fast'], /“snap\.fast” is no switch of the sandbox/],
  [['--day', '2026-02-30'], /--day: 2026-02-30 is not a day of the calendar/],
  [['--seed', 'seven'], /--seed is no whole number/],
  [['--loud'], /Unknown option '--loud'/],
])('a wrong word on the command line is one sentence: %j', (args, words) => {
  const { status, stderr } = sandbox(...args)
  expect(stderr).toMatch(words)
  expect(stderr).not.toMatch(/\n {4}at /)
  expect(status).toBe(2)
})

test('it says where it listens and how to collect from it, and ends on a signal', async () => {
  const child = spawn(process.execPath, [script, '--day', '2026-11-20', '--port', '0', '--switch', 'snap.columns-34'])
  try {
    const greeting = await textUntil(child.stdout, 'Ctrl+C')
    const [, address = ''] = /^COLLECT_SNAP_URL='(http:[^']+)'$/m.exec(greeting) ?? []
    expect(greeting).toContain('The made-up election of 2026-11-20, with snap.columns-34')
    expect((await ask(address.replace('{year}', '2026'), {}, 'HEAD')).status).toBe(200)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  } finally {
    child.kill('SIGKILL')
  }
})

test('the settings that it writes are all that a collector of every library needs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-sandbox-'))
  const file = join(folder, 'sandbox.env')
  const child = spawn(process.execPath, [script, '--day', '2026-11-20', '--port', '0', '--env', file])
  try {
    await textUntil(child.stdout, 'Ctrl+C')
    const lines = (await readFile(file, 'utf8')).trim().split('\n')
    const settings = Object.fromEntries(lines.map((line) => /^(\w+)='(.*)'$/.exec(line)?.slice(1) ?? []))
    const config = readConfig(settings)
    const pulled = sources.filter((source) => pullFacts(source) !== null)
    expect([...config.collect].sort()).toEqual(pulled.map(({ manifest }) => manifest.id).sort())
    for (const { manifest, crawling } of pulled) {
      expect(config.addresses.get(manifest.id)).toMatch(/^http:\/\/127\.0\.0\.1:/)
      const lacking = crawling?.needs.filter((need) => need.isRequired && !config.platforms.settings.has(need.setting))
      expect(lacking ?? []).toEqual([])
    }
  } finally {
    child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
})

async function textUntil(stream: NodeJS.ReadableStream, end: string): Promise<string> {
  let text = ''
  for await (const part of stream) {
    text += String(part)
    if (text.includes(end)) return text
  }
  return text
}
