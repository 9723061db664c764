import type { CalendarDate } from '../../src/domain/calendar.ts'
import { sourceId } from '../../src/domain/ids.ts'
import { archiveDigest } from '../support/digest.ts'
import { openPulling, type Pulling } from '../support/pulling.ts'

/** Each trap of the sandbox against the whole line: what was asked for, what was believed, what the archive holds then. */
const BEFORE = '2026-11-20'
const TODAY = '2026-11-24'

let held: Pulling
const opened: Pulling[] = []
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})

async function open(day: string, switches: readonly string[] = []): Promise<Pulling> {
  const pulling = await openPulling(day, switches)
  opened.push(pulling)
  return pulling
}

test.each([
  'snap.range-refused',
  'snap.body-cut',
  'snap.slow',
  'snap.429',
  'snap.columns-34',
  'snap.header-readme-spelling',
])('%s costs nothing: the same ads are in as without it', async (name) => {
  const pulling = await open(TODAY, [name])
  expect(await pulling.pull('snap')).toMatchObject({ outcome: 'done', message: null })
  expect(await adIds(pulling, 'snap')).toEqual(truth(pulling, 'snap', TODAY))
})

test.each(['google.folder-prefix', 'google.changed-midway'])('%s costs nothing', async (name) => {
  const pulling = await open(TODAY, [name])
  expect(await pulling.pull('google')).toMatchObject({ outcome: 'done', message: null })
  expect((await adIds(pulling, 'google')).length).toBeGreaterThan(500)
})

test('a server that asks us to wait is not asked again before', async () => {
  const pulling = await open(TODAY, ['snap.429'])
  await pulling.pull('snap')
  const refused = pulling.sandbox.requests.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  expect(pulling.slept.length).toBeGreaterThanOrEqual(refused.length / 2)
  expect(Math.min(...pulling.slept)).toBeGreaterThanOrEqual(1_000)
})

describe('of an archive that has been pulled before', () => {
  let before: unknown
  beforeAll(async () => {
    held = await openPulling(BEFORE)
    await held.pull('snap')
    await held.pull('google')
    before = await archiveDigest(held.archive.database)
  }, 60_000)
  afterAll(() => held.close())

  test.each([
    ['snap.one-byte', 'snap', 'suspect', /1 byte/],
    ['snap.html-200', 'snap', 'suspect', /web page|HTML/i],
    ['snap.header-only', 'snap', 'suspect', /a header and no record/],
    ['snap.body-cut-always', 'snap', 'failed', /failed 5 times/],
    ['snap.renamed-column', 'snap', 'failed', /lacks .*spend/i],
    ['google.stub-zip', 'google', 'suspect', /197 bytes|readme and no data/],
    ['google.missing-member', 'google', 'suspect', /lacks google-political-ads-advertiser-weekly-spend/],
    ['google.wrong-type', 'google', 'suspect', /web page|HTML/i],
    ['google.soft-json', 'google', 'suspect', /10 bytes|JSON/],
    ['google.empty-body', 'google', 'suspect', /0 bytes/],
    ['google.wrong-hash', 'google', 'suspect', /md5|sum/i],
    ['google.503', 'google', 'failed', /503/],
    ['google.redirect-private', 'google', 'failed', /sends us on to .* not followed/],
    ['google.redirect-link-local', 'google', 'failed', /sends us on to .* not followed/],
    ['google.redirect-elsewhere', 'google', 'failed', /sends us on to .* not followed/],
  ] as const)('%s is never “nothing new”: %s says %s, and nothing changes', async (name, source, outcome, words) => {
    const key = source === 'snap' ? '2026' : 'bundle'
    const known = await held.knownFiles.known(sourceId(source), key)
    held.sandbox.setSwitches([name])
    const report = await held.pull(source, { day: TODAY })
    expect(report.message).toMatch(words)
    expect(report.outcome).toBe(outcome)
    expect(await archiveDigest(held.archive.database)).toEqual(before)
    expect(await held.knownFiles.known(sourceId(source), key)).toEqual(known)
    expect(held.sandbox.strayRequests).toEqual([])
  })

  test('once the source is well again, the next run takes what it has', async () => {
    held.sandbox.setSwitches([])
    expect(await held.pull('google', { day: TODAY })).toMatchObject({ outcome: 'done', message: null })
  })
})

test.each([
  ['snap.file-cut', 'snap'],
  ['google.eu-rows-vanish', 'google'],
] as const)(
  '%s: what is there is taken, what is gone waits for a person, and the run is suspect',
  async (name, source) => {
    const pulling = await open(BEFORE)
    await pulling.pull(source)
    const [ads, missing] = [await adIds(pulling, source), await absences(pulling)]
    pulling.sandbox.setSwitches([name])
    const report = await pulling.pull(source, { day: TODAY })
    expect(report).toMatchObject({ outcome: 'suspect' })
    expect(report.message).toMatch(/nobody counts as missing until you decide: paidfor holds list/)
    expect(await adIds(pulling, source)).toEqual(expect.arrayContaining(ads))
    expect(await absences(pulling)).toBe(missing)
    expect((await pulling.archive.archive.holds()).some(({ status }) => status === 'held')).toBe(true)
    // The same answer again is suspect again, and is not fetched again.
    const asked = pulling.sandbox.requests.length
    expect(await pulling.pull(source)).toMatchObject({ outcome: 'suspect' })
    const bodies = pulling.sandbox.requests
      .slice(asked)
      .filter(({ path, bytes }) => /2026|bundle/.test(path) && bytes > 0)
    expect(bodies).toEqual([])
  },
)

test.each([
  ['snap.rows-gone-and-back', 'snap'],
  ['google.ad-gone-and-back', 'google'],
] as const)('%s: a few that are gone are missing, and restored when they are back', async (name, source) => {
  const pulling = await open('2026-11-22')
  await pulling.pull(source)
  const before = await absences(pulling)
  pulling.sandbox.setSwitches([name])
  expect(await pulling.pull(source, { day: '2026-11-23' })).toMatchObject({ outcome: 'done' })
  const during = await absences(pulling)
  expect(during).toBeGreaterThan(before)
  pulling.sandbox.setSwitches([])
  expect(await pulling.pull(source, { day: '2026-11-24' })).toMatchObject({ outcome: 'done' })
  expect(await absences(pulling)).toBeLessThan(during)
})

async function adIds(pulling: Pulling, source: string): Promise<string[]> {
  const rows = await pulling.archive.database.query('SELECT ad_id FROM disclosure WHERE source = $1 ORDER BY ad_id', [
    source,
  ])
  return rows.map((row: { ad_id: string }) => row.ad_id)
}

async function absences(pulling: Pulling): Promise<number> {
  const [{ count }] = await pulling.archive.database.query(
    'SELECT count(*)::int AS count FROM absence WHERE restored_file_id IS NULL',
  )
  return count
}

function truth(pulling: Pulling, platform: 'snap' | 'google', day: string): string[] {
  const told = pulling.sandbox.world.on(day as CalendarDate).ads(platform)
  return told
    .filter(({ isListed }) => isListed)
    .map(({ id }) => id)
    .sort()
}
