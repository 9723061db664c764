import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sourceId } from '../../src/domain/ids.ts'
import { releaseDays, releaseZip, X_COLUMNS } from '../../src/sandbox/api/x-releases.ts'
import { switchesNamed } from '../../src/sandbox/switches.ts'
import { xlsxBytes } from '../../src/sandbox/xlsx-bytes.ts'
import { zipBytes } from '../../src/sandbox/zip-bytes.ts'
import { zipMembers } from '../../src/store/blobs/zip.ts'
import { openPulling, type Pulling } from '../support/pulling.ts'

/** A release comes every second day, on this one too. */
const DAY = '2026-11-21'
const NEXT = '2026-11-23'

let pulling: Pulling
afterEach(() => pulling.close())

const open = async (...switches: readonly string[]) => {
  pulling = await openPulling(DAY, switches)
}

async function adIds(): Promise<string[]> {
  const rows = await pulling.archive.database.query("SELECT ad_id FROM disclosure WHERE source = 'x' ORDER BY ad_id")
  return rows.map(({ ad_id }: { ad_id: string }) => ad_id)
}

const figures = ({ archive }: Pulling) =>
  archive.database.query(
    `SELECT sum(state.impressions_lower)::text AS shown, sum(state.spend_lower_minor)::text AS lower,
            sum(state.spend_upper_minor)::text AS upper, min(state.starts_on)::text AS first
       FROM disclosure_state state`,
  )

let expected: readonly string[]
let plainFigures: unknown
beforeAll(async () => {
  pulling = await openPulling(DAY)
  await pulling.pull('x')
  expected = await adIds()
  plainFigures = await figures(pulling)
  await pulling.close()
  expect(expected.length).toBeGreaterThan(150)
})

const zips = () => pulling.sandbox.requests.filter(({ path }) => path.endsWith('-data.zip'))
const asked = () => zips().map(({ path, status }) => [path.replace(/^.*\/|-political.*$/g, ''), status])
const known = (key: string) => pulling.knownFiles.known(sourceId('x'), key)

test('a run takes the newest release alone, the next one those before it, one by one; what is known is not fetched again', async () => {
  await open()
  expect(await pulling.pull('x')).toMatchObject({ outcome: 'done', message: null, counts: { files: 1 } })
  expect(await pulling.pull('x')).toMatchObject({ outcome: 'done', counts: { files: 2 } })
  expect(await pulling.pull('x')).toMatchObject({ outcome: 'done', counts: { files: 2 } })
  expect(await pulling.pull('x')).toMatchObject({ outcome: 'unchanged', message: null, counts: { files: 1 } })
  expect(asked()).toEqual([
    ['21-november-2026', 200],
    ['21-november-2026', 304],
    ['19-november-2026', 200],
    ['21-november-2026', 304],
    ['17-november-2026', 200],
    ['21-november-2026', 304],
  ])
  // An older release that comes later changes nothing of what the newest says.
  expect(await adIds()).toEqual(expect.arrayContaining([...expected]))
  expect(await pulling.pull('x', { day: NEXT })).toMatchObject({ outcome: 'done' })
  expect(asked().at(-1)).toEqual(['23-november-2026', 200])
})

test('x.head-404 costs nothing: HEAD is never asked', async () => {
  await open('x.head-404')
  expect(await pulling.pull('x')).toMatchObject({ outcome: 'done', message: null })
  expect(pulling.sandbox.requests.map(({ method }) => method)).not.toContain('HEAD')
  const { path } = zips()[0] ?? { path: '' }
  expect((await fetch(`${pulling.sandbox.url}${path}`, { method: 'HEAD' })).status).toBe(404)
  expect(await adIds()).toEqual(expected)
})

test('x.name-spellings: the newest is the newest by its day, and a link to nothing is passed over', async () => {
  await open('x.name-spellings')
  expect(await pulling.pull('x')).toMatchObject({ outcome: 'done', message: null })
  expect(asked()).toEqual([
    ['21-NOVEMBER-2026', 404],
    [expect.stringMatching(/^21-november-2026$/i), 200],
  ])
  expect(await adIds()).toEqual(expected)
  await pulling.pull('x')
  await pulling.pull('x')
  expect(asked().filter(([, status]) => status === 200)).toHaveLength(3)
})

test.each(['x.xlsx-inside', 'x.macosx-entries', 'x.unnamed-columns', 'x.float-ids'])(
  '%s costs nothing: the same ads are in as without it, with the same figures',
  async (name) => {
    await open(name)
    expect(await pulling.pull('x')).toMatchObject({ outcome: 'done', message: null, counts: { quarantined: 0 } })
    expect(await adIds()).toEqual(expected)
    expect(await figures(pulling)).toEqual(plainFigures)
  },
)

