import { parse } from 'csv-parse/sync'
import { COLUMNS } from '../../src/domain/columns.ts'
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
  expect(textOf(text)).toContain('possibly dead, since the platform no longer lists the ad')
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
