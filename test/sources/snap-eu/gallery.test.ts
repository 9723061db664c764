import type { CalendarDate } from '../../../src/domain/calendar.ts'
import type { Position } from '../../../src/ports/crawling.ts'
import { snapEuCrawling } from '../../../src/sources/snap-eu/crawling.ts'
import { normaliseSnapEuAd } from '../../../src/sources/snap-eu/normalise.ts'
import { snapEu } from '../../../src/sources/snap-eu/source.ts'
import { anAnswer } from '../an-answer.ts'

const { units, request, read, split, restart } = snapEuCrawling
const ID = '6d0b1111-2222-4333-a444-555566667777'

/** A row, made by hand. */
const fieldsOf = (ad: Readonly<Record<string, unknown>>) =>
  normaliseSnapEuAd({ sub_request_status: 'SUCCESS', ad_preview: { id: ID, ...ad } }).fields

test('SN-13: countries are lower-case codes, Greece is el, and where an ad was shown to nobody it did not run', () => {
  const { countries, otherFacts } = fieldsOf({ impressions_map: { el: 5, de: 1, fr: 0, xx: 2 } })
  expect(countries).toEqual([
    { name: 'Greece', code: 'GR' },
    { name: 'Germany', code: 'DE' },
    { name: 'xx', code: null },
  ])
  expect(otherFacts).toEqual({ 'Times shown by country': 'el: 5; de: 1; fr: 0; xx: 2' })
})

test('a count of nought is a value, and what is no count or no moment is quarantined', () => {
  expect(fieldsOf({ impressions_total: 0 }).impressions).toEqual({ lower: 0n, upper: 0n })
  expect(fieldsOf({}).impressions).toEqual({ absent: 'not_disclosed' })
  expect(() => fieldsOf({ impressions_total: 1.5 })).toThrow('impressions_total is “1.5”')
  expect(() => fieldsOf({ start_date: '2026-13-01' })).toThrow('start_date is “2026-13-01”')
  expect(fieldsOf({ start_date: '2026-08-01T00:00:00.000Z' }).startsOn).toBe('2026-08-01')
})

test('a row that could not be given is quarantined by its own word; so is one of another shape', () => {
  expect(() => normaliseSnapEuAd({ sub_request_status: 'ERROR' })).toThrow('sub_request_status is “ERROR”')
  expect(() => fieldsOf({ languages: 'de' })).toThrow('another shape than we know: languages')
  expect(() => fieldsOf({ id: 'a b' })).toThrow('id is “a b”')
})

type Settings = Readonly<Record<string, string>>
const unitsOn = (today: string, from: string, settings: Settings) =>
  units({ today: today as CalendarDate, from: from as CalendarDate, setting: (name) => settings[name] ?? null })

test('a unit is a payer and a year, all of it that the gallery keeps, whichever day is the first to be filled in', () => {
  const payers = { COLLECT_SNAP_EU_SEARCHES: 'spotify; Nike, Inc. ; spotify' }
  const found = unitsOn('2026-11-25', '2026-11-01', payers)
  expect(found.map(({ key }) => key)).toEqual(['spotify.2026', expect.stringMatching(/^Nike-Inc-.*\.2026$/)])
  expect(found[0]).toMatchObject({ country: null, kind: 'running', days: { from: '2026-01-01', to: '2026-11-25' } })
  const older = unitsOn('2026-11-25', '2020-01-01', payers)
  expect(older[2]).toMatchObject({
    key: 'spotify.2025',
    kind: 'settled',
    days: { from: '2025-11-25', to: '2025-12-31' },
  })
  expect(older).toHaveLength(4)
})

test('a choice of countries makes other units, written as Snap has them; one that is not covered is refused', () => {
  const settings = { COLLECT_SNAP_EU_SEARCHES: 'x', COLLECT_SNAP_EU_COUNTRIES: 'GR, de' }
  const [unit] = unitsOn('2026-11-25', '2026-11-01', settings)
  expect(unit).toMatchObject({ key: 'x.2026.de-el', begin: { countries: ['de', 'el'] } })
  const us = { ...settings, COLLECT_SNAP_EU_COUNTRIES: 'us' }
  expect(() => unitsOn('2026-11-25', '2026-11-01', us)).toThrow('the gallery does not cover us')
})

const ROW = { sub_request_status: 'SUCCESS', ad_preview: { id: ID } }
const begin: Position = { payer: 'x', countries: ['de'], from: '2026-01-01', to: '2026-11-25', cursor: null }
const rules = { address: 'https://adsapi.snapchat.com', pageSize: null, setting: () => null }

test('the same body is sent for each page, to our own address, wherever a link leads', () => {
  const body =
    '{"paying_advertiser_name":"x","countries":["de"],"start_date":"2026-01-01T00:00:00.000Z","end_date":"2026-11-26T00:00:00.000Z"}'
  expect(request(begin, rules)).toMatchObject({
    method: 'POST',
    body,
    url: `${rules.address}/v1/ads_library/ads/search`,
  })
  const link = 'https://elsewhere.example/private?a=1&cursor=c%3D%2F1'
  const verdict = read(anAnswer(page([ROW], link)), begin)
  expect(verdict).toMatchObject({ is: 'page', next: [{ ...begin, cursor: 'c=/1' }], isCutShort: false })
  const next = request({ ...begin, cursor: 'c=/1' }, rules)
  expect(next).toMatchObject({ body, url: `${rules.address}/v1/ads_library/ads/search?cursor=c%3D%2F1` })
  expect(read(anAnswer(page([ROW], 'https://adsapi.snapchat.com/next')), begin)).toMatchObject({
    next: [],
    isCutShort: true,
  })
})

