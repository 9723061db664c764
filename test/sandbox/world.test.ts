import type { CalendarDate } from '../../src/domain/calendar.ts'
import { dayNumber, daysLater } from '../../src/domain/days.ts'
import { electionDay } from '../../src/sandbox/election-day.ts'
import { googleZip } from '../../src/sandbox/platforms/google.ts'
import { metaReportZips } from '../../src/sandbox/platforms/meta-report.ts'
import { snapAds, snapZip } from '../../src/sandbox/platforms/snap.ts'
import { switchesNamed } from '../../src/sandbox/switches.ts'
import { makeWorld, type ToldAd, type World } from '../../src/sandbox/world.ts'

const TODAY = '2026-11-25' as CalendarDate
const NONE = switchesNamed([])

const PLATFORMS = ['snap', 'google', 'meta'] as const

async function allFiles(world: World, day: CalendarDate): Promise<readonly Buffer[]> {
  const on = world.on(day)
  const snap = [await snapZip(on, 2025, NONE), await snapZip(on, 2026, NONE)].map((bytes) => bytes ?? Buffer.alloc(0))
  const reports = await metaReportZips(on, NONE)
  return [...snap, await googleZip(on, NONE), ...reports.map(({ bytes }) => bytes)]
}

test('the same seed and day make the same bytes, another seed makes others', async () => {
  const [one, again, other] = await Promise.all([
    allFiles(makeWorld({ seed: 7, today: TODAY }), TODAY),
    allFiles(makeWorld({ seed: 7, today: '2026-11-01' as CalendarDate }), TODAY),
    allFiles(makeWorld({ seed: 8, today: TODAY }), TODAY),
  ])
  expect(one.map((bytes, index) => bytes.equals(again[index] as Buffer))).toEqual(one.map(() => true))
  expect(one.map((bytes, index) => bytes.equals(other[index] as Buffer))).toEqual(one.map(() => false))
})

test('the world and all of its files take less than two seconds of the processor', async () => {
  const before = process.cpuUsage()
  await allFiles(makeWorld({ seed: 9, today: TODAY }), TODAY)
  expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(2)
})

test('there are about six hundred ads at Snap and eight hundred at Google, over two years', () => {
  const on = makeWorld({ seed: 7, today: TODAY }).on(TODAY)
  expect(snapAds(on, 2025).length).toBeGreaterThan(180)
  expect(snapAds(on, 2025).length + snapAds(on, 2026).length).toBeGreaterThan(560)
  expect(on.ads('google').length).toBeGreaterThan(750)
  expect(Math.min(...on.ads('google').map(({ firstDay }) => firstDay))).toBeLessThan(dayNumber('2025-04-01'))
})

test('money has a long tail: one sponsor spends most, and half of the ads cost little', () => {
  const on = makeWorld({ seed: 7, today: TODAY }).on(TODAY)
  for (const platform of ['snap', 'google'] as const) {
    const dollars = on.truth.filter((each) => each.platform === platform && each.sponsor.currency === 'USD')
    const [first, second] = [...dollars].sort((one, other) => other.spent - one.spent)
    expect(first?.sponsor.key).toBe('lighthouse')
    expect(first?.spent).toBeGreaterThan(second?.spent ?? 0)
    const costs = on.ads(platform).map(({ spent }) => spent)
    expect(costs.filter((cost) => cost < 1_000).length).toBeGreaterThan(costs.length / 2)
    expect(Math.max(...costs)).toBeGreaterThan(50_000)
  }
  expect(snapAds(on, 2026).some(({ spent }) => spent === 0)).toBe(true)
})

test('one sponsor stands on several platforms under slightly different names', () => {
  const { sponsors } = makeWorld({ seed: 7, today: TODAY })
  const names = sponsors.find(({ key }) => key === 'old-dam')
  expect([names?.snap?.payer, names?.google?.name, names?.meta?.page]).toEqual([
    'Friends of the Old Dam',
    'FRIENDS OF THE OLD DAM',
    'Friends of the Old Dam',
  ])
  const everywhere = sponsors.filter(({ snap, google, meta }) => snap !== null && google !== null && meta !== null)
  const spelled = everywhere.filter(({ snap, google, meta }) => {
    return new Set([snap?.payer, google?.name, meta?.page, meta?.disclaimer]).size > 1
  })
  expect(spelled.length).toBeGreaterThan(10)
})

