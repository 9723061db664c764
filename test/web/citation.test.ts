import { connect } from 'node:net'
import request from 'supertest'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import type { Moment } from '../../src/domain/moment.ts'
import type { Archive } from '../../src/ports/archive.ts'
import { type Citation, citationKey, citationText } from '../../src/web/citation.ts'
import { citationBibtex, citationRis } from '../../src/web/citation-formats.ts'
import { createServer } from '../../src/web/server.ts'
import { hrefs, tags, textOf } from './support/html.ts'
import { MOMENT, memoryArchive } from './support/memory-archive.ts'
import { sampleAds } from './support/sample-ads.ts'
import { sampleStatements } from './support/sample-statements.ts'
import { testDeps } from './support/test-app.ts'

interface Settings {
  readonly publicUrl?: string | null
  readonly moments?: readonly Moment[]
  readonly momentAt?: Archive['momentAt']
}

/** @param moments which are the newest, one question after the other */
function app({ publicUrl = 'https://paidfor.example', moments = [MOMENT], momentAt }: Settings = {}) {
  let asked = 0
  const archive = {
    ...memoryArchive(sampleAds(), {}, { statements: sampleStatements() }),
    newestMoment: async () => moments[Math.min(asked++, moments.length - 1)] ?? null,
    ...(momentAt === undefined ? {} : { momentAt }),
  }
  const { deps } = testDeps()
  const currentArchive = async () => ({ ...(await deps.currentArchive()), archive, isSample: false })
  return createServer({ ...deps, currentArchive, publicUrl })
}

const get = (url: string, settings?: Settings) => request(app(settings)).get(url)

const ADDRESSES: readonly (readonly [string, string])[] = [
  ['/search', '/search?sort=newest&as_of=2026-11-25.7&size=25'],
  ['/search?q=vote&platform=meta', '/search?q=vote&platform=meta&sort=relevance&as_of=2026-11-25.7&size=25'],
  ['/recorded-abroad', '/recorded-abroad?sort=newest&as_of=2026-11-25.7&size=25'],
  ['/spending', '/spending?currency=USD&as_of=2026-11-25.7'],
  ['/spending?place=US&to=2024-11-04', '/spending?place=US&to=2024-11-04&currency=USD&as_of=2026-11-25.7'],
  ['/advertisers/meta/104821', '/advertisers/meta/104821?currency=USD&as_of=2026-11-25.7'],
]

