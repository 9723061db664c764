import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { majorText } from '../../src/domain/money.ts'
import type { SpendStatement } from '../../src/domain/spend-statement.ts'
import type { IncomingContent } from '../../src/ports/raw-archive.ts'
import type { StatementFormat } from '../../src/ports/source.ts'
import { projectRoot } from '../../src/project-root.ts'
import { metaReport } from '../../src/sources/meta-report/source.ts'
import { recordReader } from '../../src/sources/shared/record-reader.ts'
import { fileRawArchive } from '../../src/store/blobs/raw-archive.ts'
import { readsAllPublished } from '../support/published-files.ts'

/** Reports as Meta published them. They are no part of the project. */
const data = join(projectRoot, '..', 'shared', 'data', 'meta_report')
const isHere = existsSync(data)
if (!isHere) process.stderr.write('Skipped: published reports are not at hand (../shared/data/meta_report).\n')
const onPublishedFiles = isHere ? test : test.skip

const zips = (isHere ? readdirSync(data, { recursive: true, encoding: 'utf8' }) : [])
  .filter((name) => name.endsWith('.zip'))
  .map((name) => join(data, name))
  .sort()
const placeholders = zips.filter((path) => path.includes('placeholder_1byte'))
const reports = zips.filter((path) => !path.includes('placeholder_1byte'))
/** In CI one of four: of each layout and year there are many. */
const chosen = readsAllPublished ? reports : reports.filter((_, index) => index % 8 === 0)

interface Count {
  rows: number
  ads: number
  lower: bigint
  upper: bigint
}

let blobs: string
beforeAll(async () => {
  blobs = await mkdtemp(join(tmpdir(), 'paidfor-'))
})
afterAll(() => rm(blobs, { recursive: true }))

const contentsOf = async (path: string) => (await fileRawArchive(blobs).receive(path)).contents

/** By another way: lines of text, cut at the last commas, whole units, whatever stands before them. */
async function independently(content: IncomingContent): Promise<Count> {
  const lines = (await buffer(await content.open())).toString('utf8').trimEnd().split('\n')
  const [header = '', ...rows] = lines
  const hasAds = /number of ads/i.test(header)
  const sum: Count = { rows: rows.length, ads: 0, lower: 0n, upper: 0n }
  for (const row of rows) {
    const cells = row.split(',')
    const ads = hasAds ? Number(cells.pop()) : 0
    const amount = cells.pop() ?? ''
    sum.ads += ads
    sum.lower += amount === '≤100' ? 0n : BigInt(amount)
    sum.upper += amount === '≤100' ? 100n : BigInt(amount)
  }
  return sum
}

interface Reading extends Count {
  readonly format: StatementFormat
  readonly statements: readonly SpendStatement[]
  readonly putAside: readonly string[]
}

async function asRead(content: IncomingContent): Promise<Reading> {
  const head = await recordReader.head(await content.open())
  const format = metaReport.formats.find((each) => each.recognises(head, content.name))
  const observedOn = metaReport.dateInName(content.name)
  if (format?.tells !== 'statements' || observedOn === null) throw new Error(`${content.name} is no report`)
  const file = { name: content.name, folder: '', observedOn }
  const statements: SpendStatement[] = []
  const putAside: string[] = []
  for await (const record of recordReader.records(format, await content.open())) {
    if ('problem' in record) putAside.push(`${content.name} ${record.number}: ${record.problem.message}`)
    else statements.push(...format.normalise(record.value, file).statements)
  }
  const whole = (each: bigint, { spend }: SpendStatement) => BigInt(majorText(each, spend.currency))
  return {
    format,
    statements,
    putAside,
    rows: statements.length + putAside.length,
    ads: statements.reduce((sum, { ads }) => sum + (ads ?? 0), 0),
    lower: statements.reduce((sum, each) => sum + whole(each.spend.lower, each), 0n),
    upper: statements.reduce((sum, each) => sum + whole(each.spend.upper ?? 0n, each), 0n),
  }
}

async function readings(name: string) {
  const read: Reading[] = []
  for (const content of await contentsOf(join(data, name))) read.push(await asRead(content))
  return read
}

function placesWithoutCode(statements: readonly SpendStatement[]): readonly string[] {
  const countries = statements.flatMap(({ country }) => (country?.code === null ? [country.name] : []))
  const regions = statements.flatMap(({ country, region }) =>
    region?.code === null ? [`${country?.name} ${region.name}`] : [],
  )
  return [...countries, ...regions]
}

