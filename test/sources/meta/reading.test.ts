import type { ApiAnswer, Position } from '../../../src/ports/crawling.ts'
import { metaCrawling } from '../../../src/sources/meta/crawling.ts'
import { pauseMs, usageIn } from '../../../src/sources/meta/usage.ts'
import { withoutTokens } from '../../../src/sources/meta/without-tokens.ts'

const WEEK = { country: 'US', from: '2026-11-02', to: '2026-11-08', pages: null, after: null }
const BEHIND = { ...WEEK, after: 'c2Ny' }
const BATCH = { ...WEEK, pages: ['11111', '22222', '33333'] }

const usage = (figures: object) => JSON.stringify({ 1384: [{ type: 'ads_archive', ...figures }] })

interface Given {
  readonly status?: number
  readonly at?: Position
  /** Of the business use case; null: there is none. */
  readonly usage?: string | null
}

function read(body: unknown, { status = 200, at = WEEK, usage: told = usage({ call_count: 1 }) }: Given = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const header = (name: string) => (name.toLowerCase() === 'x-business-use-case-usage' ? told : null)
  const answer: ApiAnswer = { status, header, text, at: '2026-11-20T12:00:00Z' as ApiAnswer['at'] }
  return metaCrawling.read(answer, at)
}

const error = (given: object) => ({ error: { message: 'words', type: 'OAuthException', ...given } })
const REDUCE = "Please reduce the amount of data you're asking for, then retry your request"
const COUNTRIES = '(#100) Param ad_reached_countries[0] must be one of {ALL, AR}'
const MISSING = { message: 'A search_terms or search_page_ids parameter is required', code: 100 }

/** Section 9 of the platform’s own table of errors, row by row: status, error, and what is done. */
test.each([
  [500, { message: REDUCE, code: 1 }, { is: 'reduce' }],
  [500, { code: 1, error_subcode: 99 }, { is: 'transient', what: 'code 1, subcode 99', waitMs: 60_000 }],
  [400, { code: 2, is_transient: true }, { is: 'transient', waitMs: 60_000 }],
  [400, { code: 2 }, { is: 'transient', waitMs: 60_000 }],
  [400, { code: 4 }, { is: 'throttled', waitMs: null }],
  [400, { code: 10, error_subcode: 2_332_002 }, { is: 'refused', todo: expect.stringContaining('facebook.com/ID') }],
  [400, { code: 10 }, { is: 'refused', todo: expect.stringContaining('ads_read') }],
  [400, { code: 17 }, { is: 'throttled', waitMs: null }],
  [400, MISSING, { is: 'refused', todo: expect.stringContaining('META_API_VERSION') }],
  [400, { code: 100, message: '(#100) Tried accessing nonexisting field (x)' }, { is: 'refused' }],
  [400, { code: 100, message: COUNTRIES }, { is: 'skip', what: 'Meta has no country US' }],
  [400, { code: 100 }, { is: 'transient', waitMs: 600_000, most: 1 }],
  [400, { code: 190 }, { is: 'expired', what: 'code 190' }],
  [401, { code: 190, error_subcode: 463 }, { is: 'expired', what: 'code 190, subcode 463' }],
  [403, { code: 200 }, { is: 'refused' }],
  [400, { code: 299 }, { is: 'refused' }],
  [400, { code: 341 }, { is: 'throttled' }],
  [400, { code: 368 }, { is: 'closed', waitMs: 21_600_000 }],
  [400, { code: 613 }, { is: 'throttled', waitMs: null }],
  [400, { code: 80_004 }, { is: 'throttled' }],
  [500, { code: 999 }, { is: 'transient' }],
  [400, { code: 999, message: 'New words' }, { is: 'refused', todo: 'Meta says: New words' }],
  [200, { code: 613 }, { is: 'throttled' }],
] as const)('the error of status %i that says %j is understood', (status, given, verdict) => {
  expect(read(error(given), { status })).toMatchObject(verdict)
})

test('a code that comes as text is the same code', () => {
  expect(read(error({ code: '190' }), { status: 400 })).toMatchObject({ is: 'expired' })
})

