import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../../src/project-root.ts'
import { proofSize, seeded } from '../support/seeded.ts'
import { aZip } from './a-zip.ts'
import { BLOCK } from './fetching.ts'
import { fileListener, site } from './site.ts'

const BLOCKS = 100

/** One call in a process of its own, which says when it is done. */
const PROGRAM = `
  const [module, folder, url] = process.argv.slice(1)
  const { httpDownloads } = await import(module)
  const downloads = httpDownloads({ folder, userAgent: 'test', operatorAddresses: [url], blockBytes: ${BLOCK} })
  const { signal } = new AbortController()
  const request = { url, leastBytes: 100, mayBeAbsent: false, partName: 'snap-2026', known: null, signal, onProgress() {} }
  process.stdout.write((await downloads.fetch(request)).kind)
`

/** What the process said, or null when it was killed first. */
function run(folder: string, url: string, onStart: (kill: () => void) => void): Promise<string | null> {
  const module = pathToFileURL(join(projectRoot, 'dist', 'src', 'fetch', 'http-downloads.js')).href
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, module, folder, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  onStart(() => child.kill('SIGKILL'))
  return new Promise((resolve) => child.once('close', (_code, signal) => resolve(signal === null ? said : null)))
}

test('killed at any moment, the next process fetches at most one block again, and the file is the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-kill-'))
  const bytes = await aZip(BLOCKS * BLOCK - 500)
  const random = seeded()
  let blocksLeft = Number.POSITIVE_INFINITY
  let kill: () => void = () => undefined
  const listener = fileListener(() => ({ bytes }))
  await using server = await site((request, response) => {
    if (--blocksLeft === 0) setTimeout(kill, random() * 3)
    listener(request, response)
  })
  const url = `${server.origin}/a.zip`
  const kills = proofSize(10)
  let killed = 0
  for (let round = 0; round < kills; round++) {
    blocksLeft = 1 + Math.floor(random() * (BLOCKS / 10))
    const said = await run(folder, url, (end) => {
      kill = end
    })
    if (said === null) killed++
    if (said === 'fetched') break
  }
  blocksLeft = Number.POSITIVE_INFINITY
  expect(await run(folder, url, () => undefined)).toBe('fetched')
  expect(killed).toBeGreaterThanOrEqual(Math.min(kills, 5))
  expect((await readFile(join(folder, 'snap-2026.part'))).equals(bytes)).toBe(true)
  const asked = server.asked.map(({ headers }) => headers.range).filter((range) => range !== 'bytes=0-0')
  expect(new Set(asked).size).toBe(BLOCKS)
  expect(asked.length - BLOCKS).toBeLessThanOrEqual(killed)
  await rm(folder, { recursive: true })
})
