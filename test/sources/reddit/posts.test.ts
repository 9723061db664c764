import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAbsent } from '../../../src/domain/disclosure.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { redditCrawling } from '../../../src/sources/reddit/crawling.ts'
import { normaliseRedditPost } from '../../../src/sources/reddit/normalise.ts'
import { reddit } from '../../../src/sources/reddit/source.ts'
import { anAnswer } from '../an-answer.ts'

/** A post, made by hand, whose body is these lines. */
function fieldsOf(lines: readonly string[], changes: Readonly<Record<string, unknown>> = {}, name?: string) {
  const post = {
    name: 't3_abc',
    title: 'A title',
    selftext: lines.join('\n\n'),
    created_utc: 1789344000,
    edited: false,
  }
  const file = name === undefined ? undefined : { name, folder: '', observedOn: '2026-11-25' as never }
  return normaliseRedditPost({ kind: 't3', data: { ...post, ...changes } }, file).fields
}

test('RD-1: both spellings of a day are read in one post, and ISO’s', () => {
  const { startsOn, endsOn, otherFacts } = fieldsOf(['Start Date: 09/14/2026', 'End Date: 9/30/26'])
  expect([startsOn, endsOn]).toEqual(['2026-09-14', '2026-09-30'])
  expect(otherFacts).toEqual({ Posted: '2026-09-14' })
  expect(fieldsOf(['Start Date: 2026-09-14']).startsOn).toBe('2026-09-14')
  expect(fieldsOf(['Start Date:', 'Country: Canada']).startsOn).toEqual({ absent: 'not_disclosed' })
})

test.each(['Ongoing', '14/09/2026', '2026-13-01'])('RD-1: what is no day stays among the facts: %s', (text) => {
  const { startsOn, otherFacts, ...fields } = fieldsOf(['Start Date: 09/14/26', `End Date: ${text}`])
  expect(startsOn).toBe('2026-09-14')
  expect(fields).not.toHaveProperty('endsOn')
  expect(otherFacts).toEqual({ 'End Date': text, Posted: '2026-09-14' })
})

test('RD-2: no label is refused, whatever it is, and marks of Markdown are no part of it', () => {
  const { otherFacts, advertiserName } = fieldsOf(['* **Buyer Name:** Ours: the \\#1', '## Odd-Label (x): 1: 2'])
  expect(advertiserName).toBe('Ours: the #1')
  expect(otherFacts).toEqual({ 'Odd-Label (x)': '1: 2', Posted: '2026-09-14' })
})

test('a label that stands there twice: all is kept, and no figure or day is guessed', () => {
  const lines = [
    'Amount Spent: USD 100',
    'Amount Spent: USD 200',
    'Impressions: 5',
    'Impressions: 5',
    'Note: a',
    'note: b',
  ]
  const { otherFacts, ...fields } = fieldsOf([...lines, 'Start Date: 09/14/26', 'Start Date: 09/15/26'])
  for (const name of ['spend', 'impressions', 'startsOn']) expect(fields).not.toHaveProperty(name)
  expect(otherFacts).toEqual({
    'Amount Spent': 'USD 100; USD 200',
    Impressions: '5; 5',
    Note: 'a; b',
    'Start Date': '09/14/26; 09/15/26',
    Posted: '2026-09-14',
  })
  const other = fieldsOf(['Amount Spent: USD 100', 'Spend: USD 200'])
  expect(other).not.toHaveProperty('spend')
  expect(other.otherFacts).toMatchObject({ 'Amount Spent': 'USD 100', Spend: 'USD 200' })
})

test('two names and two countries are both told; the same day twice is one', () => {
  const names = [
    'Buyer Name: A',
    'Advertiser: B',
    'Paid For By: A',
    'Paid For By: A',
    'Country: Canada',
    'Country: Chile',
  ]
  expect(fieldsOf([...names, 'End Date: 09/14/26', 'End Date: 09/14/2026'])).toMatchObject({
    advertiserName: 'A; B',
    disclaimer: 'A',
    countries: [{ code: 'CA' }, { code: 'CL' }],
    endsOn: '2026-09-14',
  })
})

test('a name of a community is whole though Markdown put a backslash into it', () => {
  expect(fieldsOf(['Country: Canada', '* r/new\\_york']).targeting).toMatchObject([{ values: ['r/new_york'] }])
})

test('saved by others, a post is written as in HTML; in a pass of our own it stands as it is', () => {
  const post = [['Buyer Name: A &amp; B &lt;C&gt; &amp;lt;'], { title: 'A &amp; B' }] as const
  const saved = fieldsOf(...post, 'saved.json')
  expect(saved).toMatchObject({ advertiserName: 'A & B <C> &lt;', texts: [{ text: 'A & B' }] })
  const own = fieldsOf(...post, 'reddit~new~2026-11-25T053100Z~whole.jsonl')
  expect(own).toMatchObject({ advertiserName: 'A &amp; B &lt;C&gt; &amp;lt;', texts: [{ text: 'A &amp; B' }] })
})

