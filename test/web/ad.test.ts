import { parse } from 'csv-parse/sync'
import { COLUMNS } from '../../src/domain/columns.ts'
import { WITHHELD } from '../../src/domain/disclosure.ts'
import { sources } from '../../src/sources/registry.ts'
import { anAd, type KeptAd } from './support/builders.ts'
import { hrefs, tags, textOf } from './support/html.ts'
import { HOSTILE } from './support/sample-ads.ts'
import { testApp } from './support/test-app.ts'

test('zero and the three absences are four different things', async () => {
  const text = textOf((await testApp().get('/ads/meta/zero')).text)
  expect(text).toContain('Spend range USD 0 zero, as the source tells it')
  expect(text).toContain('Paid for by ∅ Not disclosed The source left this blank for this ad.')
  expect(text).toContain('Placements ∅ Not disclosed Meta Ad Library tells this about no ad.')
  expect(text).toContain('Payer’s address ▒ Withheld It is known, and not shown here.')
  expect(text).toContain('Reach (people) ? Not collected The files at hand do not carry this field.')
  expect(hrefs((await testApp().get('/ads/meta/zero')).text)).toContain('/about#absences')
})

test('the page of an ad shows its words, places with shares, audience, targeting and remarks', async () => {
  const text = textOf((await testApp().get('/ads/meta/2811045')).text)
  expect(text).toContain('Title Your vote decides')
  expect(text).toContain('Georgia (US-GA) 81.2%')
  expect(text).toContain('Florida (US-FL) under 0.1%')
  expect(text).toContain('25-34 male 12.3%')
  expect(text).toContain('Location excluded Atlanta')
  expect(text).toContain('The source cuts the payer’s name at 32 characters.')
  expect(text).toContain('First seen 22 Oct 2024 Last seen 6 Nov 2024')
})

test('open ranges, foreign letters and unknown places are shown as they are', async () => {
  const text = textOf((await testApp().get('/ads/meta/7700')).text)
  expect(text).toContain('KWD 2,000 or more range without an upper bound')
  expect(text).toContain('1,000,000 or more')
  expect(text).toContain('حملة المستقبل')
  expect(text).toContain('Al Jahra Gov. (name not understood yet)')
})

test('versions are compared field by field; what one file does not carry is no deletion', async () => {
  const text = textOf((await testApp().get('/ads/meta/2811045')).text)
  expect(text).toMatch(/Version 3 .*Spend range USD 900–999 USD 1,234–5,678/)
  expect(text).toMatch(
    /Audience reached One of the two files does not carry this field.*\? Not collected 18-24 · female/,
  )
  expect(text).toMatch(/Version 2 .*Paid for by Friends of the Damn PAC Friends of the Dam PAC/)
  expect(text).toMatch(/Version 1 .*The first time this archive saw the ad/)
  expect(text).toContain('meta-2024-11-03.csv.gz')
  expect(text).toContain('3'.repeat(64))
})

test('the record of a version is shown as the source wrote it, private values withheld', async () => {
  const { text } = await testApp().get('/ads/meta/2811045/records/1').expect(200)
  expect(textOf(text)).toContain('number 1201')
  expect(textOf(text)).toContain('BillingAddress ▒ Withheld')
  expect(textOf(text)).toContain('CommitteeName blank in the record')
  expect(textOf(text)).toContain('<b>Georgia</b>[U+202E]')
  await testApp({ rawRecord: null }).get('/ads/meta/2811045/records/1').expect(404)
  for (const number of ['0', '4', '01', '1e0', 'x']) {
    await testApp().get(`/ads/meta/2811045/records/${number}`).expect(404)
  }
})

