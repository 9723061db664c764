import type { Position, Verdict } from '../../../src/ports/crawling.ts'
import { xEuCrawling as crawling } from '../../../src/sources/x-eu/crawling.ts'
import { CREATE, DOWNLOAD, HEADER, next, ROW, read, STATUS, statusText } from './builders.ts'

describe('an export is waited for', () => {
  test('it is asked for, then looked for with growing pauses', () => {
    const created = '{"data":{"create_digital_services_act_export_insert":{"export_id":"e1"}}}'
    const ordered = read(CREATE, created)
    expect(next(ordered)).toEqual([STATUS])
    const pauses: number[] = []
    let verdict: Verdict = ordered
    while (verdict.is === 'page') {
      pauses.push(verdict.pauseMs ?? 0)
      verdict = read(verdict.next[0] as Position, statusText('Pending'))
    }
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(pauses.reduce((sum, each) => sum + each, 0) / 60_000).toBeGreaterThan(50)
    expect(pauses.reduce((sum, each) => sum + each, 0) / 60_000).toBeLessThan(75)
    expect(verdict).toMatchObject({ is: 'skip', what: expect.stringMatching(/about an hour/) })
  })

  test.each([
    ['https://ton.example/e1.csv', 'https://ton.example/e1.csv'],
    ['ton.example/e1.csv', 'https://ton.example/e1.csv'],
  ])('once it is finished, it is downloaded from %s', (told, url) => {
    expect(next(read(STATUS, statusText('Finished', told)))).toMatchObject([{ step: 'download', url }])
  })

  test.each(['Failed', 'ERROR', 'Cancelled'])('%s: this report is left, the others go on', (status) => {
    expect(read(STATUS, statusText(status))).toMatchObject({ is: 'skip', what: expect.stringContaining(status) })
  })

  test('finished without an address is left', () => {
    expect(read(STATUS, statusText('Finished'))).toMatchObject({ is: 'skip' })
  })
})

describe('what is downloaded', () => {
  test('the rows by their columns, and the bytes beside', () => {
    const csv = `${HEADER}\r\n${ROW}\r\n`
    const verdict = read(DOWNLOAD, csv)
    expect(verdict).toMatchObject({ is: 'page', records: 1, next: [], remarks: [] })
    const [document = ''] = verdict.is === 'page' ? verdict.kept : []
    expect(document).not.toMatch(/[\r\n]/)
    expect(JSON.parse(document)).toEqual({
      items: [
        expect.objectContaining({ Creative: expect.stringMatching(/status/), 'Targeted Segments': 'Age: 18, up' }),
      ],
      csv,
    })
  })

  test('a line that cannot be cut stands among the rows as it is', () => {
    const verdict = read(DOWNLOAD, `${HEADER}\n${ROW}\nA,B\n`)
    const [document = '{}'] = verdict.is === 'page' ? verdict.kept : []
    expect(JSON.parse(document).items[1]).toBe('A,B\n')
    expect(verdict).toMatchObject({ records: 2 })
  })

  test('X-6: a header without a row is “no rows reported”, never “no ads”', () => {
    expect(read(DOWNLOAD, `${HEADER}\n`)).toMatchObject({ is: 'page', records: 0, remarks: ['no_rows_reported'] })
    expect(crawling.emptyIsUnknown).toBe(true)
  })

  test('an address that is used up is asked for again, and not for ever', () => {
    const again = { is: 'instead', positions: [expect.objectContaining({ step: 'status', polls: 1 })] }
    expect(read(DOWNLOAD, '<Error/>', 403)).toMatchObject(again)
    expect(JSON.stringify(read(DOWNLOAD, '', 404))).not.toContain('ton.example')
    expect(read({ ...DOWNLOAD, polls: 30 }, '', 404)).toMatchObject({ is: 'skip' })
  })
})

test.each([
  ['busy', 'Over capacity', 503, {}, { is: 'transient' }],
  [
    'nothing known of how many',
    '{"ads":[]}',
    200,
    {},
    { is: 'transient', what: expect.stringMatching(/says nothing/) },
  ],
  ['a web page', '<!doctype html><html>', 200, {}, { is: 'transient', what: expect.stringMatching(/web page/) }],
  ['nothing', '', 200, {}, { is: 'transient', what: expect.stringMatching(/empty/) }],
  ['too many', '{}', 429, { 'x-rate-limit-reset': '1790813160' }, { is: 'throttled', waitMs: 360_000 }],
  ['too many', '{}', 429, { 'retry-after': '30' }, { is: 'throttled', waitMs: 30_000 }],
  ['too many', '{}', 429, {}, { is: 'throttled', waitMs: null }],
  ['a token that is none', '{"errors":[{"message":"Could not authenticate you."}]}', 401, {}, { is: 'expired' }],
  ['no access', '{"errors":[{"message":"Not allowed"}]}', 403, {}, { is: 'refused' }],
  ['no such account', '{"data":null,"errors":[{"message":"User not found"}]}', 200, {}, { is: 'skip' }],
  ['no such account', '{"errors":[{"message":"User not found"}]}', 404, {}, { is: 'skip' }],
  [
    'no such account',
    '{"errors":[{"message":"Variable user"}]}',
    400,
    {},
    { is: 'skip', what: expect.stringMatching(/8940342/) },
  ],
])('%s: what %s with status %d means', (_what, text, status, headers, verdict) => {
  expect(read(CREATE, text, status, headers)).toMatchObject(verdict)
  if (![400, 403, 404].includes(status)) expect(read(DOWNLOAD, text, status, headers)).toMatchObject(verdict)
})
