import type { CalendarDate } from '../../src/domain/calendar.ts'
import { audienceBounds, impressionBounds, spendBounds } from '../../src/sandbox/api/meta-ladders.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { ask } from './sandbox-client.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ day: '2026-11-20' as CalendarDate })
})
afterAll(() => sandbox[Symbol.asyncDispose]())

const ALL = { search_terms: '*', ad_reached_countries: '["GB"]', ad_active_status: 'ALL' }

/** A call with the token that the sandbox hands out, unless another is given. */
async function call(query: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>) {
  const shown = headers ?? { authorization: `Bearer ${sandbox.settings['META_ACCESS_TOKEN']}` }
  const url = `${sandbox.apiAddresses['meta']}/v22.0/ads_archive?${new URLSearchParams(query)}`
  const { status, body, headers: got } = await ask(url, shown)
  return { status, text: body.toString(), body: JSON.parse(body.toString()), usage: got['x-business-use-case-usage'] }
}

test('without a token, or with another, it answers as the platform does', async () => {
  expect(await call(ALL, {})).toMatchObject({ status: 400, body: { error: { code: 104 } } })
  expect(await call(ALL, { authorization: 'Bearer other' })).toMatchObject({
    status: 400,
    body: { error: { code: 190 } },
  })
})

test('without search, country or a field that there is, it refuses with code 100 and its own words', async () => {
  for (const [query, message] of [
    [{ ad_reached_countries: '["GB"]' }, 'A search_terms or search_page_ids parameter is required'],
    [{ search_terms: '*' }, /ad_reached_countries\[0\] must be one of/],
    [{ ...ALL, ad_reached_countries: "['GB','XX']" }, /ad_reached_countries\[1\] must be one of/],
    [{ ...ALL, fields: 'id,mood' }, /nonexisting field \(mood\)/],
  ] as const) {
    const { status, body } = await call(query)
    expect([status, body.error.code]).toEqual([400, 100])
    expect(body.error.message).toMatch(message)
  }
})

test('it answers with four fields unless more are asked for, and with ads that run unless all are', async () => {
  const { body } = await call(ALL)
  const four = ['ad_delivery_start_time', 'ad_delivery_stop_time', 'ad_snapshot_url', 'page_id']
  for (const ad of body.data) expect(four).toEqual(expect.arrayContaining(Object.keys(ad)))
  const { ad_active_status: _, ...active } = ALL
  const running = await call({ ...active, fields: 'id,ad_delivery_stop_time', limit: '100' })
  for (const ad of running.body.data) expect(ad).not.toHaveProperty('ad_delivery_stop_time')
})

test('next and each snapshot address hold the caller’s token, escaped as PHP does; usage is a text in a header', async () => {
  const { text, body, usage } = await call({ ...ALL, fields: 'id,ad_snapshot_url', limit: '3' })
  const token = String(sandbox.settings['META_ACCESS_TOKEN'])
  expect(body.data).toHaveLength(3)
  for (const ad of body.data) expect(ad.ad_snapshot_url).toMatch(new RegExp(`\\?id=${ad.id}&access_token=${token}$`))
  expect(new URL(body.paging.next).searchParams.get('access_token')).toBe(token)
  expect(new URL(body.paging.next).searchParams.get('after')).toBe(body.paging.cursors.after)
  expect(text).toMatch(/https:\\\/\\\/www/)
  expect(text).not.toMatch(/[%é“]/)
  expect(JSON.parse(String(usage))).toMatchObject({ 138483919580948: [{ type: 'ads_archive' }] })
})

test('pages follow one another without a gap or an overlap, and the last has no next', async () => {
  const ids: string[] = []
  let after: Record<string, string> = {}
  for (;;) {
    const { body } = await call({ ...ALL, fields: 'id', limit: '100', ad_delivery_date_min: '2026-11-01', ...after })
    ids.push(...body.data.map((ad: { id: string }) => ad.id))
    if (body.paging.next === undefined) break
    after = { after: body.paging.cursors.after }
  }
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThan(15)
  expect([...ids].sort()).toEqual(ids)
})

test('what is told of an ad is what is true of it, as far as a bucket can be', async () => {
  const { body } = await call({
    ...ALL,
    fields: 'id,spend,currency,page_id,bylines,demographic_distribution',
    limit: '100',
  })
  const shares = body.data.flatMap((ad: { demographic_distribution?: { percentage: string }[] }) =>
    ad.demographic_distribution === undefined
      ? []
      : [ad.demographic_distribution.reduce((sum, { percentage }) => sum + Number(percentage), 0)],
  )
  for (const sum of shares) expect(Math.abs(sum - 1)).toBeLessThan(0.0001)
  for (const ad of body.data) expect(ad.currency).toBe('GBP')
})

test('buckets are those that were measured, and open at their top', () => {
  const edges = (bounds: { lower_bound: string; upper_bound?: string }) => [bounds.lower_bound, bounds.upper_bound]
  expect([0, 99, 100, 999, 1_000, 5_000, 9_999].map((spent) => edges(spendBounds(spent)))).toEqual([
    ['0', '99'],
    ['0', '99'],
    ['100', '199'],
    ['900', '999'],
    ['1000', '1499'],
    ['5000', '5999'],
    ['9000', '9999'],
  ])
  expect([0, 1_000, 12_000, 1_000_000].map((shown) => edges(impressionBounds(shown)))).toEqual([
    ['0', '999'],
    ['1000', '1999'],
    ['10000', '14999'],
    ['1000000', undefined],
  ])
  expect([5, 1_000, 1_001, 2_000_000].map((people) => edges(audienceBounds(people)))).toEqual([
    ['100', '1000'],
    ['100', '1000'],
    ['1001', '5000'],
    ['1000001', undefined],
  ])
})

test('meta.limit-ignored: three times as many come as were asked for', async () => {
  sandbox.setSwitches(['meta.limit-ignored'])
  expect((await call({ ...ALL, limit: '4' })).body.data).toHaveLength(12)
  sandbox.setSwitches([])
  expect((await call({ ...ALL, limit: '4' })).body.data).toHaveLength(4)
})
