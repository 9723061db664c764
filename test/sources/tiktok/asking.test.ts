import type { CalendarDate } from '../../../src/domain/calendar.ts'
import type { Position } from '../../../src/ports/crawling.ts'
import { tiktokCrawling } from '../../../src/sources/tiktok/crawling.ts'
import { anAnswer } from '../an-answer.ts'

const { units, request, read, split, restart, access } = tiktokCrawling

type Settings = Readonly<Record<string, string>>
const unitsOn = (today: string, from: string, settings: Settings = {}) =>
  units({ today: today as CalendarDate, from: from as CalendarDate, setting: (name) => settings[name] ?? null })

test('a unit is a country and a month, the newest first; the last day is yesterday’s, never today', () => {
  const found = unitsOn('2026-11-25', '2026-09-20', { COLLECT_TIKTOK_COUNTRIES: 'de, NO' })
  expect(found.map(({ key, kind }) => `${key} ${kind}`)).toEqual([
    'DE.2026-11 running',
    'NO.2026-11 running',
    'DE.2026-10 running',
    'NO.2026-10 running',
    'DE.2026-09 settled',
    'NO.2026-09 settled',
  ])
  expect(found[0]).toMatchObject({ country: 'DE', days: { from: '2026-11-01', to: '2026-11-24' }, everyHours: 24 })
  expect(found[0]?.begin).toMatchObject({ step: 'report', from: '20261101', to: '20261124' })
  expect(found[4]).toMatchObject({ days: { from: '2026-09-01', to: '2026-09-30' }, everyHours: 720 })
})

test('on the first of a month the month has no day yet; the library has none before October 2022', () => {
  expect(unitsOn('2026-12-01', '2026-11-30', { COLLECT_TIKTOK_COUNTRIES: 'DE' }).map(({ key }) => key)).toEqual([
    'DE.2026-11',
  ])
  const oldest = unitsOn('2022-10-05', '2020-01-01', { COLLECT_TIKTOK_COUNTRIES: 'DE' })
  expect(oldest.map(({ days }) => days)).toEqual([{ from: '2022-10-02', to: '2022-10-04' }])
  expect(unitsOn('2026-11-25', '2026-11-20')).toHaveLength(32)
})

test('words make units of their own, in ASCII, each once, which TikTok’s own counts are not asked for', () => {
  const settings = { COLLECT_TIKTOK_COUNTRIES: 'GR', COLLECT_TIKTOK_SEARCHES: 'Νέα; Nea; umbrella ;' }
  const found = unitsOn('2026-11-25', '2026-11-20', settings)
  expect(found.map(({ begin }) => [begin['search'], begin['step']])).toEqual([
    ['Nea', 'query'],
    ['umbrella', 'query'],
  ])
})

test('settings that TikTok cannot be asked with are refused in words', () => {
  const asked = (settings: Settings) => () => unitsOn('2026-11-25', '2026-11-20', settings)
  expect(asked({ COLLECT_TIKTOK_COUNTRIES: 'DE US' })).toThrow('the library does not cover US')
  expect(asked({ COLLECT_TIKTOK_SEARCHES: '選挙' })).toThrow('“選挙” cannot be written in ASCII')
  expect(asked({ COLLECT_TIKTOK_SEARCHES: 'x'.repeat(51) })).toThrow('longer than 50 letters')
})

const walk = { country: 'DE', from: '20261101', to: '20261124', search: null, names: 'reference' } as const
const query: Position = { ...walk, step: 'query', searchId: null, before: [] }
const item = '{"ad": {"id": 9923845247192304}, "advertiser":{}}'
const detail: Position = { ...walk, step: 'detail', adId: '9923845247192304', item, fields: 'all' }
const report: Position = { ...walk, step: 'report' }
const rules = { address: 'https://open.tiktokapis.com', pageSize: null, setting: () => null }
const bodyOf = (at: Position) => request(at, rules).body

test('what is sent: filters stay as they are while the newest search_id is gone on with; an id is a number', () => {
  const filters = '"filters":{"ad_published_date_range":{"min":"20261101","max":"20261124"},"country_code":"DE"}'
  expect(bodyOf(report)).toBe(`{${filters}}`)
  expect(bodyOf(query)).toBe(`{${filters},"max_count":50}`)
  expect(bodyOf({ ...query, searchId: 'abc' })).toBe(`{${filters},"max_count":50,"search_id":"abc"}`)
  expect(bodyOf({ ...query, search: 'umbrella' })).toBe(`{${filters},"search_term":"umbrella","max_count":50}`)
  expect(bodyOf(detail)).toBe('{"ad_id":9923845247192304}')
  expect(request(detail, rules)).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } })
  expect(request(detail, rules).url).toMatch(/\/v2\/research\/adlib\/ad\/detail\/\?fields=ad\.id,.*targeting_info/)
  expect(request(detail, rules).url).not.toMatch(/profile|avatar|follower/)
})

