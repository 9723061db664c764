import { textOf } from './support/html.ts'
import { testApp } from './support/test-app.ts'

const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const GOOD = { revision: 7, sort: 'newest', keys: ['2024-11-05T00:00:00Z', null], id: 'meta/2811045' }

const REFUSED: [string, string][] = [
  ['colour=red', 'There is no parameter “colour” here.'],
  ['__proto__=1', 'There is no parameter “__proto__” here.'],
  ['q=a&q=b', 'The parameter “q” is given more than once.'],
  ['q=%00', '“q” cannot be used: it holds a control character.'],
  ['q=%1b%5b2J', 'it holds a control character.'],
  ['payer=a%00b', 'it holds a control character.'],
  [`q=${'a'.repeat(513)}`, 'it holds more than 512 characters.'],
  [`payer=${'a'.repeat(1001)}`, 'it holds more than 1000 characters.'],
  [`q=${'a '.repeat(33)}`, 'at most 32 words'],
  ['q=ab*', 'at least three letters before *'],
  ['spend_min=10', 'Choose a currency: amounts in different currencies cannot be compared.'],
  ['spend_max=10&q=vote', 'Choose a currency: amounts in different currencies cannot be compared.'],
  ['currency=USD&spend_min=ten', '“ten” is not an amount'],
  ['currency=USD&spend_min=-1', '“-1” is not an amount'],
  ['currency=USD&spend_min=1e9', '“1e9” is not an amount'],
  ['currency=USD&spend_min=0.001', 'finer than the minor unit'],
  [`currency=USD&spend_min=${'9'.repeat(23)}`, 'is not an amount'],
  ['currency=USD&spend_min=20&spend_max=10', 'above the most'],
  ['currency=dollars', 'cannot be used'],
  ['from=2024-02-30', 'not a day of the calendar'],
  ['from=yesterday', 'is not a date'],
  ['from=2024-02-02&to=2024-02-01', 'ends before it begins'],
  ['country=XX', 'is not a country code'],
  ['region=Georgia', 'is not a region code'],
  ['platform=myspace', 'There is no platform “myspace” here. Choose one of: meta, snap, google.'],
  ['platform=%27%3B+DROP', 'is not the name of a source'],
  ['creative=hologram', 'choose text, image or video'],
  ['account=google', 'write an account as its platform and its id there'],
  ['account=GOOGLE%2FAR1', 'is not the name of a platform'],
  ['listed=gone', 'choose one of listed, missing, withdrawn.'],
  ['abroad=yes', 'choose one of any, billing_country, currency.'],
  ['sort=spend%3Bdrop', 'choose one of newest'],
  ['format=xlsx', 'choose csv or json'],
  ['size=9', 'a page holds 10 to 200 ads'],
  ['size=201', 'a page holds 10 to 200 ads'],
  ['size=25.5', 'a page holds 10 to 200 ads'],
  ['after=mad', 'not one of ours'],
  ['after=%7B%7D', 'not one of ours'],
  [`after=${cursor({ ...GOOD, extra: 1 })}`, 'not one of ours'],
  [`after=${cursor({ ...GOOD, revision: -1 })}`, 'not one of ours'],
  [`after=${cursor({ ...GOOD, id: "meta/' OR 1=1" })}`, 'not one of ours'],
  [`after=${cursor({ ...GOOD, keys: ['x'.repeat(501)] })}`, 'not one of ours'],
  [`after=${cursor(GOOD)}&sort=oldest`, 'belongs to another sort'],
  [`after=${cursor(GOOD)}&q=vote`, 'belongs to another sort'],
]

test.each(REFUSED)('/search?%s is refused in one sentence', async (query, sentence) => {
  const { text } = await testApp().get(`/search?${query}`).expect(400)
  expect(textOf(text)).toContain(sentence)
})

test('a program is refused in its own language', async () => {
  const { body } = await testApp()
    .get('/search?format=json&colour=red')
    .expect(400)
    .expect('Content-Type', 'application/problem+json; charset=utf-8')
  expect(body).toMatchObject({ status: 400, code: 'request.invalid' })
  expect(body.detail).toContain('There is no parameter “colour” here.')
  await testApp()
    .get('/search?format=csv&size=50')
    .expect(400)
    .expect('Content-Type', /problem\+json/)
  await testApp()
    .get('/nope')
    .set('Accept', 'application/json')
    .expect(404)
    .expect('Content-Type', /problem\+json/)
})

test('a parameter that tries to be markup is shown as text, its tricks made visible', async () => {
  const { text } = await testApp().get('/search?%3Cscript%3E%E2%80%AE=1').expect(400)
  expect(text).not.toContain('<script>')
  expect(textOf(text)).toContain('There is no parameter “<script>[U+202E]” here.')
})

test('ads and records are not steered by parameters they do not have', async () => {
  await testApp().get('/ads/meta/2811045?x=1').expect(400)
  await testApp().get('/ads/meta/2811045/records/1?format=csv').expect(400)
  for (const page of ['/about', '/sources', '/recorded-abroad', '/advertisers/meta/104821']) {
    await testApp().get(`${page}?x=1`).expect(400)
  }
})

test('a range that a style sheet does not have is refused, and is no failure of ours', async () => {
  const { get, logged } = testApp()
  await get('/assets/css/base.css').set('Range', 'bytes=999999-').expect(416)
  expect(logged.filter(({ level }) => level === 'error')).toEqual([])
})