test('nobody is real: every address ends in .example, and ids are above all that platforms give', () => {
  for (const { domain, google, meta } of makeWorld({ seed: 7, today: TODAY }).sponsors) {
    expect(domain).toMatch(/^[a-z0-9-]+\.example$/)
    if (google !== null) expect(google.id).toMatch(/^AR9\d{19}$/)
    if (meta !== null) expect(meta.pageId).toMatch(/^9999\d{6,12}$/)
  }
})

test('from day to day no ad costs less or is shown less, and new ones begin', () => {
  const world = makeWorld({ seed: 7, today: TODAY })
  for (const platform of PLATFORMS) {
    let before = new Map<string, ToldAd>()
    for (let day = '2026-09-01' as CalendarDate; day < '2026-12-20'; day = daysLater(day, 5)) {
      const ads = world.on(day).ads(platform)
      const fallen = ads.filter(({ id, spent, shown }) => {
        const known = before.get(id)
        return known !== undefined && (spent < known.spent || shown < known.shown)
      })
      expect(fallen).toEqual([])
      expect(ads.every(({ shown }) => shown > 0)).toBe(true)
      expect(ads.length).toBeGreaterThanOrEqual(before.size)
      before = new Map(ads.map((ad) => [ad.id, ad]))
    }
    expect(before.size).toBeGreaterThan(world.on('2026-09-02' as CalendarDate).ads(platform).length)
  }
})

test.each(['snap', 'google'] as const)('at %s ads vanish, some return, and never many at once', (platform) => {
  const world = makeWorld({ seed: 7, today: TODAY })
  const awayOn = (day: CalendarDate) => {
    const ads = world.on(day).ads(platform)
    return new Set(ads.filter(({ isListed }) => !isListed).map(({ id }) => id))
  }
  let before = awayOn('2026-07-31' as CalendarDate)
  const vanished: number[] = []
  let returned = 0
  for (let day = '2026-08-01' as CalendarDate; day <= TODAY; day = daysLater(day, 1)) {
    const away = awayOn(day)
    vanished.push([...away].filter((id) => !before.has(id)).length)
    returned += [...before].filter((id) => !away.has(id)).length
    before = away
  }
  expect(Math.max(...vanished)).toBeLessThan(5)
  expect(vanished.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(3)
  expect(returned).toBeGreaterThan(0)
})

test('what was said of old ads is edited later', () => {
  const world = makeWorld({ seed: 7, today: TODAY })
  const edited = (day: string) => snapAds(world.on(day as CalendarDate), 2025).filter(({ isEdited }) => isEdited).length
  expect(edited('2026-11-25')).toBeGreaterThan(edited('2025-07-01'))
})

test('a later look finds the same ads as an earlier one, and a year that has not begun has none', async () => {
  const early = makeWorld({ seed: 7, today: '2026-03-01' as CalendarDate })
  const late = makeWorld({ seed: 7, today: '2028-03-01' as CalendarDate })
  const ids = (world: World) =>
    world
      .on('2026-02-01' as CalendarDate)
      .ads('snap')
      .map(({ id }) => id)
  expect(ids(late)).toEqual(ids(early))
  expect(await snapZip(early.on(TODAY), 2027, NONE)).toBeNull()
  expect(() => early.on('2019-01-01' as CalendarDate)).toThrow(RangeError)
})

test('the election is on the first Tuesday after the first Monday of November', () => {
  expect([2024, 2025, 2026, 2027, 2028].map(electionDay)).toEqual([
    '2024-11-05',
    '2025-11-04',
    '2026-11-03',
    '2027-11-02',
    '2028-11-07',
  ])
})
