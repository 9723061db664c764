import { calendarDate, type Instant } from '../../../src/domain/calendar.ts'
import type { Page, Position, Verdict } from '../../../src/ports/crawling.ts'
import { linkedInCrawling as crawling } from '../../../src/sources/linkedin/crawling.ts'

const AT: Position = { by: 'keyword', text: 'dam', start: 0, walk: 1, seen: [] }

function read(at: Position, status: number, body: unknown, moment = '2026-11-28T20:00:00Z'): Verdict {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return crawling.read({ status, text, header: () => null, at: moment as Instant }, at)
}
const element = (id: number, company = '1') => ({
  adUrl: `https://www.linkedin.com/ad-library/detail/${id}`,
  details: { advertiser: { advertiserUrl: `https://www.linkedin.com/company/${company}` } },
})
const elements = (from: number, count: number) => Array.from({ length: count }, (_, index) => element(from + index))
const answer = (total: number | null, list: readonly unknown[], rels: readonly string[] = []) => ({
  paging: { ...(total === null ? {} : { total }), links: rels.map((rel) => ({ rel })) },
  elements: list,
})

test('each search is a unit, and one of an advertiser is asked for by its name', () => {
  const setting = () => 'old dam; advertiser: Acme & Co;;old dam'
  const units = crawling.units({ today: calendarDate('2026-11-28'), from: calendarDate('2026-01-01'), setting })
  expect(units.map(({ key }) => key)).toEqual([
    expect.stringMatching(/^keyword\.old-dam-[0-9a-f]{6}$/),
    expect.stringMatching(/^advertiser\.Acme-Co-[0-9a-f]{6}$/),
  ])
  expect(units[1]?.begin).toEqual({ by: 'advertiser', text: 'Acme & Co', start: 0, walk: 1, seen: [] })
})

test('LI-1: a page is asked for without filters, with the version in a header', () => {
  const how = { address: 'https://api.example', pageSize: 25, setting: () => null }
  expect(crawling.request({ ...AT, text: 'a b&c', start: 50 }, how)).toEqual({
    method: 'GET',
    url: 'https://api.example/rest/adLibrary?q=criteria&keyword=a%20b%26c&start=50&count=25',
    headers: { 'LinkedIn-Version': '202601', 'X-RestLi-Protocol-Version': '2.0.0' },
  })
  const newer = crawling.request(AT, { ...how, setting: () => '202606' })
  expect(newer.headers).toMatchObject({ 'LinkedIn-Version': '202606' })
  expect(crawling.pageSize).toMatchObject({ most: 25 })
  expect(crawling.pace).toMatchObject({ burst: { requests: 8, withinMs: 30_000 }, callsPerDay: 1000 })
})

test('LI-6: a search is walked through to its end, and answers are kept as they are', () => {
  const text = JSON.stringify(answer(27, elements(1, 25)))
  const first = read(AT, 200, text) as Page
  expect(first).toMatchObject({ kept: [text], records: 25, counts: [{ country: null, day: null, ads: 27 }] })
  expect(first.next).toMatchObject([{ start: 25, walk: 1 }])
  const second = read(first.next[0] as Position, 200, answer(27, elements(26, 2))) as Page
  expect(second).toMatchObject({ records: 2, counts: [], next: [] })
  expect(second).not.toHaveProperty('isCutShort')
})

test('LI-6: fewer different ads than are counted: the search is walked through once more, then told not whole', () => {
  const first = read(AT, 200, answer(3, [element(1), element(2), element(2)])) as Page
  expect(first.next).toMatchObject([{ start: 0, walk: 2 }])
  const again = first.next[0] as Position
  expect(first.records).toBe(2)
  expect(read(again, 200, answer(3, elements(1, 3)))).toMatchObject({ next: [], counts: [], records: 1 })
  expect(read(again, 200, answer(3, [element(1), element(2), element(2)]))).toMatchObject({
    isCutShort: true,
    remarks: ['LinkedIn counts 3 ads and gave 2 different ones'],
  })
})