test('told to wait, the minutes of the header are waited', () => {
  const told = usage({ call_count: 100, estimated_time_to_regain_access: 45 })
  expect(read(error({ code: 613 }), { status: 400, usage: told })).toMatchObject({ is: 'throttled', waitMs: 2_700_000 })
})

test('a web page, nothing and a broken answer pass by themselves, each with words of its own', () => {
  const page = '\n<!DOCTYPE html><title>Error</title>Sorry, something went wrong'
  for (const status of [200, 400, 502]) {
    expect(read(page, { status })).toMatchObject({ is: 'transient', what: `a web page instead of JSON (${status})` })
  }
  expect(read('', { status: 500 })).toMatchObject({ is: 'transient', what: 'no JSON, or broken off (500)' })
  expect(read('{"data":[{"id":"1', { status: 200 })).toMatchObject({ is: 'transient' })
  expect(read({ success: true })).toMatchObject({ is: 'transient', what: 'JSON without a list of ads' })
})

test('a dead cursor costs its stretch, and only where there is one', () => {
  for (const dead of [{ code: 2642 }, { code: 100, message: '(#100) Invalid cursor' }]) {
    expect(read(error(dead), { status: 400, at: BEHIND })).toMatchObject({ is: 'lost_place' })
    expect(read(error(dead), { status: 400, at: WEEK }).is).not.toBe('lost_place')
  }
})

test('of a batch with a bad page each is asked for alone, and the bad one is told and left', () => {
  const bad = error({ code: 100, error_user_title: 'Invalid Page ID' })
  const verdict = read(bad, { status: 400, at: { ...BATCH, after: 'c2Ny' } })
  expect(verdict).toMatchObject({ is: 'instead' })
  expect(verdict).toHaveProperty(
    'positions',
    BATCH.pages.map((page) => ({ ...BATCH, pages: [page] })),
  )
  expect(read(bad, { status: 400, at: { ...BATCH, pages: ['22222'] } })).toMatchObject({
    is: 'skip',
    what: 'Meta knows no page 22222',
  })
})

const AD = { id: '9999000000000001', page_id: '1' }
const NEXT = 'https://graph.facebook.com/v22.0/ads_archive?access_token=EAABx&limit=2&after=bmV4dA'

test('the cursor is gone on with, never the address; every row counts, however many were asked for', () => {
  const rows = Array.from({ length: 300 }, (_, index) => ({ ...AD, id: String(index) }))
  const verdict = read({ data: rows, paging: { cursors: { after: 'bmV4dA' }, next: NEXT } })
  expect(verdict).toMatchObject({ is: 'page', records: 300, next: [{ ...WEEK, after: 'bmV4dA' }] })
  expect(verdict).not.toHaveProperty('isTentativeEnd')
})

test('without cursors, the one in the next address is taken', () => {
  expect(read({ data: [AD], paging: { next: NEXT } })).toMatchObject({ next: [{ ...WEEK, after: 'bmV4dA' }] })
})

test('a next page to which no cursor can be read is told, and the end is not believed to be one', () => {
  for (const next of ['https://', 'https://graph.facebook.com/?after=', 'x', { url: NEXT }]) {
    for (const data of [[AD], []]) {
      expect(read({ data, paging: { next, cursors: { after: '' } } })).toMatchObject({
        is: 'page',
        records: data.length,
        next: [],
        isCutShort: true,
        remarks: ['there is a next page, and no cursor to it'],
      })
    }
  }
  expect(read({ data: [AD], paging: { next: 'https://', cursors: { after: 'bmV4dA' } } })).toMatchObject({
    next: [{ ...WEEK, after: 'bmV4dA' }],
  })
  for (const paging of [{ next: null }, {}]) expect(read({ data: [AD], paging })).not.toHaveProperty('isCutShort')
})

test('meta.end-no-next: paging without next is the end, though it has a cursor', () => {
  const verdict = read({ data: [AD], paging: { cursors: { after: 'bmV4dA' } } })
  expect(verdict).toMatchObject({ is: 'page', records: 1, next: [] })
  expect(verdict).not.toHaveProperty('isTentativeEnd')
})

test('no paging at all, or no row, is an end that may be none', () => {
  for (const body of [
    { data: [AD] },
    { data: [AD], paging: null },
    { data: [] },
    { data: [], paging: { next: NEXT } },
  ]) {
    expect(read(body)).toMatchObject({ is: 'page', next: [], isTentativeEnd: true })
  }
})