const answerOf = (data: unknown, error: unknown = { code: 'ok', message: '' }) => JSON.stringify({ data, error })

test('a list is kept without records, and each of its ads is asked for, as it stands in it letter by letter', () => {
  const text = `{"data":{"ads":[ ${item} ,{"ad":{"id":12345}}],"has_more":true,"search_id":"new"},"error":{"code":"ok"}}`
  const verdict = read(anAnswer(text), { ...query, searchId: 'old' })
  expect(verdict).toMatchObject({ is: 'page', records: 0, isCutShort: false, kept: [`{"listing":${text},"items":[]}`] })
  const next = verdict.is === 'page' ? verdict.next : []
  expect(next).toEqual([
    { ...detail, item: ` ${item} ` },
    { ...detail, adId: '12345', item: '{"ad":{"id":12345}}' },
    { ...query, searchId: 'new', before: ['9923845247192304', '12345'] },
  ])
})

test('TT-5: an ad of the page before is not asked for again; a page of such alone ends a list that says it goes on', () => {
  const ads = [{ ad: { id: '1111' } }, { ad: { id: '2222' } }]
  const text = answerOf({ ads, has_more: 'true', search_id: 's' })
  const some = read(anAnswer(text), { ...query, before: ['1111'] })
  expect(some.is === 'page' && some.next.map(({ step, adId }) => adId ?? step)).toEqual(['2222', 'query'])
  expect(read(anAnswer(text), { ...query, before: ['1111', '2222'] })).toMatchObject({ next: [], isCutShort: true })
  expect(read(anAnswer(answerOf({ ads, has_more: 'false' })), query)).toMatchObject({ isCutShort: false })
  const odd = answerOf({ ads: [{ ad: { id: { toString: [] } } }], has_more: true, search_id: { toString: [] } })
  expect(read(anAnswer(odd), query)).toMatchObject({ next: [], isCutShort: true })
})

test('an empty list is an answer; an ad without an id is kept for its import to complain about', () => {
  expect(read(anAnswer(answerOf({})), query)).toMatchObject({ is: 'page', next: [], isCutShort: false })
  const verdict = read(anAnswer(answerOf({ ads: [{ ad: {} }] })), query)
  expect(verdict.is === 'page' && verdict.kept[1]).toBe('{"ad":{}}')
})

test('TikTok’s own counts are read by country and day; where they cannot be had the list is asked for all the same', () => {
  const series = {
    DE: [
      { date: '20261103', count: 2 },
      { date: 20261104, count: '0' },
      { date: 'x', count: 1 },
    ],
  }
  const text = answerOf({ count_time_series_by_country: series })
  expect(read(anAnswer(text), report)).toMatchObject({
    kept: [`{"report":${text},"items":[]}`],
    next: [query],
    counts: [
      { country: 'DE', day: '2026-11-03', ads: 2 },
      { country: 'DE', day: '2026-11-04', ads: 0 },
    ],
  })
  const refusal = anAnswer(answerOf({}, { code: 'scope_not_authorized' }), { status: 401 })
  expect(read(refusal, report)).toMatchObject({ is: 'instead', positions: [query] })
})

const error = (code: string, message = '') => answerOf({}, { code, message })
const PASSING = { is: 'transient', most: 3 }