function page(rows: readonly unknown[], link?: string): string {
  return JSON.stringify({
    request_status: 'SUCCESS',
    paging: link === undefined ? {} : { next_link: link },
    ad_previews: rows,
  })
}

test('each row is looked at by itself; one that failed makes the pass a part, and what is new is told', () => {
  const rows = [{ sub_request_status: 'SUCCESS', ad_preview: { id: ID, mood: 1 } }, { sub_request_status: 'ERROR' }]
  expect(read(anAnswer(page(rows)), begin)).toMatchObject({
    kept: [page(rows)],
    records: 1,
    isCutShort: true,
    remarks: ['rows that Snap could not give: 1', 'the field “mood” is new'],
  })
})

test('an empty list may be a lie', () => {
  expect(read(anAnswer(page([])), begin)).toMatchObject({ is: 'page', records: 0, next: [], isCutShort: false })
  expect(snapEuCrawling.emptyIsUnknown).toBe(true)
})

const EMPTY = {
  isCutShort: true,
  remarks: ['an empty page beside others, which may be none: nobody counts as missing'],
}

test('an empty list beside others proves nobody’s absence: behind a cursor, or in some of the days', () => {
  expect(read(anAnswer(page([])), { ...begin, cursor: 'c' })).toMatchObject({ ...EMPTY, next: [] })
  expect(read(anAnswer(page([ROW])), { ...begin, cursor: 'c' })).toMatchObject({ isCutShort: false, remarks: [] })
  for (const part of split(begin, 2) ?? []) expect(read(anAnswer(page([])), part)).toMatchObject(EMPTY)
})

test('an empty page is gone on from once: links from one to the next have no end', () => {
  const link = (cursor: string) => `https://adsapi.snapchat.com/x?cursor=${cursor}`
  const blank = { ...begin, cursor: 'a', isBlank: true }
  expect(read(anAnswer(page([], link('a'))), begin)).toMatchObject({ ...EMPTY, next: [blank] })
  expect(read(anAnswer(page([], link('b'))), blank)).toMatchObject({ ...EMPTY, next: [] })
  const found = read(anAnswer(page([ROW], link('b'))), blank)
  expect(found.is === 'page' && found.next).toEqual([{ ...begin, cursor: 'b' }])
  expect(restart(blank)).toEqual(begin)
})

const error = (code: string) => JSON.stringify({ request_status: 'ERROR', error_code: code, display_message: 'why' })

test.each([
  ['too often, with status 200', 200, error('E1009'), { is: 'closed', what: 'E1009 (200): why', waitMs: 21_600_000 }],
  ['too often, though it says success', 200, '{"request_status":"SUCCESS","error_code":"E1009"}', { is: 'closed' }],
  ['429', 429, '', { is: 'closed' }],
  ['a dead cursor', 400, error('E1008'), { is: 'lost_place' }],
  ['a body that is refused', 400, error('E3024'), { is: 'skip' }],
  ['another refusal', 404, error('E1001'), { is: 'refused', what: 'E1001 (404): why' }],
  ['a failure of theirs', 500, error('E2000'), { is: 'transient' }],
  ['an error with status 200', 200, '{"request_status":"ERROR"}', { is: 'transient', what: 'ERROR (200)' }],
  ['a web page', 403, '<html>', { is: 'transient', what: 'a web page in place of an answer (403)' }],
  ['a code that is no text', 200, '{"request_status":"SUCCESS","error_code":{"toString":[]}}', { is: 'transient' }],
  ['half an answer', 200, '{"request_status":"SUC', { is: 'transient' }],
])('what to do about %s', (_name, status, text, verdict) => {
  expect(read(anAnswer(text, { status }), begin)).toMatchObject(verdict)
})

test('a dead cursor: the stretch begins anew in parts of its days', () => {
  expect(restart({ ...begin, cursor: 'dead' })).toEqual(begin)
  expect(split({ ...begin, from: '2026-11-22' }, 2)).toEqual([
    { ...begin, from: '2026-11-22', to: '2026-11-23', isPart: true },
    { ...begin, from: '2026-11-24', to: '2026-11-25', isPart: true },
  ])
  expect(split({ ...begin, from: '2026-11-25' }, 2)).toBeNull()
})

test('from a year that grows out of the gallery no ad is missing; its own passes and saved answers are recognised', () => {
  const seriesOf = (name: string) =>
    snapEu.seriesOf?.({ name, folder: '', observedOn: '2026-11-28' as never }, 'snap-eu-json')
  expect(seriesOf('snap-eu~x.2026~2026-11-25T034100Z~whole.jsonl')).toEqual({ name: 'x.2026', kind: 'standing' })
  expect(seriesOf('snap-eu~x.2026.de-el~2026-11-25T034100Z~whole.jsonl')).toMatchObject({ kind: 'standing' })
  expect(seriesOf('snap-eu~x.2025~2026-11-25T034100Z~whole.jsonl')).toBeNull()
  const recognises = (start: string, name: string) => snapEu.formats[0]?.recognises({ shape: 'json', start }, name)
  expect(recognises('{}', 'snap-eu~x.2026~2026-11-25T034100Z~whole.jsonl')).toBe(true)
  expect(recognises('{"ad_previews":[', 'tiktok~DE.2026-11~2026-11-25T034100Z~whole.jsonl')).toBe(false)
  expect(recognises('{"ad_previews" :[', 'saved.json')).toBe(true)
  expect(recognises('{"data":[', 'saved.json')).toBe(false)
})