test('a field that no version had is told with the page', () => {
  expect(read({ data: [{ ...AD, ad_mood: 'calm' }, AD], paging: {} })).toMatchObject({
    remarks: ['the field “ad_mood” is new'],
  })
})

test('usage in percent is the largest of all that are there, under old names and new', () => {
  for (const [header, percent] of [
    ['{"1":[{"type":"ads_archive","object_count_pct":7,"total_cputime":0,"total_time":3}]}', 7],
    ['{"1":[{"type":"ads_archive","call_count":3,"total_cputime":41,"total_time":37}]}', 41],
    ['{"1":[{"type":"ads_archive","call_count":"88","total_time":2,"ads_api_access_tier":"x","reset":3600}]}', 88],
    ['{"1":[{"type":"ads_insights","call_count":99}, {"type":"ads_archive","call_count":5}]}', 5],
  ] as const) {
    expect(usageIn((name) => (name === 'x-business-use-case-usage' ? header : null))?.percent).toBe(percent)
  }
  expect(usageIn((name) => (name === 'x-app-usage' ? '{"call_count":28,"total_time":25}' : null))?.percent).toBe(28)
  for (const none of [null, '', 'soon', '[]', '{}']) expect(usageIn(() => none)).toBeNull()
})

test('I-8: the nearer to a limit, the longer it waits, from 90 % on before it is refused', () => {
  const at = (percent: number, minutes = 0) => pauseMs({ percent, minutes })
  expect([0, 74, 75, 80, 90, 95, 96].map((percent) => at(percent))).toEqual([
    0, 0, 5_000, 10_000, 30_000, 90_000, 90_000,
  ])
  expect(at(98)).toBe(600_000)
  expect(at(100)).toBe(1_800_000)
  expect(at(100, 45)).toBe(2_700_000)
  expect(pauseMs(null)).toBe(18_000) // nothing is told: the pace that was never refused
  expect(read({ data: [AD], paging: {} }, { usage: usage({ call_count: 91 }) })).toMatchObject({ pauseMs: 30_000 })
})

test('MA-12: what is kept has no token in any spelling, and is otherwise letter by letter', () => {
  const token = 'EAABwzLixnjYBO9secret'
  const before = '{"data":[{"ad_snapshot_url":"https:\\/\\/www.facebook.com\\/?id=900000000000001&access_token='
  for (const [named, cut] of [
    [`${before}${token}"}]}`, `${before}REDACTED"}]}`],
    [`"a\\u0026access_token\\u003d${token}\\u0026limit=1"`, '"a\\u0026access_token\\u003dREDACTED\\u0026limit=1"'],
    [`"access_token=12\\u00257Cabc_d&fields=id"`, '"access_token=REDACTED&fields=id"'],
    [`"access_token\\u00253D${token}\\u002526a"`, '"access_token\\u00253DREDACTED\\u002526a"'],
    [`"access\\u005ftoken=${token}\\/x&a"`, '"access\\u005ftoken=REDACTED&a"'],
    [`"access_token%3D${token}%26b"`, '"access_token%3DREDACTED%26b"'],
    [`{"access_token":"${token}","a":"b"}`, '{"access_token":"REDACTED","a":"b"}'],
    [`"x":"EAAB${'a1'.repeat(20)}"`, '"x":"REDACTED"'],
  ] as const) {
    expect(withoutTokens(named)).toBe(cut)
    expect(withoutTokens(cut)).toBe(cut)
  }
  const plain = '{"data":[{"id":"1","ad_creative_bodies":["the access_token parameter, EAA & more"]}]}'
  expect(withoutTokens(plain)).toBe(plain)
  const kept = read(`${before}${token}"}],"paging":{"cursors":{"after":"b"},"next":"x?access_token=${token}"}}`)
  expect(JSON.stringify(kept)).not.toContain('secret')
})

test('MA-12: a malformed token that Meta quotes is not told on', () => {
  const verdict = read(error({ code: 2_500, message: `Malformed access token EAAB${'x9'.repeat(20)}` }), {
    status: 400,
  })
  expect(JSON.stringify(verdict)).not.toContain('x9x9')
})
