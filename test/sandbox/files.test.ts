import type { CalendarDate } from '../../src/domain/calendar.ts'
import { platformId } from '../../src/domain/ids.ts'
import { type Currency, minorDigits } from '../../src/domain/money.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import { usualCurrencies } from '../../src/domain/usual-currency.ts'
import type { ImportOutcome } from '../../src/pipeline/import-file.ts'
import { googleZip } from '../../src/sandbox/platforms/google.ts'
import { spendBucket, stepOf } from '../../src/sandbox/platforms/google-money.ts'
import { bySponsor, lastWeekTold, weeksOf } from '../../src/sandbox/platforms/google-sums.ts'
import { metaReportZips, reportSums } from '../../src/sandbox/platforms/meta-report.ts'
import { snapAds, snapZip } from '../../src/sandbox/platforms/snap.ts'
import { byRegion } from '../../src/sandbox/spent.ts'
import { switchesNamed } from '../../src/sandbox/switches.ts'
import { makeWorld } from '../../src/sandbox/world.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'

const DAY = '2026-11-10' as CalendarDate
const NONE = switchesNamed([])
const world = makeWorld({ seed: 7, today: DAY })
const on = world.on(DAY)

const GOOGLE = [
  'google-creative-stats',
  'google-advertiser-stats',
  'google-weekly-spend',
  'google-geo-spend',
  'google-advertiser-geo-spend',
  'google-declared-stats',
  'google-advertiser-id-mapping',
  'google-creative-id-mapping',
  'google-campaign-targeting',
]
const META = ['meta-report-advertisers', 'meta-report-locations', 'meta-report-region']

let opened: TestArchive
let took: number
const outcomes: ImportOutcome[] = []

beforeAll(async () => {
  opened = await openTestArchive()
  const before = process.cpuUsage()
  for (const year of [2025, 2026]) {
    const bytes = await snapZip(on, year, NONE)
    outcomes.push(...(await opened.importText('snap', `${DAY}_${year}.zip`, bytes as Buffer)))
  }
  const bundle = 'google-political-ads-transparency-bundle.zip'
  outcomes.push(...(await opened.importText('google', bundle, await googleZip(on, NONE))))
  for (const { name, bytes } of await metaReportZips(on, NONE)) {
    outcomes.push(...(await opened.importText('meta-report', name, bytes)))
  }
  took = process.cpuUsage(before).user / 1_000_000
})
afterAll(() => opened.close())

/** Lower and upper bound in whole units, by currency. */
type Sums = Record<string, [number, number]>

function sums(amounts: readonly (readonly [currency: string, lower: number, upper?: number])[]): Sums {
  const found: Sums = {}
  for (const [currency, lower, upper = lower] of amounts) {
    const [low, high] = found[currency] ?? [0, 0]
    found[currency] = [low + lower, high + upper]
  }
  return found
}

/** What the archive read in the file whose name ends so. */
function read(ending: string): Sums {
  const { money } = reportOf(outcomes.find(({ name }) => name.endsWith(ending)))
  const units = (minor: bigint, code: Currency) => Number(minor) / 10 ** minorDigits(code)
  return Object.fromEntries(
    [...money].map(([code, { lower, upper }]) => [code, [units(lower, code), units(upper ?? -1n, code)]]),
  )
}

test('every file is recognised, without drift, and no row is put aside', () => {
  const understood = outcomes.filter((outcome) => !('problem' in outcome))
  expect(understood.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['snap-csv', ...GOOGLE, ...META]))
  const others = outcomes.filter((outcome) => 'problem' in outcome).map(({ name }) => name.replace(/^.*!/, ''))
  expect(others.filter((name) => !/^readme\.txt$/i.test(name))).toEqual([])
  for (const outcome of understood) {
    expect([outcome.name, 'drift' in outcome ? outcome.drift : null]).toEqual([outcome.name, []])
    expect(reportOf(outcome)).toMatchObject({ quarantined: 0, held: null })
  }
})

test('importing all of it takes less than ten seconds of the processor', () => {
  expect(took).toBeLessThan(10)
})

test('no place is written in a way that the archive does not know, but for the report’s “Unknown”', async () => {
  const { unresolvedPlaces } = await opened.archive.summary()
  expect(unresolvedPlaces.filter(({ name }) => name !== 'Unknown')).toEqual([])
})

test.each([2025, 2026])('Snap’s file of %i holds what each ad really cost', (year) => {
  const ads = snapAds(on, year)
  expect(read(`_${year}.zip!PoliticalAds.csv`)).toEqual(
    sums(ads.map(({ sponsor, spent }) => [sponsor.currency, spent])),
  )
})

