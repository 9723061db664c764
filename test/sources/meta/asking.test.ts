import { calendarDate } from '../../../src/domain/calendar.ts'
import type { Position } from '../../../src/ports/crawling.ts'
import { archivedAdSchema } from '../../../src/sources/meta/archived-ad.ts'
import { metaCrawling } from '../../../src/sources/meta/crawling.ts'
import { FIELDS } from '../../../src/sources/meta/request.ts'

const setting = (settings: Readonly<Record<string, string>>) => (name: string) => settings[name] ?? null

function units(
  today: string,
  from: string,
  settings: Readonly<Record<string, string>> = { COLLECT_META_COUNTRIES: 'US' },
) {
  return metaCrawling.units({ today: calendarDate(today), from: calendarDate(from), setting: setting(settings) })
}

function asked(at: Position, settings: Readonly<Record<string, string>> = {}) {
  const rules = { address: 'https://graph.facebook.com', pageSize: 125, setting: setting(settings) }
  return new URL(metaCrawling.request(at, rules).url)
}

const WEEK = { country: 'US', from: '2026-11-02', to: '2026-11-08', pages: null, after: null }

test('each country is asked about by whole weeks from Monday to Sunday, the newest first', () => {
  const keys = units('2026-11-20', '2026-11-04', { COLLECT_META_COUNTRIES: 'GB, ca' }).map(({ key }) => key)
  expect(keys).toEqual([
    'GB.2026-11-16.2026-11-22',
    'CA.2026-11-16.2026-11-22',
    'GB.2026-11-09.2026-11-15',
    'CA.2026-11-09.2026-11-15',
    'GB.2026-11-02.2026-11-08',
    'CA.2026-11-02.2026-11-08',
  ])
})

test('days that have not come are in the key, and are not asked for', () => {
  const [unit] = units('2026-11-18', '2026-11-18')
  expect(unit).toMatchObject({ key: 'US.2026-11-16.2026-11-22', begin: { from: '2026-11-16', to: '2026-11-18' } })
})

test('a unit has the same key on every day of its week, also over the turn of a year', () => {
  for (const day of ['2026-12-28', '2026-12-31', '2027-01-01', '2027-01-03']) {
    expect(units(day, day).map(({ key }) => key)).toEqual(['US.2026-12-28.2027-01-03'])
  }
})

test('a week is walked daily until its last day lies 14 days back, so that each ad is seen a week after it stopped', () => {
  const kinds = (today: string) => units(today, '2026-11-02').find(({ key }) => key === 'US.2026-11-02.2026-11-08')
  expect(kinds('2026-11-21')).toMatchObject({ kind: 'running', everyHours: 22 })
  expect(kinds('2026-11-22')).toMatchObject({ kind: 'settled', everyHours: 720 })
})

test('pages are asked for besides, ten at once, by calendar months', () => {
  const pages = Array.from({ length: 12 }, (_, index) => String(100_001 + index))
  const all = units('2026-03-03', '2026-02-20', { COLLECT_META_COUNTRIES: 'GB', COLLECT_META_PAGES: pages.join(',') })
  const batches = all.filter(({ begin }) => begin['pages'] !== null)
  expect(batches.map(({ begin, days }) => [days?.from, days?.to, begin['pages']])).toEqual([
    ['2026-03-01', '2026-03-31', pages.slice(0, 10)],
    ['2026-03-01', '2026-03-31', pages.slice(10)],
    ['2026-02-01', '2026-02-28', pages.slice(0, 10)],
    ['2026-02-01', '2026-02-28', pages.slice(10)],
  ])
  const keys = all.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  for (const key of keys) expect(key).toMatch(/^GB[A-Za-z0-9.-]{1,97}$/)
})

test('a country that there is not, and page 0, are refused by the name of the setting', () => {
  const refused = (settings: Readonly<Record<string, string>>) => () => units('2026-11-20', '2026-11-20', settings)
  expect(refused({ COLLECT_META_COUNTRIES: 'GB,UK' })).toThrow(/COLLECT_META_COUNTRIES: “UK”/)
  expect(refused({ COLLECT_META_COUNTRIES: 'GB', COLLECT_META_PAGES: '0' })).toThrow(/COLLECT_META_PAGES: “0”/)
  expect(units('2026-11-20', '2026-11-20', {})).toEqual([])
})