test('of a buyer’s address and telephone it is told that they are there', () => {
  const { otherFacts } = fieldsOf(['Buyer Address: 1 Nowhere Lane', 'Phone: 555', 'E-mail: a@b.example'])
  expect(otherFacts).toMatchObject({ 'Buyer Address': 'withheld', Phone: 'withheld', 'E-mail': 'withheld' })
})

test('RD-3: an edit is a version of its own', () => {
  expect(fieldsOf(['Country: Canada'], { edited: 1789430400 }).otherFacts).toMatchObject({
    Edited: '2026-09-15T00:00:00.000Z',
  })
  for (const edited of [false, null])
    expect(fieldsOf(['Country: Canada'], { edited }).otherFacts).not.toHaveProperty('Edited')
})

test.each([
  ['USD 1,234.50', 123450n],
  ['USD $12', 1200n],
  ['AUD 0', 0n],
  ['$120', undefined],
  ['USD 1,23', undefined],
  ['about USD 5', undefined],
  ['JPY 1.50', undefined],
  ['TBA 100', undefined],
  ['EST 500', undefined],
])('an amount is read where there is nothing to guess: %s', (text, lower) => {
  const { spend, otherFacts } = fieldsOf([`Amount Spent: ${text}`])
  expect(spend === undefined || isAbsent(spend) ? undefined : spend.lower).toBe(lower)
  expect(otherFacts).toMatchObject({ 'Amount Spent': text })
})

test('a count is read where it is one; what is not written is not disclosed', () => {
  expect(fieldsOf(['Impressions: 1,234,567']).impressions).toEqual({ lower: 1234567n, upper: 1234567n })
  expect(fieldsOf(['Impressions: about 3,000']).impressions).toBeUndefined()
  expect(fieldsOf(['Country: Canada']).impressions).toEqual({ absent: 'not_disclosed' })
})

test('a deleted post withholds every field that a post can fill', () => {
  const filled = fieldsOf(['Amount Spent: USD 1', 'Impressions: 1', 'Country: Canada', 'r/canada'])
  for (const changes of [{ selftext: '[deleted]' }, { selftext: '[removed]' }, { removed_by_category: 'deleted' }]) {
    const { otherFacts, remarks, ...gone } = fieldsOf([], changes)
    expect(otherFacts).toEqual({ Status: 'removed at source', Posted: '2026-09-14' })
    expect(remarks).toEqual(['removed_at_source'])
    expect(Object.keys(gone).sort()).toEqual(
      Object.keys(filled)
        .filter((name) => name !== 'otherFacts')
        .sort(),
    )
    expect(new Set(Object.values(gone))).toEqual(new Set([{ absent: 'withheld' }]))
  }
})

test('a post that says nothing of an ad, and one of another shape, are quarantined', () => {
  expect(() => fieldsOf(['Welcome to this community!'])).toThrow('holds no line with a label')
  expect(() => normaliseRedditPost({ kind: 't3', data: { name: 't3_a' } })).toThrow('another shape: title, selftext')
})

const { request, units, read, access } = redditCrawling
const asked = { today: '2026-11-25', from: '2026-11-01', setting: () => null } as never
const [unit] = units(asked)
const begin = unit?.begin ?? {}
const page = (count: number, after: string | null) =>
  JSON.stringify({ kind: 'Listing', data: { after, children: Array.from({ length: count }, () => ({ kind: 't3' })) } })

test('pages are gone through by the last post’s name, and RD-4: at the horizon older posts are not said to be missing', () => {
  const rules = { address: 'https://oauth.reddit.com', pageSize: null, setting: () => null }
  expect(request(begin, rules).url).toBe('https://oauth.reddit.com/r/RedditPoliticalAds/new?limit=100&raw_json=1')
  const first = read(anAnswer(page(100, 't3_x')), begin)
  expect(first).toMatchObject({ is: 'page', records: 100, next: [{ after: 't3_x', seen: 100 }], isCutShort: false })
  expect(request({ after: 't3_x', seen: 100 }, rules).url).toContain('&after=t3_x&count=100')
  expect(read(anAnswer(page(14, null)), { after: 't3_x', seen: 100 })).toMatchObject({ next: [], isCutShort: false })
  expect(read(anAnswer(page(100, null)), { after: 't3_x', seen: 900 })).toMatchObject({ next: [], isCutShort: true })
})