test('links lead to the platform’s own page and to other ads of the same payer and advertiser', async () => {
  const { text } = await testApp().get('/ads/meta/2811045')
  expect(hrefs(text)).toContain('/search?payer=Friends+of+the+Dam+PAC')
  expect(hrefs(text)).toContain('/search?advertiser=Friends+of+the+Dam')
  const foreign = tags(text).filter((tag) => /href="https?:/.test(tag))
  expect(foreign.length).toBeGreaterThan(1)
  for (const tag of foreign) expect(tag).toContain('rel="nofollow noopener noreferrer ugc"')
  expect(foreign.join()).toContain('https://meta.example/library?id=2811045')
})

test('hostile text runs in no slot, and only web addresses are links', async () => {
  const { text } = await testApp().get('/ads/meta/hostile').expect(200)
  expect(text).not.toMatch(/<script|<img/)
  expect(text).not.toContain('\u202e')
  expect(textOf(text).split(HOSTILE.replace('\u202e', '[U+202E]')).length).toBeGreaterThan(12)
  for (const href of hrefs(text)) expect(href).not.toMatch(/^(?:javascript|data):|user@/i)
  expect(textOf(text)).toContain('https://user@evil.example/ not a web address')
})

test('an ad is also one row of CSV and a JSON with every version', async () => {
  const { get } = testApp()
  const csv = await get('/ads/meta/2811045?format=csv').expect(
    'Content-Disposition',
    /attachment; filename="paidfor-meta-2811045-/,
  )
  const [row] = parse(csv.text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  expect(Object.keys(row ?? {})).toEqual(COLUMNS.map(({ name }) => name))
  expect(row).toMatchObject({ id: 'meta/2811045', spend_lower: '1234', spend_upper: '5678', withheld: 'payerAddress' })
  const { body } = await get('/ads/meta/2811045?format=json').expect('Content-Type', /application\/json/)
  expect(body.fields.spend).toEqual({ currency: 'USD', lower: '1234', upper: '5678' })
  expect(body.fields.reach).toEqual({ absent: 'not_disclosed' })
  expect(body.fields.placements).toEqual({ absent: 'not_disclosed' })
  expect(body.notCollected).toContain('billingCountry')
  expect(body.versions.map(({ number }: { number: number }) => number)).toEqual([3, 2, 1])
  expect(body.versions[0].notCollected).not.toContain('audience')
  expect(body.versions[1].notCollected).toContain('audience')
})

test('a withdrawn ad says so at the top, with the files that lack it, and its platform’s page as possibly dead', async () => {
  const { text } = await testApp().get('/ads/meta/made-7')
  expect(textOf(text)).toContain(
    'Withdrawn. Not in the files of 6 Nov 2024 (meta-2024-11-06.csv.gz) and 8 Nov 2024 (meta-2024-11-08.csv.gz).',
  )
  expect(textOf(text)).toContain('First seen 20 Oct 2024 Last seen 4 Nov 2024')
  expect(textOf(text)).toContain(
    'Dead link This ad at Meta Meta does not list it any more since 6 Nov 2024; the link may lead nowhere.',
  )
  expect(textOf(text)).toContain('Vote for option 7')
  expect(textOf((await testApp().get('/ads/meta/made-9')).text)).toContain(
    'Not in the newest file. The file of 6 Nov 2024 (meta-2024-11-06.csv.gz) lacks this ad.',
  )
})

test('what befell an ad stands among its versions in order of time', async () => {
  const { get } = testApp()
  expect(textOf((await get('/ads/meta/made-7')).text)).toMatch(
    /Withdrawn 8 Nov 2024 .* Missing 6 Nov 2024 .* Absence rejected 5 Nov 2024 .* Absence held 5 Nov 2024 .* Version 1/,
  )
  const { body } = await get('/ads/meta/made-7?format=json')
  expect(body.events.map(({ kind }: { kind: string }) => kind)).toEqual([
    'withdrawn',
    'missing',
    'hold_rejected',
    'held',
  ])
  expect(body).toMatchObject({ missingSince: '2024-11-06T00:00:00Z', withdrawnAt: '2024-11-08T00:00:00Z' })
})

test('the page of an ad leads to its advertiser, and says that a file of its source waits', async () => {
  const { get } = testApp()
  expect(hrefs((await get('/ads/meta/2811045')).text)).toContain('/advertisers/meta/104821')
  expect(textOf((await get('/ads/snap/made-4')).text)).toContain('lacks 640 of 812 ads')
})

test('what is kept of an ad is said from its fields, and what is not with the reason that its source has', async () => {
  const { get } = testApp()
  const text = textOf((await get('/ads/meta/2811045')).text)
  expect(text).toMatch(
    /Kept here Its words, letter by letter \(\d texts?\), \d address(?:es)? it leads to, spend, times shown, who paid, .* and 3 versions of what the source said, with the record behind each\./,
  )
  expect(text).toContain('Not kept Images and video are never copied: their rights lie with whoever made them')
  expect(text).toContain('At the platform This ad at Meta the platform’s own page; it may be gone')
  expect(text).not.toContain('Dead link')
  const wordless = textOf((await get(`/ads/snap/${WORDLESS}`)).text)
  expect(wordless).toContain('Words of the ad: not disclosed. Snap Ad Library tells this about no ad.')
  expect(wordless).toContain('Snap has no page of a single ad that could be named.')
})

const WORDLESS = '5a3b029c7fa9b2b2efb87c0f25b98380800c282bd660e8f59a0cd562be4ce7dc'

const tombstone = (listing?: KeptAd['held']['listing']) =>
  anAd({
    adId: 'gone',
    fields: { advertiserName: 'Friends of the Dam', texts: WITHHELD, remarks: ['removed_at_source'] },
    ...(listing === undefined ? {} : { listing }),
  })

test('a post that its platform removed is a tombstone, and its link is marked as dead', async () => {
  const { get } = testApp({ ads: [tombstone()] })
  const text = textOf((await get('/ads/meta/gone')).text)
  expect(text).toContain(
    'Dead link This ad at Meta Meta says that it was removed there; its newest record is a tombstone',
  )
  expect(text).toContain('Words of the ad: withheld. It is known, and not shown here.')
  const { body } = await get('/ads/meta/gone?format=json')
  expect(body).toMatchObject({
    media: { isCopied: false, reason: expect.stringContaining('never copied') },
    platformPage: { url: 'https://meta.example/library?id=gone', state: 'removed', since: null },
  })
})

test('an ad that one complete file lacks has a link that may be dead, and the JSON says so too', async () => {
  const { get } = testApp()
  expect(textOf((await get('/ads/meta/made-9')).text)).toContain(
    'Meta’s newest file does not list it since 6 Nov 2024; the link may lead nowhere.',
  )
  for (const [ad, state, since] of [
    ['made-9', 'missing', '2024-11-06T00:00:00Z'],
    ['made-7', 'withdrawn', '2024-11-06T00:00:00Z'],
    ['2811045', 'listed', null],
  ]) {
    expect((await get(`/ads/meta/${ad}?format=json`)).body.platformPage).toMatchObject({ state, since })
  }
})

test.each(sources.map(({ manifest }) => manifest))('$name says why images and video are not copied', ({ media }) => {
  if (media !== undefined) expect(media).toMatch(/^[A-Z].{60,400}\.$/)
  expect(media ?? '').not.toMatch(/https?:/)
})
