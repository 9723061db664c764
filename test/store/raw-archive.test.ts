import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text as wholeText } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import yazl from 'yazl'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

async function zip(members: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const file = new yazl.ZipFile()
  for (const [name, content] of Object.entries(members)) file.addBuffer(Buffer.from(content), name)
  file.end()
  const chunks: Buffer[] = []
  for await (const chunk of file.outputStream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

async function keptFiles(): Promise<string[]> {
  const entries = await readdir(join(opened.folder, 'raw'), { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

const csv = snapCsv([{}])

test.each([
  ['plain', '2024-10-01_2024.csv', Buffer.from(csv)],
  ['gzip', '2024-10-01_2024.csv.gz', gzipSync(csv)],
])('a %s file is kept byte for byte under its SHA-256, and read by its owner alone', async (_kind, name, bytes) => {
  await opened.importText('snap', name, bytes)
  const [{ sha256 }] = await opened.database.query('SELECT sha256 FROM blob')
  expect(await keptFiles()).toEqual([sha256])
  const path = join(opened.folder, 'raw', sha256.slice(0, 2), sha256)
  expect(await readFile(path)).toEqual(bytes)
  expect((await stat(path)).mode & 0o077).toBe(0)
})

test('members of a zip are files of their own, kept in one piece', async () => {
  const day2 = snapCsv([{ ADID: snapAdId(2) }])
  const bytes = await zip({ '2024-10-01_2024.csv': csv, 'sub/2024-10-02_2024.csv': day2, 'readme.txt': 'hello' })
  const outcomes = await opened.importText('snap', 'x.zip', bytes)
  expect(outcomes.map(({ name, kind }) => [name, kind])).toEqual([
    ['x.zip!readme.txt', 'unrecognised'],
    ['x.zip!2024-10-01_2024.csv', 'snap-csv'],
    ['x.zip!sub/2024-10-02_2024.csv', 'snap-csv'],
  ])
  expect(await keptFiles()).toHaveLength(1)
})

test('an archive of two thousand members is normal', async () => {
  const members = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, n) => [`${n}.csv`, n < 3 ? snapCsv([{ ADID: snapAdId(n) }]) : 'a,b\n']),
  )
  const outcomes = await opened.importText('snap', '2024-10-01.zip', await zip(members))
  expect(outcomes).toHaveLength(2_000)
  expect(outcomes.filter(({ kind }) => kind === 'snap-csv').map((outcome) => reportOf(outcome).loaded)).toEqual([
    1, 1, 1,
  ])
})

test('MA-12: access tokens are cut out before hashing, wherever they stand, and reach neither disk nor database', async () => {
  const token = `EAA${'x1Y'.repeat(40)}`
  const ad = {
    id: '123456789012345',
    page_id: '1',
    page_name: 'P',
    currency: 'USD',
    spend: { lower_bound: '1', upper_bound: '2' },
    ad_creative_bodies: [`see ${token}`],
    ad_snapshot_url: `https://www.facebook.com/ads/archive/render_ad/?id=123456789012345&access_token=${token}`,
  }
  const page = JSON.stringify({
    data: [ad],
    paging: { next: `https://graph.facebook.com/?access_token=${token}&after=x` },
  })
  await opened.importText('meta', '2024-10-01.json.gz', gzipSync(page))
  const [name] = await keptFiles()
  const kept = await readFile(join(opened.folder, 'raw', (name ?? '').slice(0, 2), name ?? ''), 'utf8')
  expect(kept).not.toContain('EAA')
  expect(kept).toContain('access_token=REDACTED&after=x')
  const [{ cut_tokens }] = await opened.database.query('SELECT cut_tokens FROM source_file')
  expect(cut_tokens).toBe(3)
  const [{ rows }] = await opened.database.query(
    "SELECT count(*)::int AS rows FROM disclosure_content WHERE content::text LIKE '%EAA%'",
  )
  expect(rows).toBe(0)
})

test('what is damaged shows no row and is not kept: cut gzip, cut zip, flipped byte, false name', async () => {
  const long = snapCsv(Array.from({ length: 400 }, (_, n) => ({ ADID: snapAdId(n), OrganizationName: `${n * 7919}` })))
  const packed = gzipSync(long)
  const whole = await zip({ '2024-10-01_2024.csv': long })
  const flipped = Buffer.from(whole)
  flipped[400] = (flipped[400] ?? 0) ^ 0xff
  const damaged: [string, Buffer][] = [
    ['2024-10-01.csv.gz', packed.subarray(0, packed.length / 2)],
    ['2024-10-02.zip', whole.subarray(0, whole.length - 30)],
    ['2024-10-03.zip', flipped],
    ['2024-10-04.zip', Buffer.from('\n')],
    ['2024-10-05.csv', Buffer.alloc(0)],
  ]
  for (const [name, bytes] of damaged) {
    const outcome = await opened.importText('snap', name, bytes).catch((problem) => problem)
    const problem = Array.isArray(outcome) ? outcome[0].problem : outcome
    expect([name, problem.code]).toEqual([name, 'file.unreadable'])
    expect(problem.message).toMatch(/get it again|refused/)
  }
  expect(await keptFiles()).toEqual([])
  expect(await opened.database.query('SELECT FROM source_file')).toEqual([])
})

test.each([
  ['2024-10-01.zip', 1, /^it is 1 byte, an empty answer and not the archive .* get it again; what is held stays$/],
  [
    '2024-10-01.csv.gz',
    99,
    /^it is 99 bytes, an empty answer and not the archive .* get it again; what is held stays$/,
  ],
  ['2024-10-01.zip', 0, /^it is 0 bytes, an empty answer and not the archive .* get it again; what is held stays$/],
  ['2024-10-01.zip', 100, /^it is not the archive that its name says: get it again$/],
])('%s of %d bytes that is no archive is told as what it is, and what is held stays', async (name, bytes, message) => {
  await opened.importText('snap', '2024-09-30_2024.csv', csv)
  const held = await keptFiles()
  const problem = { code: 'file.unreadable', message: expect.stringMatching(message) }
  await expect(opened.importText('snap', name, 'x'.repeat(bytes))).rejects.toMatchObject(problem)
  expect(await keptFiles()).toEqual(held)
})

test('a zip that would write outside, holds archives, or unpacks without end is refused', async () => {
  const bomb = await zip({ 'a.csv': Buffer.alloc(80 * 1024 * 1024, 97) })
  const climbing = Buffer.from(
    (await zip({ 'aaa/b.csv': csv })).toString('latin1').replaceAll('aaa/b.csv', '../../b.cs'.slice(0, 9)),
    'latin1',
  )
  const nested = await zip({ 'inner.zip': await zip({ 'a.csv': csv }) })
  for (const [name, bytes] of [
    ['2024-10-01.zip', bomb],
    ['2024-10-02.zip', climbing],
    ['2024-10-03.zip', nested],
  ] as const) {
    const outcome = await opened.importText('snap', name, bytes).catch((problem) => problem)
    const problem = Array.isArray(outcome) ? outcome[0].problem : outcome
    expect([name, problem.code]).toEqual([
      name,
      name.includes('01') ? expect.stringMatching(/^file\./) : 'file.unreadable',
    ])
  }
  expect(await keptFiles()).toEqual([])
})

test('a kept content is read back decompressed', async () => {
  await writeFile(join(opened.folder, 'a.csv.gz'), gzipSync(csv))
  const file = await opened.rawArchive.receive(join(opened.folder, 'a.csv.gz'))
  const [kept] = await file.keep()
  if (kept === undefined) throw new Error('one content')
  expect(await wholeText(await opened.rawArchive.open(kept.blob, kept.member))).toBe(csv)
})

test('what a killed process left half written is swept away by the next import', async () => {
  await mkdir(join(opened.folder, 'raw'), { recursive: true })
  await writeFile(join(opened.folder, 'raw', 'draft-4194304-x.tmp'), 'half') // above the greatest process id there is
  await opened.importText('snap', '2024-10-01_2024.csv', csv)
  expect(await keptFiles()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
})

test('a zip that holds one name twice is refused: one of the two would be lost', async () => {
  const twice = await zip({ '2024-10-01_2024.csv': csv, '2024-10-02_2024.csv': csv })
  const doubled = Buffer.from(twice.toString('latin1').replaceAll('2024-10-02_2024', '2024-10-01_2024'), 'latin1')
  await expect(opened.importText('snap', 'x.zip', doubled)).rejects.toMatchObject({ code: 'file.unreadable' })
})

test('a name that tells a day which has not come is refused', async () => {
  const [outcome] = await opened.importText('snap', '2099-01-01_2024.csv', csv)
  expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'file.undated' } })
})

test('an archive may hold other things: an empty file, one of another encoding', async () => {
  const bytes = await zip({
    '2024-10-01_2024.csv': csv,
    'empty.txt': '',
    'readme.txt': Buffer.from([0xff, 0xfe, 0x61, 0]),
  })
  const outcomes = await opened.importText('snap', 'x.zip', bytes)
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['snap-csv', 'unrecognised', 'unrecognised'])
})

test('an archive within an archive is refused under whatever name', async () => {
  const bytes = await zip({ '2024-10-01_2024.csv': csv, 'b.bin': gzipSync(csv) })
  await expect(opened.importText('snap', 'x.zip', bytes)).rejects.toMatchObject({ code: 'file.unreadable' })
})
