import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import type { Disclosure } from '../../src/domain/disclosure.ts'
import { majorText } from '../../src/domain/money.ts'
import type { SpendStatement, Statements } from '../../src/domain/spend-statement.ts'
import type { WireFormat } from '../../src/ports/source.ts'
import { projectRoot } from '../../src/project-root.ts'
import { google } from '../../src/sources/google/source.ts'
import { recordReader } from '../../src/sources/shared/record-reader.ts'

/** Files as Google and collectors published them. They are no part of the project. */
const data = join(projectRoot, '..', 'shared', 'data', 'google')
const isHere = existsSync(data)
if (!isHere) process.stderr.write('Skipped: Google’s published files are not at hand (../shared/data/google).\n')
const onPublishedFiles = isHere ? test : test.skip

const open = (name: string): Readable => createReadStream(join(data, name)).pipe(createGunzip())

/** By another way: another CSV parser, cells by their own names. */
async function rowsOf(name: string): Promise<Record<string, string>[]> {
  const rows: Record<string, string>[] = []
  for await (const row of open(name).pipe(parse({ columns: true, bom: true }))) rows.push(row)
  return rows
}

const plus = (rows: readonly Record<string, string>[], column: string) =>
  rows.reduce((sum, row) => sum + BigInt(row[column] ?? ''), 0n)

interface Read {
  readonly format: WireFormat
  readonly ads: readonly Disclosure[]
  readonly told: readonly Statements[]
}

async function read(name: string): Promise<Read> {
  const head = await recordReader.head(open(name))
  const format = google.formats.find((each) => each.recognises(head, name))
  if (format === undefined) throw new Error(`${name} is of no format`)
  const ads: Disclosure[] = []
  const told: Statements[] = []
  for await (const record of recordReader.records(format, open(name))) {
    if ('problem' in record) throw record.problem
    const file = { name, folder: '', observedOn: '2025-04-30' as CalendarDate }
    if (format.tells === 'ads') ads.push(format.normalise(record.value))
    if (format.tells === 'statements') told.push(format.normalise(record.value, file))
  }
  return { format, ads, told }
}

