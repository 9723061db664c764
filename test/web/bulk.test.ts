import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import request from 'supertest'
import { publishedReleases } from '../../src/pipeline/published.ts'
import type { ReleaseManifest } from '../../src/ports/releases.ts'
import type { JobState, RunRecord } from '../../src/ports/run-log.ts'
import { SCHEMAS } from '../../src/web/api/schemas.ts'
import { releaseDeps, releaseInto } from '../exports/support/released.ts'
import type { TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { openSmallElection } from '../support/small-election.ts'
import { textOf } from './support/html.ts'

let opened: TestArchive
let folder: string
let manifest: ReleaseManifest
let site: Server

beforeAll(async () => {
  opened = await openSmallElection()
  folder = mkdtempSync(join(tmpdir(), 'paidfor-bulk-'))
  manifest = (await releaseInto(opened, folder)).manifest
  site = serving({})
})
afterAll(async () => {
  site.close()
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Serving {
  readonly redistribute?: string[]
  readonly state?: JobState | null
  readonly schemaVersion?: number
}

function serving({ redistribute = [], state = null, schemaVersion }: Serving): Server {
  const deps = releaseDeps(opened, folder, redistribute)
  const releaseArchive = schemaVersion === undefined ? deps.releaseArchive : { ...deps.releaseArchive, schemaVersion }
  return siteOver(
    opened,
    undefined,
    publishedReleases({ ...deps, releaseArchive }, async () => state),
  ).listen(0)
}

/** As another installation or setting would serve the same folder. */
async function asked(settings: Serving, url: string): Promise<request.Response> {
  const other = serving(settings)
  try {
    return await request(other).get(url).set('Accept', 'text/html')
  } finally {
    other.close()
  }
}

const aFile = () => manifest.files.find(({ path }) => path.endsWith('.csv.gz')) ?? { path: '', sha256: '', bytes: 0 }
const onDisk = (name: string) => readFileSync(join(folder, manifest.id, name))

test('the page names every release, what is in it, and which source is not, and why', async () => {
  const { text } = await request(site).get('/bulk').expect(200)
  const words = textOf(text)
  expect(words).toContain(manifest.id)
  expect(words).toContain('Meta Ad Library not in releases')
  expect(words).toContain('the operator of this archive has not chosen to answer for that')
  for (const { path } of manifest.files) expect(text).toContain(`href="/bulk/${manifest.id}/${path}"`)
  expect(words).toMatch(/curl -fsS --compressed 'http:\/\/127\.0\.0\.1:\d+\/bulk\/changes\?since=/)
})

test('a run that failed is shown with its reason; without a release the page says how one is made', async () => {
  const run: RunRecord = {
    ...{ id: 1, job: 'release', trigger: 'tick', dueAt: null, counts: {}, progress: null },
    startedAt: '2026-11-23T04:30:00Z' as RunRecord['startedAt'],
    finishedAt: '2026-11-23T04:31:00Z' as RunRecord['finishedAt'],
    outcome: 'failed',
    message: 'A release cannot be written (ENOSPC): check the space on that disk.',
  }
  const state: JobState = { job: 'release', nextDueAt: null, running: null, last: run, lastGoodAt: null }
  const { text } = await asked({ state }, '/bulk')
  expect(textOf(text)).toContain('no release was made: it failed. A release cannot be written (ENOSPC)')
  expect(text).toContain('bulk-job--trouble')
  const byHand = { ...state, last: { ...run, trigger: 'hand' as const } }
  const typed = await asked({ state: byHand }, '/bulk')
  expect(textOf(typed.text)).toContain('by hand')
  expect(typed.text).not.toContain('ENOSPC')
  const bare = await request(siteOver(opened)).get('/bulk').expect(200)
  expect(textOf(bare.text)).toContain(
    'There is no release yet. Whoever runs this archive makes one with npx paidfor export',
  )
})

test('the index names every file of the newest release, and is what the document of the API says', async () => {
  const { body } = await request(site).get('/bulk/index.json').expect(200)
  expect(SCHEMAS.BulkIndex.parse(body)).toEqual(body)
  expect(body).toMatchObject({ newest: manifest.id, changesSince: `/bulk/changes?since=${manifest.id}` })
  expect(body.releases[0].files.map(({ sha256 }: { sha256: string }) => sha256)).toEqual(
    manifest.files.map(({ sha256 }) => sha256),
  )
})

test('a file comes as it was written, whole and in parts, under a strong tag', async () => {
  const { path, sha256 } = aFile()
  const url = `/bulk/${manifest.id}/${path}`
  const whole = await request(site).get(url).buffer(true).parse(bytes).expect(200)
  expect(whole.body.equals(onDisk(path))).toBe(true)
  expect(whole.headers).toMatchObject({
    etag: `"${sha256}"`,
    'content-type': 'application/gzip',
    'accept-ranges': 'bytes',
  })
  expect(whole.headers['cache-control']).toMatch(/^public, max-age=\d+, immutable, no-transform$/)
  await request(site).get(url).set('If-None-Match', `"${sha256}"`).expect(304)
  const part = await request(site).get(url).set('Range', 'bytes=10-19').buffer(true).parse(bytes).expect(206)
  expect(part.body.equals(onDisk(path).subarray(10, 20))).toBe(true)
  const stale = await request(site).get(url).set('Range', 'bytes=10-19').set('If-Range', '"another"')
  expect(stale.status).toBe(200)
  const head = await request(site).head(url).expect(200)
  expect(head.headers['content-length']).toBe(String(onDisk(path).length))
  const beyond = await request(site).get(url).set('Range', 'bytes=99999999-').expect(416)
  expect(beyond.headers['etag']).not.toContain(sha256)
})

test('what explains it is not compressed on the way: its bytes are those of its sum', async () => {
  for (const name of ['load.sql', 'manifest.json', 'SHA256SUMS', 'dictionary.csv']) {
    const { headers, text } = await request(site)
      .get(`/bulk/${manifest.id}/${name}`)
      .set('Accept-Encoding', 'gzip')
      .expect(200)
    expect(headers['content-encoding']).toBeUndefined()
    expect(headers['etag']).toBe(`"${createHash('sha256').update(onDisk(name)).digest('hex')}"`)
    expect(Buffer.from(text).equals(onDisk(name))).toBe(true)
  }
})

test('nothing but what a release names can be had from its folder, or from any other', async () => {
  const { id } = manifest
  const tricks = [
    '..%2f..%2fraw',
    '%2e%2e%2fmanifest.json',
    '..',
    '.',
    'nothing.csv',
    'manifest.json%00',
    'MANIFEST.JSON',
  ]
  const urls = [
    ...tricks.map((name) => `/bulk/${id}/${name}`),
    ...[`..%2f${id}`, '%2e%2e', '2020-01-01.1', `.unfinished-${id}`].map((release) => `/bulk/${release}/manifest.json`),
  ]
  for (const url of urls) {
    const { status } = await request(site).get(url)
    expect([url, status]).toEqual([url, 404])
  }
})

test('a release that holds what is withheld by now is not handed out', async () => {
  const { manifest: full } = await releaseInto(opened, join(folder, 'full'), { redistribute: ['meta'] })
  const served = (redistribute: string[]) =>
    siteOver(
      opened,
      undefined,
      publishedReleases(releaseDeps(opened, join(folder, 'full'), redistribute), async () => null),
    )
  await request(served(['meta']))
    .get(`/bulk/${full.id}/manifest.json`)
    .expect(200)
  await request(served([])).get(`/bulk/${full.id}/manifest.json`).expect(404)
  expect((await request(served([])).get('/bulk/index.json').expect(200)).body.releases).toEqual([])
})

function bytes(response: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => chunks.push(chunk))
  response.on('end', () => done(null, Buffer.concat(chunks)))
}