test('Google’s ads hold the ranges in which their costs lie', () => {
  const listed = on.ads('google').filter(({ isListed }) => isListed)
  const expected = listed.map(({ spent, sponsor }) => {
    const { lower, upper } = spendBucket(spent, sponsor.currency)
    expect([lower <= spent, upper === null || spent <= upper]).toEqual([true, true])
    // In the lowest range nobody can tell the currency: that of the country is read.
    const code = lower > 0 ? sponsor.currency : (usualCurrencies(sponsor.aims as CountryCode)[0] ?? '')
    return [code, lower, lower > 0 ? (upper ?? Number.NaN) : stepOf(code)] as const
  })
  expect(read('google-political-ads-creative-stats.csv')).toEqual(sums(expected))
})

function up(amount: number, currency: string): readonly [string, number] {
  return [currency, Math.ceil(amount / stepOf(currency)) * stepOf(currency)]
}

test('Google’s totals, weeks and places hold what was really spent, rounded up', () => {
  const groups = bySponsor(on).map(([sponsor, ads]) => ({
    sponsor,
    ads,
    spent: ads.reduce((sum, ad) => sum + ad.spent, 0),
  }))
  const totals = groups.map(({ sponsor, spent }) => up(spent, sponsor.currency))
  expect(read('google-political-ads-advertiser-stats.csv')).toEqual(sums(totals))
  const weeks = groups.flatMap(({ sponsor, ads }) =>
    weeksOf(ads, lastWeekTold(on)).map(([, spent]) => up(spent, sponsor.currency)),
  )
  expect(read('google-political-ads-advertiser-weekly-spend.csv')).toEqual(sums(weeks))
  const places = new Map<string, number>()
  for (const ad of on.ads('google')) {
    const { aims, currency } = ad.sponsor
    for (const [{ code }, spent] of byRegion(ad, ad.spent)) {
      const key = `${currency} ${aims === 'US' ? code : aims}`
      places.set(key, (places.get(key) ?? 0) + spent)
    }
  }
  const rounded = [...places].map(([key, spent]) => up(spent, key.slice(0, 3)))
  expect(read('google-political-ads-geo-spend.csv')).toEqual(sums(rounded))
})

test('weeks are told over more than a year, and none that is not over', async () => {
  const [days] = await opened.database.query(
    `SELECT min(s.from_day)::text AS first, max(s.to_day)::text AS last, count(DISTINCT s.from_day)::int AS weeks
     FROM spend_statement s WHERE s.source = 'google' AND s.to_day = s.from_day + 6`,
  )
  expect(days.last).toBe('2026-11-07')
  expect(days.weeks).toBeGreaterThan(60)
})

test.each([
  ['US', 'last_30_days', 30],
  ['US', 'lifelong', null],
  ['GB', 'last_30_days', 30],
  ['CA', 'last_30_days', 30],
] as const)('Meta’s report of %s over %s holds what was really spent in its own currency', (country, preset, days) => {
  const { currency, pages } = reportSums(on, country, days)
  const told = (spent: number) => (spent <= 100 ? ([currency, 0, 100] as const) : ([currency, spent] as const))
  expect(read(`2026-11-09_${country}_${preset}_advertisers.csv`)).toEqual(sums(pages.map(({ spent }) => told(spent))))
  const small = pages.filter(({ spent }) => spent <= 100).length / pages.length
  expect(small).toBeGreaterThan(0.4)
  const regions = pages.flatMap((page) => [...page.regions.values()])
  expect(regions.reduce((sum, spent) => sum + spent, 0)).toBe(pages.reduce((sum, { spent }) => sum + spent, 0))
})

test.each(['USD', 'GBP', 'AUD', 'EUR'])(
  'what the archive bounds at Google in %s holds the truth of every advertiser',
  async (code) => {
    const query = {
      by: 'advertiser' as const,
      place: null,
      platform: platformId('google'),
      currency: code as Currency,
      from: null,
      to: null,
    }
    const { rows } = await opened.archive.spending(query, null, 200)
    const truth = on.truth.filter(({ platform, sponsor }) => platform === 'google' && sponsor.currency === code)
    expect(truth.length).toBeGreaterThan(1)
    for (const { sponsor, spent } of truth) {
      const row = rows.find(({ advertiser }) => advertiser?.key === sponsor.google?.id)
      expect([sponsor.key, row === undefined, Number(row?.lower) <= spent * 100]).toEqual([sponsor.key, false, true])
      expect(row?.upper === null || Number(row?.upper) >= spent * 100).toBe(true)
    }
  },
)

test('the days after bring news and absences, but never a mass of them', async () => {
  let loaded = 0
  for (const day of ['2026-11-15', '2026-11-25'] as CalendarDate[]) {
    const later = world.on(day)
    const files = [
      ...(await opened.importText('snap', `${day}_2026.zip`, (await snapZip(later, 2026, NONE)) as Buffer)),
      ...(await opened.importText('google', `bundle-${day}.zip`, await googleZip(later, NONE))),
    ].filter((outcome) => !('problem' in outcome))
    expect(files.map((file) => reportOf(file).held)).toEqual(files.map(() => null))
    const ads = reportOf(files.find(({ kind }) => kind === 'snap-csv'))
    expect(ads.changed).toBeGreaterThan(5)
    loaded += ads.loaded
  }
  expect(loaded).toBeGreaterThan(0)
})
