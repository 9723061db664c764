import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import request from 'supertest'
import { Problem } from '../../src/domain/errors.ts'
import { publishedReleases } from '../../src/pipeline/published.ts'
import type { ReleaseDeps } from '../../src/pipeline/release.ts'
import type { ReleaseArchive, ReleaseChange, ReleaseManifest } from '../../src/ports/releases.ts'
import { releaseDeps, releaseInto } from '../exports/support/released.ts'
import type { TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { openSmallElection } from '../support/small-election.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

let opened: TestArchive
let folder: string
let manifest: ReleaseManifest
let newest: string

beforeAll(async () => {
  opened = await openSmallElection()
  folder = mkdtempSync(join(tmpdir(), 'paidfor-changes-'))
  manifest = (await releaseInto(opened, folder)).manifest
  await opened.importText(
    'snap',
    'snap-2024-11-01_2023.csv',
    snapCsv([{ ADID: snapAdId(700) }, { ADID: snapAdId(701) }]),
  )
  const moment = await opened.archive.newestMoment()
  newest = `${moment?.day}.${moment?.revision}`
})
afterAll(async () => {
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
})

type Archive = Partial<ReleaseArchive>

function siteWith(archive: Archive = {}, redistribute: string[] = []): ReturnType<typeof siteOver> {
  const deps = releaseDeps(opened, folder, redistribute)
  const other: ReleaseDeps = { ...deps, releaseArchive: { ...deps.releaseArchive, ...archive } }
  return siteOver(
    opened,
    undefined,
    publishedReleases(other, async () => null),
  )
}

test('the first line tells the moments, the last one how many records and the token to go on with', async () => {
  const { text, headers } = await request(siteWith())
    .get(`/bulk/changes?since=${manifest.id}`)
    .buffer(true)
    .parse(asText)
  expect(headers['content-type']).toMatch(/^application\/x-ndjson/)
  const lines = String(text)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines[0]).toEqual({ since: manifest.id, until: newest, schemaVersion: manifest.schemaVersion })
  expect(lines.at(-1)).toEqual({ complete: true, records: lines.length - 2, until: newest })
  const added = lines.filter(({ table, change }) => table === 'ads' && change === 'added')
  expect(added.map(({ key }) => key)).toEqual([700, 701].map((n) => ({ id: `snap/${snapAdId(n)}` })))
  expect(added[0].row).toMatchObject({ source: 'snap', spend_lower: '100', ends_on: '2024-11-05', texts: null })
})

test('nothing changed is an answer, and it is whole', async () => {
  const { text } = await request(siteWith()).get(`/bulk/changes?since=${newest}`).buffer(true).parse(asText).expect(200)
  expect(JSON.parse(String(text).trimEnd().split('\n')[1] ?? '')).toEqual({ complete: true, records: 0, until: newest })
  const until = await request(siteWith())
    .get(`/bulk/changes?since=${manifest.id}&until=${manifest.id}`)
    .buffer(true)
    .parse(asText)
  expect(String(until.text)).toContain('"records":0')
})

test.each([
  ['', 400, 'Say since which release'],
  ['since=yesterday', 400, 'write'],
  ['since=2024-11-05', 400, 'write the token of a release'],
  ['since=2020-01-01.1', 410, 'does not know 2020-01-01.1'],
  ['since=2030-01-01.99999', 410, 'Take the newest release that /bulk/index.json names'],
])('changes?%s is answered with %d', async (query, status, sentence) => {
  const { body } = await request(siteWith()).get(`/bulk/changes?${query}`).expect(status)
  expect(body.detail).toContain(sentence)
})

test('an end before the beginning, and one that nobody knows, are refused', async () => {
  const url = (since: string, until: string) => `/bulk/changes?since=${since}&until=${until}`
  expect((await request(siteWith()).get(url(newest, manifest.id)).expect(400)).body.detail).toContain(
    'end before they begin',
  )
  await request(siteWith()).get(url(newest, '2030-01-01.999')).expect(400)
})

test('a token of other columns, or of other sources, than there are now is gone', async () => {
  const url = `/bulk/changes?since=${manifest.id}`
  const columns = await request(siteWith({ schemaVersion: manifest.schemaVersion + 1 }))
    .get(url)
    .expect(410)
  expect(columns.body).toMatchObject({ code: 'request.gone', detail: expect.stringContaining('other columns') })
  const sources = await request(siteWith({}, ['meta']))
    .get(url)
    .expect(410)
  expect(sources.body.detail).toContain('other sources')
  await request(siteWith({ schemaVersion: manifest.schemaVersion + 1 }))
    .get(`/bulk/changes?since=${newest}`)
    .expect(410)
})

test('whoever comes when others are reading is told when to come again, and no line of an answer', async () => {
  const busy: Archive = {
    changes: () => broken(new Problem('request.busy', 'Others are reading changes.', { retryAfter: 60 })),
  }
  await request(siteWith(busy)).get(`/bulk/changes?since=${manifest.id}`).expect(503).expect('Retry-After', '60')
})

test('an answer that fails midway says so in its last line, and the download fails', async () => {
  const failing: Archive = {
    changes: async function* (between, sources): AsyncGenerator<ReleaseChange> {
      for await (const change of releaseDeps(opened, folder).releaseArchive.changes(between, sources)) {
        yield change
        throw new Error('hunter2 is gone')
      }
    },
  }
  const server = createServer(siteWith(failing)).listen(0)
  const { text, isAborted } = await download(server, `/bulk/changes?since=${manifest.id}`)
  const last = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')
  expect(last).toMatchObject({
    complete: false,
    records: 1,
    problem: expect.stringMatching(/^CUT SHORT after 1 records/),
  })
  expect(text).not.toContain('hunter2')
  expect(isAborted).toBe(true)
})

test('the head of changes tells their kind and reads none', async () => {
  const site = siteWith({ changes: () => broken(new Error('none are to be read')) })
  await request(site)
    .head(`/bulk/changes?since=${manifest.id}`)
    .expect(200)
    .expect('Content-Type', /ndjson/)
})

async function* broken(error: Error): AsyncGenerator<ReleaseChange> {
  yield await Promise.reject<ReleaseChange>(error)
}

function download(server: Server, path: string): Promise<{ text: string; isAborted: boolean }> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve) => {
    get({ port, path, agent: false, headers: { 'Accept-Encoding': 'identity' } }, (response) => {
      let text = ''
      const end = (isAborted: boolean) => {
        server.close()
        resolve({ text, isAborted })
      }
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8')
      })
      response.on('error', () => end(true))
      response.on('end', () => end(false))
    })
  })
}

function asText(response: request.Response, done: (error: Error | null, body: string) => void): void {
  let text = ''
  response.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  response.on('end', () => {
    Object.assign(response, { text })
    done(null, text)
  })
}