test.each([
  ['a limit, in a body with status 200', 200, error('rate_limit_exceeded'), {}, { is: 'throttled', waitMs: null }],
  ['a limit with its own wait', 429, error('rate_limit_exceeded'), { 'retry-after': '12' }, { waitMs: 12_000 }],
  ['a limit without a body', 429, '', {}, { is: 'throttled' }],
  ['the day’s limit', 429, error('daily_quota_limit_exceeded'), {}, { is: 'closed', waitMs: 43_200_000 }],
  ['a token that is over', 401, error('access_token_invalid'), {}, { is: 'expired' }],
  ['401 without a body', 401, '', {}, { is: 'expired' }],
  ['a scope', 401, error('scope_not_authorized'), {}, { is: 'refused' }],
  ['a scope, by its other name', 403, error('scope_permission_missed'), {}, { is: 'refused' }],
  ['500', 500, error('internal_error'), {}, PASSING],
  ['500 without a body', 500, '', {}, PASSING],
  ['a web page', 403, '<html>', {}, { ...PASSING, what: 'a web page in place of an answer (403)' }],
  ['no JSON, with status 200', 200, '{"data":{"ads":[', {}, PASSING],
  ['a new code of a refusal', 400, error('invalid_mood', 'x'), {}, { is: 'refused', what: 'invalid_mood (400): x' }],
  ['a new code of a failure', 502, error('bad_mood'), {}, PASSING],
  ['an error of the token’s shape', 400, '{"error":"invalid_client","error_description":"d"}', {}, { is: 'refused' }],
])('what to do about %s', (_name, status, text, headers, verdict) => {
  expect(read(anAnswer(text, { status, headers }), query)).toMatchObject(verdict)
})

test('parameters that are refused: a dead search_id, the other names of the documentation, fewer fields, the ad alone', () => {
  const refusal = anAnswer(error('invalid_params'), { status: 400 })
  expect(read(refusal, { ...query, searchId: 'dead' })).toMatchObject({ is: 'lost_place' })
  const other = { ...query, names: 'getting-started' }
  expect(read(refusal, query)).toMatchObject({ is: 'instead', positions: [other] })
  expect(bodyOf(other)).toContain('"country":"DE"')
  expect(read(refusal, other)).toMatchObject({ is: 'refused' })
  const few = { ...detail, fields: 'few' }
  expect(read(refusal, detail)).toMatchObject({ is: 'instead', positions: [few] })
  expect(read(refusal, few)).toMatchObject({ is: 'skip', kept: [item] })
})

test('an ad of which TikTok will say nothing is kept as the list has it, and the others are asked for', () => {
  const gone = anAnswer(error('ad_not_found'), { status: 404 })
  expect(read(gone, detail)).toMatchObject({
    is: 'skip',
    kept: [item],
    what: expect.stringContaining('ad_not_found (404)'),
  })
  expect(read(anAnswer(answerOf({})), detail)).toMatchObject({ is: 'skip', kept: [item] })
  expect(read(anAnswer(error('scope_not_authorized'), { status: 401 }), detail)).toMatchObject({ is: 'refused' })
  expect(read(anAnswer(error('internal_error'), { status: 500 }), detail)).toMatchObject({ is: 'transient' })
})

test('details are kept as they came, and say which spelling they had and what is new', () => {
  const text = answerOf({ ad: { id: 1, mood: 1, reach: { unique_user_seen: 1 } }, advertiser: { paid_by: '' } })
  expect(read(anAnswer(text), detail)).toMatchObject({
    is: 'page',
    kept: [text],
    records: 1,
    next: [],
    remarks: ['a key came as “unique_user_seen”', 'a key came as “paid_by”', 'the field “mood” is new'],
  })
})

test('a stretch begins anew at its first page, and is cut into days; a day is the least', () => {
  expect(restart({ ...query, searchId: 'x', before: ['1'] })).toEqual(query)
  expect(split(query, 2)).toEqual([
    { ...query, to: '20261112' },
    { ...query, from: '20261113' },
  ])
  expect(split({ ...query, from: '20261124' }, 2)).toBeNull()
})

test('a token is got by a form, without a secret in the address, and any other answer is none', () => {
  const exchange = access?.exchange?.((name) => `${name}&=`, 'https://open.tiktokapis.com')
  expect(exchange).toMatchObject({ method: 'POST', url: 'https://open.tiktokapis.com/v2/oauth/token/' })
  expect(Object.fromEntries(new URLSearchParams(exchange?.body))).toEqual({
    client_key: 'TIKTOK_CLIENT_KEY&=',
    client_secret: 'TIKTOK_CLIENT_SECRET&=',
    grant_type: 'client_credentials',
  })
  const token = access?.readExchange?.(anAnswer('{"access_token":"clt.x","expires_in":7200,"token_type":"Bearer"}'))
  expect(token).toEqual({ token: 'clt.x', livesSeconds: 7_200 })
  expect(access?.readExchange?.(anAnswer('{"error":"invalid_client","log_id":"1"}', { status: 401 }))).toBeNull()
  expect(access?.headers('clt.x')).toEqual({ authorization: 'Bearer clt.x' })
})