/** Whole units by currency. */
function money(statements: readonly SpendStatement[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {}
  for (const { spend } of statements) {
    sums[spend.currency] = (sums[spend.currency] ?? 0n) + BigInt(majorText(spend.lower, spend.currency))
  }
  return sums
}

const bundles = [
  '2018-bundle/2018-08-15/google-political-ads-advertiser-stats.csv.gz',
  '2018-bundle/2018-08-15/google-political-ads-advertiser-weekly-spend.csv.gz',
  '2018-bundle/2018-08-15/google-political-ads-geo-spend.csv.gz',
  '2018-bundle/2018-08-21/google-political-ads-advertiser-stats.csv.gz',
  '2018-bundle/2018-09-13/google-political-ads-advertiser-stats.csv.gz',
  '2018-bundle/2018-09-13/google-political-ads-advertiser-weekly-spend.csv.gz',
  '2018-bundle/2018-09-13/google-political-ads-geo-spend.csv.gz',
  '2018-bundle/2018-09-13-old/google-political-ads-advertiser-stats.csv.gz',
  '2018-bundle/2018-09-13-old/google-political-ads-advertiser-weekly-spend.csv.gz',
  '2018-bundle/2018-09-13-old/google-political-ads-geo-spend.csv.gz',
  '2018-bundle/2018-10_bCBowers/google-political-ads-advertiser-stats.csv.gz',
  '2018-bundle/2018-10_bCBowers/weeklyAds.csv.gz',
  '2019-bundle/google-political-ads-advertiser-weekly-spend.csv.gz',
  '2020-01/google-political-ads-advertiser-weekly-spend.csv.gz',
]

onPublishedFiles.each(bundles)('every row of %s makes one statement in dollar, to the last one', async (name) => {
  const rows = await rowsOf(name)
  const { told } = await read(name)
  const statements = told.flatMap((each) => each.statements)
  const column = Object.keys(rows[0] ?? {}).find((each) => /^(Total_)?Spend_USD$/.test(each)) ?? ''
  expect(statements).toHaveLength(rows.length)
  expect(money(statements)).toEqual({ USD: plus(rows, column) })
  expect(new Set(statements.map(({ key }) => key)).size).toBe(rows.length)
})

onPublishedFiles.each([
  ['2019-bundle/google-political-ads-advertiser-stats.csv.gz', 1_193],
  ['2019-bundle/google-political-ads-geo-spend.csv.gz', null],
])('G-2: of each amount of %s, told in all currencies, the dollar is taken, to the last unit', async (name, count) => {
  const rows = await rowsOf(name)
  const statements = (await read(name)).told.flatMap((each) => each.statements)
  expect(statements).toHaveLength(count ?? rows.length)
  expect(money(statements)).toEqual({ USD: plus(rows, 'Spend_USD') })
  expect(new Set(statements.map(({ facts }) => facts?.['Told in']))).toEqual(
    new Set(['12 currencies, converted by the source']),
  )
})

onPublishedFiles('no level of places of 2019 stands beside its parts', async () => {
  const { told } = await read('2019-bundle/google-political-ads-geo-spend.csv.gz')
  const statements = told.flatMap((each) => each.statements)
  const levels = new Set(statements.map(({ country, facts }) => `${country?.name} ${facts?.['Level']}`))
  expect([...levels].filter((level) => /^(US|IN) /.test(level)).sort()).toEqual([
    'IN state',
    'US congressional district',
  ])
})

/** Of the EU’s own currencies the euro tells the whole. */
const TOLD_AGAIN = ['BGN', 'CZK', 'DKK', 'HUF', 'PLN', 'RON', 'SEK']

onPublishedFiles('G-2: the 20,832 advertisers of 2025 are summed to the last unit, column by column', async () => {
  const name = '2025-04/google-political-ads-advertiser-stats.csv.gz'
  const rows = await rowsOf(name)
  const { format, told } = await read(name)
  const statements = told.flatMap((each) => each.statements)
  const columns = Object.keys(rows[0] ?? {}).filter((each) => each.startsWith('Spend_'))
  expect([format.id, told.length, columns.length]).toEqual(['google-advertiser-stats', 20_832, 20])
  expect(money(statements)).toEqual(Object.fromEntries(columns.map((each) => [each.slice(6), plus(rows, each)])))
  expect(money(statements)['USD']).toBe(2_128_902_500n)
  expect(statements.reduce((sum, { ads }) => sum + (ads ?? 0), 0)).toBe(Number(plus(rows, 'Total_Creatives')))
  const again = statements.filter(({ facts }) => facts?.['Part of EUR'] !== undefined)
  expect(again).toEqual(statements.filter(({ spend }) => TOLD_AGAIN.includes(spend.currency) && spend.lower > 0n))
})

onPublishedFiles(
  'G-2: no advertiser of 2025 has a currency of the EU without euro, or more in it than in euro',
  async () => {
    const rows = await rowsOf('2025-04/google-political-ads-advertiser-stats.csv.gz')
    const poles = rows.filter((row) => row['Regions'] === 'PL' && Number(row['Spend_EUR']) > 5_000)
    const rates = poles.map((row) => Number(row['Spend_PLN']) / Number(row['Spend_EUR']))
    expect(
      rows.filter((row) => row['Spend_EUR'] === '0' && TOLD_AGAIN.some((code) => row[`Spend_${code}`] !== '0')),
    ).toEqual([])
    expect([Math.min(...rates) > 4.1, Math.max(...rates) < 4.6, poles.length > 5]).toEqual([true, true, true])
  },
)

onPublishedFiles.each([
  ['2020-10-nl/google_creative_stats_nl.csv.gz', 503],
  ['2022_sfchronicle/CA.csv.gz', 323],
  ['2022_sfchronicle/CT.csv.gz', 178],
  ['2022_sfchronicle/NY.csv.gz', 309],
])('G-4, G-16: every ad of %s is read, its bounds in dollar to the last one', async (name, count) => {
  const rows = await rowsOf(name)
  const { format, ads } = await read(name)
  expect([format.id, ads.length, rows.length]).toEqual(['google-creative-stats-export', count, count])
  const bounds = (row: Record<string, string>) => {
    const [min = '', max = ''] = ['min', 'max'].map((end) => row[`spend_range_${end}_usd`] ?? '')
    return { lower: BigInt(min) * 100n, upper: max === '' ? null : BigInt(max) * 100n, currency: 'USD' }
  }
  expect(ads.map(({ fields }) => fields.spend)).toEqual(rows.map(bounds))
  expect(ads.map(({ adId, fields }) => [adId, fields.endsOn])).toEqual(
    rows.map((row) => [row['ad_id'], row['date_range_end']]),
  )
})

onPublishedFiles(
  'G-12: the 1,224 ads of the Transparency Center are shown as often as their own sum says',
  async () => {
    const name = '2024-02_atc-de/all_political_ads_germany.csv.gz'
    const { ads } = await read(name)
    const sums = (await rowsOf(name)).map((row) => {
      const stats: Record<string, string>[] = JSON.parse(row['region_stats'] ?? '').region_stats
      const eea = stats.find((each) => each['region_code'] === 'EEA')
      const [lower = '', upper = ''] = [eea?.['times_shown_lower_bound'], eea?.['times_shown_upper_bound']]
      return { lower: BigInt(lower), upper: BigInt(upper) }
    })
    expect(ads).toHaveLength(1_224)
    expect(ads.map(({ fields }) => fields.impressions)).toEqual(sums)
  },
)

onPublishedFiles.each([
  ['2018-bundle/2018-08-15/google-political-ads-top-keywords-history.csv.gz', 'Spend_'],
  ['2018-bundle/2018-09-13/google-political-ads-top-keywords-history.csv.gz', 'Spend_'],
  ['2019-bundle/google-political-ads-top-keywords-history.csv.gz', 'Spend_USD_'],
])('every keyword of %s is told, to the last dollar', async (name, start) => {
  const rows = await rowsOf(name)
  const statements = (await read(name)).told.flatMap((each) => each.statements)
  const expected = [1, 2, 3, 4, 5, 6].reduce((sum, place) => sum + plus(rows, `${start}${place}`), 0n)
  expect([statements.length, money(statements)]).toEqual([rows.length * 6, { USD: expected }])
})

onPublishedFiles.each([
  '2018-bundle/2018-10_bCBowers/geoAds.csv.gz',
  '2018-bundle/2018-10_bCBowers/advertiser_party_affiliation_v2.csv.gz',
  '2018-bundle/advertiser_party_affiliation.csv.gz',
  '2019-bundle/michelbl_Advertisers.csv.gz',
  '2019-bundle/michelbl_top-advertisers.json.gz',
  '2019-bundle/michelbl_foreign_interference_facebook.json.gz',
])('%s, made by others of the bundle, is of no format', async (name) => {
  const head = await recordReader.head(open(name))
  expect(google.formats.filter((each) => each.recognises(head, name))).toEqual([])
})