test('an ad’s address may end in a slash, as it may have a query; what has no id counts once, and is never whole', () => {
  const varied = [1, 2, 3].map((id) => ({ adUrl: `${element(id).adUrl}${['/', '/?trk=a', '?trk=b'][id - 1]}` }))
  expect(read(AT, 200, answer(3, varied))).toEqual(expect.objectContaining({ records: 3, next: [] }))
  const odd = { adUrl: 'https://www.linkedin.com/ad-library/' }
  const first = read(AT, 200, answer(2, [element(1), odd])) as Page
  expect(first).toMatchObject({ records: 2, next: [{ walk: 2, seen: ['1'] }] })
  expect(read(first.next[0] as Position, 200, answer(2, [element(1), odd]))).toMatchObject({
    records: 0,
    isCutShort: true,
  })
})

test('an empty page before the counted end may be none; without a count the link to the next page leads on', () => {
  const early = read({ ...AT, start: 25, walk: 2, seen: ['1'] }, 200, answer(60, []))
  expect(early).toMatchObject({ isTentativeEnd: true, isCutShort: true })
  expect((read(AT, 200, answer(null, elements(1, 25), ['next'])) as Page).next).toMatchObject([{ start: 25 }])
  expect((read(AT, 200, answer(null, elements(1, 25), ['prev'])) as Page).next).toEqual([])
  expect((read(AT, 200, { elements: elements(1, 2) }) as Page).next).toMatchObject([{ start: 2 }])
  expect(read(AT, 200, answer(0, []))).toMatchObject({ is: 'page', records: 0, next: [] })
})

test('LI-2: an answer about several companies is told of', () => {
  const at = { ...AT, by: 'advertiser', text: 'Acme' }
  expect((read(at, 200, answer(2, [element(1), element(2, '9')])) as Page).remarks).toHaveLength(1)
  expect((read(at, 200, answer(2, elements(1, 2))) as Page).remarks).toEqual([])
})

test('errors are told apart by body and status', () => {
  const failed = (status: number, code: string, message = '', more = {}) => ({ status, code, message, ...more })
  const refusals = [
    [426, failed(426, 'NONEXISTENT_VERSION'), { is: 'refused', todo: expect.stringMatching(/LINKEDIN_VERSION/) }],
    [401, failed(401, '', '', { serviceErrorCode: 65602 }), { is: 'expired' }],
    [401, failed(401, 'EXPIRED_ACCESS_TOKEN'), { is: 'expired' }],
    [401, failed(401, 'INVALID_ACCESS_TOKEN'), { is: 'refused', todo: expect.stringMatching(/LINKEDIN_ACCESS_TOKEN/) }],
    [403, failed(403, 'ACCESS_DENIED'), { is: 'refused', todo: expect.stringMatching(/Ad Library product/) }],
    [429, failed(429, 'TOO_MANY_REQUESTS'), { is: 'throttled', waitMs: 40_000 }],
    [429, '', { is: 'throttled', waitMs: 40_000 }],
    [
      429,
      failed(429, 'TOO_MANY_REQUESTS', 'APPLICATION DAY limit is reached'),
      { is: 'closed', waitMs: 4 * 3_600_000 },
    ],
    [400, failed(400, 'FIELD_INVALID', 'count must be between 1 and 10'), { is: 'reduce' }],
    [
      400,
      failed(400, 'FIELD_INVALID', 'keyword is too long'),
      { is: 'skip', what: expect.stringMatching(/^“dam” was/) },
    ],
    [400, failed(400, 'VERSION_MISSING'), { is: 'refused' }],
    [404, failed(404, 'RESOURCE_NOT_FOUND'), { is: 'refused' }],
    [400, failed(400, 'QUERY_PARAM_NOT_ALLOWED', 'keyword'), { is: 'refused' }],
    [500, failed(500, 'INTERNAL'), { is: 'transient' }],
    [502, '<html></html>', { is: 'transient', what: expect.stringMatching(/web page/) }],
    [200, 'not json', { is: 'transient' }],
  ] as const
  for (const [status, body, verdict] of refusals) expect(read(AT, status, body)).toMatchObject(verdict)
})

test('a search cannot be cut, and begins anew from its first ad', () => {
  expect(crawling.split(AT, 2)).toBeNull()
  expect(crawling.restart({ ...AT, start: 50, walk: 2, seen: ['1'] })).toEqual(AT)
})