test('x.bad-lines: each is put aside with its own bytes, and no ad is lost', async () => {
  await open('x.bad-lines')
  expect(await pulling.pull('x')).toMatchObject({ outcome: 'done', counts: { quarantined: 3 } })
  expect(await adIds()).toEqual(expected)
  const rows = await pulling.archive.database.query('SELECT raw FROM quarantined_record ORDER BY record_number')
  const raws = rows.map(({ raw }: { raw: Buffer }) => raw.toString())
  expect(raws[0]).toBe('CleanWaterPAC,9650000000000000001,https://x.com/a/status/9650000000000000001\n')
  expect(raws[2]).toBe('A"B,"open,1\n')
})

test('of two rows alike but for their figures the last stands, and what the first said stays in the ad’s history', async () => {
  await open()
  const row = (spend: string) =>
    `A,1965000000000000001,,9/14/2026,9/30/2026,Keyword,,"Virginia, US",Any,18 and up,1,${spend}\n`
  const text = `${X_COLUMNS.join(',')}\n${row('10')}${row('20')}${row('5').replace('Any', 'Women')}`
  await pulling.archive.importText('x', '2026-11-21.csv', text)
  expect(await adIds()).toHaveLength(2)
  expect(await figures(pulling)).toMatchObject([{ lower: '2500', upper: '2500' }])
  const [{ said }] = await pulling.archive.database.query('SELECT count(*)::int AS said FROM observation')
  expect(said).toBe(3)
})

test('x.smaller-later-file: both are kept, what is there is taken, what is gone waits for a person', async () => {
  await open()
  await pulling.pull('x')
  pulling.sandbox.setSwitches(['x.smaller-later-file'])
  const report = await pulling.pull('x', { day: NEXT })
  expect(report).toMatchObject({ outcome: 'suspect' })
  expect(report.message).toMatch(/nobody counts as missing until you decide/)
  expect(await adIds()).toEqual(expect.arrayContaining([...expected]))
  const [{ count }] = await pulling.archive.database.query('SELECT count(*)::int AS count FROM absence')
  expect(count).toBe(0)
  const [{ files }] = await pulling.archive.database.query(
    'SELECT count(DISTINCT blob_sha256)::int AS files FROM source_file',
  )
  expect(files).toBe(2)
  expect(await known('2026-11-23')).toBeNull()
})

test.each([
  ['a page without a link', '/api/x-eu/ads-repository', 'suspect', /links to no file of this source/, 0],
  ['a page that is gone', '/api/x/nowhere', 'failed', /answered with status 404/, 0],
  ['a page that fails again and again', '/google', 'failed', /answered with status 503/, 3],
] as const)('%s is a trouble of the run, and nothing changes', async (_what, path, outcome, words, waits) => {
  await open('google.503')
  const { origin } = new URL(pulling.sandbox.url)
  const address = path === '/google' ? pulling.sandbox.addresses.google : `${origin}${path}`
  const report = await pulling.pull('x', { address })
  expect(report.outcome).toBe(outcome)
  expect(report.message).toMatch(words)
  expect(zips()).toEqual([])
  expect(pulling.slept).toHaveLength(waits)
  expect(await adIds()).toEqual([])
})

test('a zip with neither table nor workbook fails loudly', async () => {
  await open()
  const path = join(pulling.archive.folder, '2026-11-21_political-ads-data.zip')
  await writeFile(path, await zipBytes({ 'readme.txt': 'nothing', '__MACOSX/._readme.txt': 'x' }))
  await expect(pulling.archive.importPath('x', path)).rejects.toThrow(/neither a CSV nor a workbook/)
})

test('a workbook by itself is one content, kept byte for byte, and its records are found again', async () => {
  await open()
  const world = pulling.sandbox.world.on(DAY as never)
  const zip = await releaseZip(world, releaseDays(world)[0] ?? 0, switchesNamed(['x.xlsx-inside']))
  await writeFile(join(pulling.archive.folder, 'a.zip'), zip)
  const [member] = await zipMembers(join(pulling.archive.folder, 'a.zip'))
  if (member === undefined) throw new Error('no member')
  const bytes = await buffer(member.bytes())
  const [outcome] = await pulling.archive.importText('x', '2026-11-21.xlsx', bytes)
  expect(outcome).toMatchObject({ name: '2026-11-21.xlsx', kind: 'x-xlsx' })
  expect(await adIds()).toEqual(expected)
  const [{ blob }] = await pulling.archive.database.query('SELECT blob_sha256 AS blob FROM source_file')
  expect(await readFile(join(pulling.archive.folder, 'raw', blob.slice(0, 2), blob))).toEqual(bytes)
})

test('a workbook that holds an access token is not kept', async () => {
  await open()
  const rows = [[...X_COLUMNS], ['https://a.example/?access_token=0123456789abcdef']]
  const importing = pulling.archive.importText('x', '2026-11-21.xlsx', await xlsxBytes(rows))
  await expect(importing).rejects.toThrow(/holds access tokens, which must not be kept/)
})
