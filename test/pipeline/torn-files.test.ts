import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { Problem } from '../../src/domain/errors.ts'
import { type NamedOutcome, runImport } from '../../src/import-command.ts'
import { plainLine } from '../../src/import-report.ts'
import { sources } from '../../src/sources/registry.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { archiveDigest } from '../support/digest.ts'
import { bundleMembers, zipOf } from '../support/google-bundle.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize, seeded } from '../support/seeded.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

const CUTS = 50
const FLIPS = 10
const DIRECTORY_BYTES = 500

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

/** A file that comes twice: whole and early, then newer and damaged. */
interface Case {
  readonly source: string
  readonly name: string
  readonly older: Buffer
  readonly newer: Buffer
}

const snapGzip = (spend: string) =>
  gzipSync(snapCsv(Array.from({ length: 300 }, (_, n) => ({ ADID: snapAdId(n), Spend: spend }))))
const bundle = (day: string, spend: number) => bundleMembers({ ads: 200, day, spend })

const CASES: readonly (() => Promise<Case>)[] = [
  async () => ({
    source: 'google',
    name: 'bundle.zip',
    older: await zipOf(bundle('2026-10-01', 100)),
    newer: await zipOf(bundle('2026-10-08', 300)),
  }),
  async () => ({ source: 'snap', name: '2024.csv.gz', older: snapGzip('100'), newer: snapGzip('300') }),
]
const oldName = (name: string) => `2026-10-01_${name}`
const newName = (name: string) => `2026-10-08_${name}`

async function bring(archive: TestArchive, source: string, name: string, content: Buffer): Promise<NamedOutcome[]> {
  await writeFile(join(archive.folder, name), content)
  const own = sources.find(({ manifest }) => manifest.id === source)
  if (own === undefined) throw new Error(`no source ${source}`)
  const outcomes: NamedOutcome[] = []
  const command = { source: own, paths: [join(archive.folder, name)], observedOn: null }
  for await (const outcome of runImport(archive.importDeps, command)) outcomes.push(outcome)
  return outcomes
}

const kept = async () => {
  const names = await readdir(join(opened.folder, 'raw'), { recursive: true }).catch(() => [])
  return names.sort()
}
const digest = async () => JSON.stringify(await archiveDigest(opened.database))

/** No file shows a row without a row of its own; that nothing else has moved either is asked once, of the whole digest. */
async function filesShown(): Promise<string> {
  const [row] = await opened.database.query(
    'SELECT (SELECT count(*) FROM source_file) AS files, (SELECT count(*) FROM blob) AS blobs',
  )
  return JSON.stringify([row, await kept()])
}

/** How many of the damaged files showed anything, with what was said of each. */
async function bringAll({ source, name }: Case, damaged: readonly Buffer[]) {
  const [before, all] = [await filesShown(), await digest()]
  let visible = 0
  const said: string[] = []
  for (const bytes of damaged) {
    said.push((await bring(opened, source, newName(name), bytes)).map(plainLine).join('\n'))
    if ((await filesShown()) !== before) visible++
  }
  if (visible === 0 && (await digest()) !== all) visible = damaged.length
  return { visible, said }
}

function cutsOf(bytes: Buffer, random: () => number): Buffer[] {
  return Array.from({ length: CUTS }, () => bytes.subarray(0, 1 + Math.floor(random() * (bytes.length - 1))))
}

function flipped(bytes: Buffer, at: number, random: () => number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  return copy
}

/** Only within the packed data: a bit of a date or a comment changes nothing that is shown. */
function flipsInData(bytes: Buffer, random: () => number): Buffer[] {
  const [start, end] = dataOf(bytes)
  return Array.from({ length: FLIPS }, () => flipped(bytes, start + Math.floor(random() * (end - start)), random))
}