const ALL_ROWS = {
  'meta-report-advertisers': 282_977,
  'meta-report-locations': 331,
  'meta-report-region': 850_542,
}

const print = (line: string) => process.stderr.write(`${line}\n`)

onPublishedFiles(
  'every row of every report is read once, to the last unit of money and the last ad',
  async () => {
    const rows: Record<string, number> = {}
    const unresolved = new Set<string>()
    const putAside: string[] = []
    for (const path of chosen) {
      const contents = await contentsOf(path)
      const refusal = metaReport.refuseArchive?.(contents.map(({ member }) => member ?? ''))
      expect([basename(path), refusal]).toEqual([basename(path), null])
      for (const content of contents.filter(({ name }) => !name.endsWith('README.txt'))) {
        const reading = await asRead(content)
        const { rows: count, ads, lower, upper } = reading
        const expected = await independently(content)
        expect({ name: content.name, rows: count, ads, lower, upper }).toEqual({ name: content.name, ...expected })
        rows[reading.format.id] = (rows[reading.format.id] ?? 0) + count
        putAside.push(...reading.putAside)
        for (const place of placesWithoutCode(reading.statements)) unresolved.add(place)
      }
    }
    print(`Rows: ${JSON.stringify(rows)}; put aside: ${putAside.length} ${putAside.join('; ')}`)
    print(`Without a code: ${[...unresolved].sort().join(', ')}`)
    if (readsAllPublished) expect(rows).toEqual(ALL_ROWS)
    expect(Object.keys(rows).sort()).toEqual(Object.keys(ALL_ROWS).sort())
    expect(putAside).toEqual([])
  },
  300_000,
)

onPublishedFiles(
  'the world’s month is 205 countries, of which four have nothing to tell',
  async () => {
    const read = await readings('2024-07_world_month.zip')
    const rows = read.reduce((sum, reading) => sum + reading.rows, 0)
    const currencies = new Set(read.flatMap(({ statements }) => statements.map(({ spend }) => spend.currency)))
    const nobody = read.flatMap(({ statements }) => statements.filter(({ about }) => about.kind === 'nobody'))
    const told = { files: read.length, withRows: read.filter((reading) => reading.rows > 0).length, rows }
    print(`July 2024: ${JSON.stringify({ ...told, currencies: currencies.size, pageZero: nobody.length })}`)
    expect(told).toEqual({ files: 205, withRows: 201, rows: 104_634 })
    expect([currencies.size, nobody.length]).toEqual([62, 868])
    const masked = [...currencies].filter((code) => !metaReport.formats[0]?.publicKeys.has(`Amount spent (${code})`))
    expect(masked).toEqual([])
  },
  120_000,
)

onPublishedFiles(
  'the United States of June 2020 are counted with their repeated pairs, lines of odd quotation marks and all',
  async () => {
    const name = 'FacebookAdLibraryReport_2020-06-10_US_last_90_days.zip'
    const [advertisers] = (await readings(name)).filter(({ format }) => format.id === 'meta-report-advertisers')
    const keys = new Map<string, number>()
    const paged = (advertisers?.statements ?? []).filter(({ about }) => about.kind === 'advertiser')
    for (const { key } of paged) keys.set(key, (keys.get(key) ?? 0) + 1)
    const repeated = [...keys.values()].filter((count) => count > 1).length
    const { rows, lower, upper } = advertisers ?? {}
    print(`US 2020-06-10: ${rows} rows, USD ${lower} to ${upper}, ${repeated} repeated pairs`)
    expect([rows, lower, upper, repeated]).toEqual([43_110, 214_209_976n, 217_009_376n, 15])
    expect([33_737, 36_677].map((number) => advertisers?.statements[number - 2]?.about)).toMatchObject([
      { id: '318212668548889', name: "You Don't Think I'm Beautiful\"" },
      { id: '274430093181690', name: expect.stringMatching(/^Anna"s Wreaths/) },
    ])
  },
  120_000,
)

onPublishedFiles('every placeholder of one byte is refused', async () => {
  expect(placeholders).toHaveLength(14)
  for (const path of placeholders) await expect(contentsOf(path)).rejects.toMatchObject({ code: 'file.unreadable' })
})