test('an empty page behind a cursor, or before one, ends the walk and proves nobody’s absence', () => {
  const remarks = ['an empty page after 100 posts, which may be no end']
  const behind = { is: 'page', next: [], isCutShort: true, remarks }
  expect(read(anAnswer(page(0, null)), { after: 't3_x', seen: 100 })).toMatchObject(behind)
  expect(read(anAnswer(page(0, 't3_y')), { after: 't3_x', seen: 100 })).toMatchObject(behind)
  expect(read(anAnswer(page(0, 't3_y')), begin)).toMatchObject({ next: [], isCutShort: true })
  expect(read(anAnswer(page(0, null)), begin)).toMatchObject({ records: 0, isCutShort: false, remarks: [] })
})

test('a list that goes in a circle is left, and says so', () => {
  let at = begin
  let verdict = read(anAnswer(page(100, 't3_x')), at)
  for (let asked = 1; asked < 50 && verdict.is === 'page' && verdict.next[0] !== undefined; asked++) {
    at = verdict.next[0]
    verdict = read(anAnswer(page(100, 't3_x')), at)
  }
  expect(at).toEqual({ after: 't3_x', seen: 1400 })
  const remarks = ['the list went on after 1500 posts: it goes in a circle']
  expect(verdict).toMatchObject({ records: 100, next: [], isCutShort: true, remarks })
  expect(redditCrawling.pace.callsPerDay).toBe(2_000)
})

test.each([
  [401, '{"message":"Unauthorized","error":401}', {}, { is: 'expired' }],
  [429, '{"message":"Too Many Requests","error":429}', { 'retry-after': '7' }, { is: 'throttled', waitMs: 7_000 }],
  [429, '{"error":429}', { 'x-ratelimit-reset': '310' }, { is: 'throttled', waitMs: 310_000 }],
  [429, '{"error":429}', {}, { is: 'throttled', waitMs: null }],
  [200, '{"error":429}', {}, { is: 'throttled' }],
  [403, '{"message":"Forbidden","error":403,"reason":"private"}', {}, { is: 'refused', what: '403: Forbidden' }],
  [403, '<html>blocked</html>', {}, { is: 'transient', what: 'no JSON, maybe a web page (403)' }],
  [503, '{"message":{"toString":[]},"error":{"toString":[]}}', {}, { is: 'transient', what: '503: no list of posts' }],
  [503, '{"message":"Service Unavailable","error":503}', {}, { is: 'transient' }],
])('what to do about %i %s %j', (status, text, headers, verdict) => {
  expect(read(anAnswer(text, { status, headers }), begin)).toMatchObject(verdict)
})

test('near the end of what it allows, Reddit is left in peace until its count begins anew', () => {
  const headers = { 'x-ratelimit-remaining': '2.0', 'x-ratelimit-reset': '41' }
  expect(read(anAnswer(page(1, null), { headers }), begin)).toMatchObject({ pauseMs: 41_000 })
  expect(read(anAnswer(page(1, null)), begin)).toMatchObject({ pauseMs: 0 })
})

test('the token is asked for at Reddit’s other host with both secrets in a header, and shown in a header', () => {
  const exchange = access?.exchange?.((name) => name.toLowerCase(), 'https://oauth.reddit.com')
  expect(exchange?.url).toBe('https://www.reddit.com/api/v1/access_token')
  expect(exchange?.headers?.['authorization']).toBe(`Basic ${btoa('reddit_client_id:reddit_client_secret')}`)
  expect(access?.readExchange?.(anAnswer('{"access_token":"t","expires_in":86400}'))).toEqual({
    token: 't',
    livesSeconds: 86_400,
  })
  expect(access?.readExchange?.(anAnswer('{"error":"invalid_grant"}'))).toBeNull()
  expect(access?.headers('t')).toEqual({ authorization: 'Bearer t' })
})

test('its own passes and saved listings are recognised, and no other community’s', () => {
  const recognises = (start: string, name: string) => reddit.formats[0]?.recognises({ shape: 'json', start }, name)
  expect(recognises('{}', 'reddit~new~2026-11-25T053100Z~whole.jsonl')).toBe(true)
  expect(recognises('{"kind": "Listing"', 'x~new~2026-11-25T053100Z~whole.jsonl')).toBe(false)
  expect(recognises('{"kind": "Listing", "subreddit":"RedditPoliticalAds"', 'a.json')).toBe(true)
  expect(recognises('{"kind": "Listing", "subreddit":"aww"', 'a.json')).toBe(false)
})

test('what Reddit withdrew is not shown on', () => {
  expect(reddit.manifest).toMatchObject({ honoursRemoval: true, redistribution: 'withheld' })
})

test('it stays the example: fewer than 400 lines, README and all', () => {
  const folder = join(projectRoot, 'src', 'sources', 'reddit')
  const lines = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').split('\n').length - 1)
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(400)
})