test('all ads of all fields are asked for: stopped ones, and the text of those that were removed', () => {
  const { pathname, searchParams } = asked(WEEK)
  expect(pathname).toBe('/v22.0/ads_archive')
  expect(Object.fromEntries(searchParams)).toEqual({
    search_terms: '*',
    ad_reached_countries: '["US"]',
    ad_type: 'POLITICAL_AND_ISSUE_ADS',
    ad_active_status: 'ALL',
    unmask_removed_content: 'true',
    ad_delivery_date_min: '2026-11-02',
    ad_delivery_date_max: '2026-11-08',
    fields: FIELDS.join(','),
    limit: '125',
  })
  expect(FIELDS).toHaveLength(28)
  for (const field of FIELDS) expect(Object.keys(archivedAdSchema.shape)).toContain(field)
})

test('pages are asked for without search words; the cursor and the version of the day go into each address', () => {
  const { pathname, searchParams } = asked(
    { ...WEEK, pages: ['1', '2'], after: 'c2Ny==' },
    { META_API_VERSION: 'v25.0' },
  )
  expect(pathname).toBe('/v25.0/ads_archive')
  expect(searchParams.get('search_page_ids')).toBe('["1","2"]')
  expect(searchParams.has('search_terms')).toBe(false)
  expect(searchParams.get('after')).toBe('c2Ny==')
})

test('MA-12: the token is in a header, and in no address that is logged', () => {
  const { access, request } = metaCrawling
  expect(access?.headers('EAABsecret')).toEqual({ authorization: 'Bearer EAABsecret' })
  const rules = { address: 'https://x.example', pageSize: 25, setting: () => 'EAABsecret' }
  expect(JSON.stringify(request(WEEK, { ...rules, setting: () => null }))).not.toMatch(/token=/)
})

test('how long the token lives is asked with the app’s own, where the operator named the app', () => {
  const known = { META_ACCESS_TOKEN: 'EAAB', META_APP_ID: '12', META_APP_SECRET: 's' }
  const inspect = (settings: Readonly<Record<string, string>>) =>
    metaCrawling.access?.inspect?.(setting(settings), 'https://x.example') ?? null
  expect(inspect(known)).toEqual({
    method: 'GET',
    url: 'https://x.example/v22.0/debug_token?input_token=EAAB',
    headers: { authorization: 'Bearer 12|s' },
  })
  expect(inspect({ META_ACCESS_TOKEN: 'EAAB', META_APP_ID: '12' })).toBeNull()
})

test('of two ends of a token the earlier counts, and 0 is none', () => {
  const life = (text: string) =>
    metaCrawling.access?.readInspection?.({
      status: 200,
      header: () => null,
      text,
      at: '2026-11-20T00:00:00Z' as never,
    })
  const data = (ends: object) => JSON.stringify({ data: { is_valid: true, ...ends } })
  expect(life(data({ expires_at: 1_796_169_600, data_access_expires_at: 1_798_761_600 }))).toEqual({
    isValid: true,
    expiresAt: '2026-12-02T00:00:00Z',
  })
  expect(life(data({ expires_at: 0, data_access_expires_at: 1_798_761_600 }))?.expiresAt).toBe('2027-01-01T00:00:00Z')
  expect(life(data({ expires_at: 0 }))).toEqual({ isValid: true, expiresAt: null })
  expect(life('{"error":{"code":190}}')).toBeNull()
  expect(life('<html>')).toBeNull()
})

test('a stretch is cut by days without a gap or an overlap, from its beginning; a day by pages', () => {
  const days = (parts: number) =>
    metaCrawling.split({ ...WEEK, after: 'dead' }, parts)?.map(({ from, to, after }) => [from, to, after])
  expect(days(2)).toEqual([
    ['2026-11-02', '2026-11-04', null],
    ['2026-11-05', '2026-11-08', null],
  ])
  expect(days(50)?.map(([from, to]) => [from, to])).toEqual(
    ['02', '03', '04', '05', '06', '07', '08'].map((day) => [`2026-11-${day}`, `2026-11-${day}`]),
  )
  const day = { ...WEEK, to: '2026-11-02' }
  expect(metaCrawling.split({ ...day, pages: ['1', '2', '3'] }, 2)?.map(({ pages }) => pages)).toEqual([
    ['1'],
    ['2', '3'],
  ])
  expect(metaCrawling.split(day, 2)).toBeNull()
  expect(metaCrawling.split({ ...day, pages: ['1'] }, 2)).toBeNull()
  expect(metaCrawling.restart({ ...WEEK, after: 'dead' })).toEqual(WEEK)
})

test('every setting that it wants says how one gets it', () => {
  for (const { setting: name, what } of metaCrawling.needs) expect([name, what.length > 30]).toEqual([name, true])
  expect(metaCrawling.needs.filter(({ isRequired }) => isRequired).map(({ setting: name }) => name)).toEqual([
    'META_ACCESS_TOKEN',
    'COLLECT_META_COUNTRIES',
  ])
})