test.each(ADDRESSES)('%s is cited as %s, by the page and by each file', async (url, permanent) => {
  const { text } = await get(url).expect(200)
  const address = hrefs(tags(text).find((tag) => tag.includes('cite__address')) ?? '')
  expect(address).toEqual([permanent])
  const shown = textOf(text)
  expect(shown).toContain(`https://paidfor.example${permanent}`)
  await get(permanent).expect(200)
  const ask = (format: string) =>
    get(`${url}${url.includes('?') ? '&' : '?'}cite=${format}`)
      .buffer(true)
      .expect(200)
  const [plain, bibtex, ris] = [await ask('text'), await ask('bibtex'), await ask('ris')]
  for (const { text: file } of [plain, bibtex, ris].map(readable)) {
    expect(file).toContain(`https://paidfor.example${permanent}`)
    expect(file).toContain('As of 25 Nov 2026 (moment 2026-11-25.7). Sources:')
  }
  expect(shown).toContain(readable(plain).text.trim())
  expect(plain.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(bibtex.headers['content-type']).toBe('application/x-bibtex; charset=utf-8')
  expect(ris.headers['content-type']).toBe('application/x-research-info-systems; charset=utf-8')
  expect(ris.headers['content-disposition']).toMatch(/^attachment; filename="paidfor-2026-11-25-7-[0-9a-f]{10}\.ris"$/)
  for (const href of hrefs(text).filter((each) => each.includes('cite='))) await get(href).expect(200)
})

/** What is no text to the client comes as bytes. */
function readable({ text, body }: request.Response): { readonly text: string } {
  return { text: Buffer.isBuffer(body) ? body.toString() : text }
}

test('the title is the page’s own, with its filters, currency and platform in words', async () => {
  const title = async (url: string) => readable(await get(url).buffer(true)).text.split('\r\n')[1]
  expect(await title('/search?q=vote&country=US&cite=ris')).toMatch(
    /^TI {2}- “vote”: search, \d+ ads? \(Country: .+\)$/,
  )
  expect(await title('/spending?place=US&platform=meta&cite=ris')).toBe(
    'TI  - Who spent most: United States, over all time, in USD, at Meta',
  )
})

test('a title is quoted within a quotation, and nothing found is nothing in all sources', async () => {
  const { text } = await get('/search?q=zzz&cite=text').expect(200)
  expect(text).toMatch(
    /^“‘zzz’: search, 0 ads”\. Paidfor, the record of political advertising\. As of .*\. Sources: .+; .+\. Their terms: \S+\/about#sources\. http/,
  )
})

const hostile: Citation = {
  title: 'a{b}c % & _ # \\ $ ~ ^ “ü”\r\nER  - \u202ex\u0000\tend',
  moment: { day: '2026-03-05' as CalendarDate, revision: 12 },
  path: '/search?q=%7B&as_of=2026-03-05.12',
  origin: 'https://paidfor.example',
  sources: ['A & B', 'C'],
  isSample: false,
}

test('BibTeX holds whatever a title holds, with its braces in balance', () => {
  const bibtex = citationBibtex(hostile)
  expect(bibtex).toContain(
    'title = {{a\\textbraceleft{}b\\textbraceright{}c \\% \\& \\_ \\# \\textbackslash{} \\$ \\textasciitilde{} \\textasciicircum{} “ü” ER - [U+202E]x[U+0000] end}},',
  )
  expect(bibtex).toContain('month = mar,')
  expect(bibtex).toContain(
    'note = {As of 5 Mar 2026 (moment 2026-03-05.12). Sources: A \\& B; C. Their terms: https://paidfor.example/about\\#sources.},',
  )
  expect(bibtex).toContain('url = {https://paidfor.example/search?q=%7B&as_of=2026-03-05.12},')
  expect(bibtex.match(/\{/g)?.length).toBe(bibtex.match(/\}/g)?.length)
  expect(bibtex).toMatch(/^@misc\{paidfor-2026-03-05-12-[0-9a-f]{10},\n/)
})

test('RIS has a line a value, whatever a title holds', () => {
  const lines = citationRis(hostile).split('\r\n')
  expect(lines[0]).toBe('TY  - DATA')
  expect(lines.slice(-2)).toEqual(['ER  - ', ''])
  expect(lines.slice(0, -1).filter((line) => !/^[A-Z][A-Z0-9] {2}- [^\r\n]*$/.test(line))).toEqual([])
  expect(lines.filter((line) => line.startsWith('ER'))).toHaveLength(1)
  expect(citationText(hostile)).not.toMatch(/[\r\n]/)
})

test('a key is the same for one question and moment, on whatever host, and another for any other', () => {
  expect(citationKey({ ...hostile, origin: 'http://elsewhere', title: 'b' })).toBe(citationKey(hostile))
  expect(citationKey({ ...hostile, path: '/search?as_of=2026-03-05.12' })).not.toBe(citationKey(hostile))
})

test('a citation names the host that the reader asked, if it is a plain one', async () => {
  const cited = async (host: string) => (await get('/spending?cite=text', { publicUrl: null }).set('Host', host)).text
  expect(await cited('archive.example')).toContain('http://archive.example/spending?')
  expect(await cited('Archive.example:8080')).toContain('http://archive.example:8080/spending?')
  expect(await cited('[::1]:3000')).toContain('http://[::1]:3000/spending?')
})

test.each([
  'evil.example/x?',
  'evil.example} url = {http://evil.example',
  'user@evil.example',
  'evil.example:80:80',
  '"><b>evil.example',
  'evil.example\\',
  '',
])('a host such as %s gets into no page and no citation', async (host) => {
  for (const url of ['/spending', '/spending?cite=bibtex', '/search?cite=ris', '/advertisers/meta/104821?cite=text']) {
    const answer = await asked(url, host)
    expect(answer).toMatch(/^HTTP\/1\.1 200/)
    expect(answer).not.toContain('evil')
    expect(answer).toMatch(/http:\/\/127\.0\.0\.1:\d+\/(spending|search|advertisers)/)
  }
})

/** As it is written, with a host that no client would send. */
async function asked(url: string, host: string): Promise<string> {
  const server = app({ publicUrl: null }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  const socket = connect(port, '127.0.0.1')
  socket.write(`GET ${url} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  let answer = ''
  for await (const chunk of socket) answer += chunk
  await new Promise((resolve) => server.close(resolve))
  return answer
}

test('a citation is asked for alone, in a form that there is', async () => {
  expect(textOf((await get('/spending?cite=docx').expect(400)).text)).toContain('choose one of text, bibtex, ris')
  for (const url of ['/search', '/spending', '/advertisers/meta/104821']) {
    await get(`${url}?cite=ris&format=csv`).expect(400)
  }
})

test('where files arrive while a page is made, nothing says which moment it shows: it offers no citation', async () => {
  const moments = [MOMENT, { ...MOMENT, revision: 8 }]
  for (const url of ['/spending', '/advertisers/meta/104821']) {
    expect((await get(url, { moments }).expect(200)).text).not.toContain('class="cite"')
    await get(`${url}?cite=text`, { moments }).expect(404)
  }
})

test('a list says of which revision it is, and is cited as of that, whatever arrives', async () => {
  for (const moments of [[MOMENT, { ...MOMENT, revision: 8 }], [{ ...MOMENT, revision: 8 }]]) {
    const { text } = await get('/search?cite=text', { moments }).expect(200)
    expect(text).toContain('As of 25 Nov 2026 (moment 2026-11-25.7).')
  }
  const unknown = [{ ...MOMENT, revision: 8 }]
  const momentAt = async () => null // it is from before what is kept
  expect((await get('/search', { moments: unknown, momentAt })).text).not.toContain('class="cite"')
  await get('/search?cite=text', { moments: unknown, momentAt }).expect(404)
})

test('made-up data are cited as such', async () => {
  const { text } = await request(createServer(testDeps().deps)).get('/spending?cite=text').expect(200)
  expect(text).toContain('Made-up sample data.')
})