/** Of the first member, which is the largest; of a gzip file, all between its header and its checksum. */
function dataOf(bytes: Buffer): readonly [number, number] {
  if (bytes[0] === 0x1f) return [10, bytes.length - 8]
  const start = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28)
  const next = bytes.indexOf('504b0304', start, 'hex')
  return [start, next - 16] // a data descriptor follows the data
}

test.each(CASES)(
  'I-6 a file that is cut or damaged shows no row, and the one before stays served (%#)',
  async (make) => {
    const random = seeded()
    const torn = await make()
    await bring(opened, torn.source, oldName(torn.name), torn.older)
    const cuts = await bringAll(torn, cutsOf(torn.newer, random))
    const flips = await bringAll(torn, flipsInData(torn.newer, random))
    const said = [...cuts.said, ...flips.said]
    const named = said.filter((lines) => lines.includes(`${newName(torn.name)}: not imported: it is `))
    proveReport({ bad: said.length, visible: cuts.visible + flips.visible, named: named.length })
    expect(cuts.visible + flips.visible).toBe(0)
    expect(said.filter((lines) => !named.includes(lines))).toEqual([])
    // The verifier sees a file that does get in.
    expect((await bringAll(torn, [torn.newer])).visible).toBe(1)
  },
)

test('I-6 the damaged member of a bundle is named', async () => {
  const zip = await zipOf(bundle('2026-10-08', 300))
  const [start] = dataOf(zip)
  const damaged = flipped(zip, start + 500, () => 0)
  const lines = (await bring(opened, 'google', 'bundle.zip', damaged)).map(plainLine)
  expect(lines.at(-1)).toMatch(/bundle\.zip: not imported: .*google-political-ads-creative-stats\.csv/)
})

test('I-6 a bundle whose list of members has lost one, or calls one otherwise, is refused', async () => {
  const zip = await zipOf({ ...bundle('2026-10-08', 300), 'last.csv': 'kept,too\n' })
  const fewer = Buffer.from(zip)
  fewer.writeUInt16LE(5, zip.length - 22 + 10)
  const [short] = (await bring(opened, 'google', 'bundle.zip', fewer)).map(plainLine)
  expect(short).toMatch(/bundle\.zip: not imported: .*it holds more than it counts/)
  const renamed = Buffer.from(zip)
  renamed.write('best.csv', zip.lastIndexOf('last.csv'))
  const lines = (await bring(opened, 'google', 'bundle.zip', renamed)).map(plainLine)
  expect(lines.at(-1)).toMatch(/bundle\.zip: not imported: .*in its member “best\.csv”: another name/)
  expect(await kept()).toEqual([])
})

/** Names and bytes of all that is in a file; null when it cannot be read to its end. */
async function contentsOf(name: string, bytes: Buffer): Promise<string | null> {
  const path = join(opened.folder, name)
  await writeFile(path, bytes)
  try {
    const { contents } = await opened.rawArchive.receive(path)
    const read = contents.map(async (each) => [each.name, (await buffer(await each.open())).toString('base64')])
    return JSON.stringify(await Promise.all(read))
  } catch (problem) {
    if (problem instanceof Problem) return null
    throw problem
  }
}

test.each(CASES)(
  'I-6 a bit that is turned anywhere is refused, or its file holds the same as the whole one (%#)',
  async (make) => {
    const random = seeded()
    const torn = await make()
    const name = newName(torn.name)
    const whole = await contentsOf(name, torn.newer)
    const empty = await filesShown()
    const rounds = proofSize(40)
    let alike = 0
    for (let round = 0; round < rounds; round++) {
      // Every other one near the end, where a zip lists its members.
      const from = round % 2 === 0 ? 0 : Math.max(0, torn.newer.length - DIRECTORY_BYTES)
      const turned = flipped(torn.newer, from + Math.floor(random() * (torn.newer.length - from)), random)
      if ((await contentsOf(name, turned)) === whole) {
        alike++
        continue
      }
      await bring(opened, torn.source, name, turned)
      expect(await filesShown()).toBe(empty)
    }
    proveReport({ turned: rounds, alike })
  },
)
