import fc from 'fast-check'
import { Problem } from '../../src/domain/errors.ts'
import type { AdFormat } from '../../src/ports/source.ts'
import { reddit } from '../../src/sources/reddit/source.ts'
import { snapEu } from '../../src/sources/snap-eu/source.ts'
import { tiktok } from '../../src/sources/tiktok/source.ts'

const any = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('', '0', '11K', '1-2', '20261101', 'true', 1e21, -1),
)
const some = (...keys: readonly string[]) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, any])), { requiredKeys: [] })

const POST = { name: 't3_a', title: 'x', created_utc: 1, edited: false }
const line = fc.oneof(
  fc.string(),
  fc
    .tuple(fc.constantFrom('Start Date', 'Amount Spent', 'Impressions', 'Country', 'x'), fc.string())
    .map((p) => p.join(': ')),
)

/** Records that look like the platform's, with anything in their fields. */
const RECORDS: readonly (readonly [string, AdFormat, fc.Arbitrary<unknown>])[] = [
  [
    'TikTok',
    tiktok.formats[0] as AdFormat,
    fc.record({
      ad: fc
        .tuple(some('first_shown_date', 'last_shown_date', 'status', 'videos', 'title', 'reach', 'rejection_info'), any)
        .map(([ad, seen]) => ({
          id: '12345',
          ...ad,
          ...(ad['reach'] === null ? { reach: { unique_users_seen: seen } } : {}),
        })),
      advertiser: some('business_id', 'business_name', 'paid_by'),
      ad_group: fc.record({ target: some('country', 'age', 'gender', 'interest', 'number_of_users_targeted') }),
    }),
  ],
  [
    'Snap',
    snapEu.formats[0] as AdFormat,
    fc.record({
      sub_request_status: fc.constant('SUCCESS'),
      ad_preview: some('start_date', 'impressions_total', 'impressions_map', 'targeting_v2', 'languages').map((ad) => ({
        id: 'a',
        ...ad,
      })),
    }),
  ],
  [
    'Reddit',
    reddit.formats[0] as AdFormat,
    fc.array(line).map((lines) => ({ kind: 't3', data: { ...POST, selftext: lines.join('\n') } })),
  ],
]

test.each(RECORDS)('whatever stands in a record of %s, it is read, or refused in words', (_name, format, records) => {
  fc.assert(
    fc.property(records, (record) => {
      try {
        expect(format.normalise(record as Readonly<Record<string, unknown>>).adId).not.toBe('')
      } catch (error) {
        expect(error).toBeInstanceOf(Problem)
      }
    }),
    { numRuns: 300 },
  )
})

const ANSWERS = [tiktok, snapEu, reddit].map((source) => [source.manifest.name, source.crawling] as const)

test.each(ANSWERS)('whatever %s answers, there is a verdict on it', (_name, crawling) => {
  const [unit] =
    crawling?.units({
      today: '2026-11-25' as never,
      from: '2026-11-20' as never,
      setting: (name) => (name.endsWith('_SEARCHES') ? 'x' : null),
    }) ?? []
  const texts = fc.oneof(
    fc.string(),
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
    some('data', 'error', 'ad_previews', 'paging', 'request_status').map((value) => JSON.stringify(value)),
    some('ads', 'children', 'after', 'has_more', 'search_id').map((data) =>
      JSON.stringify({ data, error: { code: 'ok' } }),
    ),
    fc.array(any).map((rows) => JSON.stringify({ request_status: 'SUCCESS', ad_previews: rows })),
  )
  fc.assert(
    fc.property(texts, fc.constantFrom(200, 400, 401, 403, 429, 500), (text, status) => {
      const answer = { status, text, header: () => null, at: '2026-11-25T12:00:00Z' as never }
      expect(crawling?.read(answer, unit?.begin ?? {})).toHaveProperty('is')
    }),
    { numRuns: 300 },
  )
})
