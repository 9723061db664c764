import { calendarDate } from '../../../src/domain/calendar.ts'
import type { Position } from '../../../src/ports/crawling.ts'
import { xEuCrawling as crawling } from '../../../src/sources/x-eu/crawling.ts'
import { asked, CREATE, DOWNLOAD, next, PAGE, read, STATUS } from './builders.ts'

describe('units: an account, a country, a month', () => {
  const settings: Record<string, string> = {
    COLLECT_X_EU_ACCOUNTS: '8940342, @handle_a 8940342',
    COLLECT_X_EU_COUNTRIES: 'de;FR DE',
  }
  const units = (today: string, from: string) =>
    crawling.units({
      today: calendarDate(today),
      from: calendarDate(from),
      setting: (name) => settings[name] ?? null,
    })

  test('each once, the newest month first', () => {
    const keys = units('2026-11-28', '2026-10-20').map(({ key }) => key)
    expect(keys).toEqual([
      '8940342.DE.2026-11',
      '8940342.FR.2026-11',
      expect.stringMatching(/^handle-a-[0-9a-f]{6}\.DE\.2026-11$/),
      expect.stringMatching(/^handle-a-[0-9a-f]{6}\.FR\.2026-11$/),
      '8940342.DE.2026-10',
      '8940342.FR.2026-10',
      expect.stringMatching(/2026-10$/),
      expect.stringMatching(/2026-10$/),
    ])
  })

  test('Greece is GR and EL, and a country that X does not have is refused by name, as is one that is none', () => {
    const ask = (countries: string) => {
      const setting = (name: string) => (name.endsWith('COUNTRIES') ? countries : '8940342')
      return crawling.units({ today: calendarDate('2026-11-28'), from: calendarDate('2026-11-01'), setting })
    }
    expect(ask('EL, gr').map(({ key }) => key)).toEqual(['8940342.GR.2026-11'])
    for (const unknown of ['US', 'UK', 'Germany']) {
      const message = expect.stringMatching(`COLLECT_X_EU_COUNTRIES names “${unknown}”`)
      expect(() => ask(`DE ${unknown}`)).toThrow(expect.objectContaining({ code: 'config.invalid', message }))
    }
  })

  test('the running month ends today, a month that is over is settled a week later', () => {
    const [running] = units('2026-11-28', '2026-11-01')
    expect(running).toMatchObject({
      kind: 'running',
      everyHours: 24,
      days: { from: '2026-11-01', to: '2026-11-30' },
      begin: { step: 'page', user: '8940342', country: 'DE', from: '2026-11-01', to: '2026-11-28' },
    })
    const kinds = (day: string) => units(day, '2026-10-15').find(({ key }) => key === '8940342.DE.2026-10')?.kind
    expect([kinds('2026-11-07'), kinds('2026-11-08')]).toEqual(['running', 'settled'])
  })

  test('nothing is asked about before 26 August 2023', () => {
    const all = units('2023-09-02', '2020-01-01')
    expect(all.at(-1)).toMatchObject({ key: expect.stringMatching(/2023-08$/), begin: { from: '2023-08-26' } })
  })

  test('without accounts there is nothing to ask', () => {
    const ask = { today: calendarDate('2026-11-28'), from: calendarDate('2026-11-01'), setting: () => null }
    expect(crawling.units(ask)).toEqual([])
  })
})

describe('what is asked', () => {
  test('the page and its scripts without the token', () => {
    expect(asked(PAGE)).toEqual({ method: 'GET', url: 'https://ads.x.com/ads-repository', isOpen: true })
    const script = { ...PAGE, step: 'script', script: '/a/main.js', more: [] }
    expect(asked(script)).toEqual({ method: 'GET', url: 'https://ads.x.com/a/main.js', isOpen: true })
  })

  test('an export, as the help page of X has it', () => {
    const { method, url, body = '' } = asked(CREATE)
    expect([method, url]).toEqual(['POST', 'https://api.x.com/graphql/created_1/CreateExportReportMutation'])
    expect(body).toBe(
      '{"variables":{"user":"8940342","geoLocation":"FR","deliveryRange":{"start_date":"2026-09-01","end_date":"2026-09-30"}}}',
    )
  })

  test('whether it is there', () => {
    const { method, url } = asked(STATUS)
    const { pathname, searchParams } = new URL(url)
    expect([method, pathname]).toEqual(['GET', '/graphql/status_1/GetExportReportStatusQuery'])
    expect(searchParams.get('variables')).toBe('{"exportId":"e1"}')
  })

  test('the token goes to the API of X alone', () => {
    expect(asked(DOWNLOAD).isOpen).toBe(true)
    expect(asked({ ...DOWNLOAD, url: 'https://api.x.com/e1.csv' }).isOpen).toBe(false)
    expect(crawling.access?.headers('t')).toEqual({ authorization: 'Bearer t' })
  })

  test('an operator’s own address stands for page and API alike', () => {
    const own = { address: 'http://127.0.0.1:1/api', pageSize: null, setting: () => null }
    expect(crawling.request(CREATE, own).url).toMatch(/^http:\/\/127\.0\.0\.1:1\/api\/graphql\//)
  })
})

describe('the ids of the operations are looked for each time', () => {
  const both = (spelling: (name: string, id: string) => string) =>
    spelling('CreateExportReportMutation', 'created_1') + spelling('GetExportReportStatusQuery', 'status_1')

  test.each([
    ['as scripts have them', both((name, id) => `params:{id:"${id}",metadata:{},name:"${name}"};`)],
    ['as other scripts have them', both((name, id) => `{queryId:"${id}",operationName:"${name}"}`)],
    ['as the help page has them', both((name, id) => `curl 'https://api.twitter.com/graphql/${id}/${name}'`)],
  ])('%s', (_what, text) => {
    expect(next(read(PAGE, text))).toEqual([CREATE])
  })

  test('in the scripts of X that the page names, one after the other', () => {
    const page =
      '<script src="https://elsewhere.example/a.js"></script><script src="assets/b.js"></script><link href="https://abs.twimg.com/c.js" rel="preload">'
    const [first] = next(read(PAGE, page))
    expect(first).toMatchObject({ step: 'script', script: 'assets/b.js', more: ['https://abs.twimg.com/c.js'] })
    const [second] = next(read(first as Position, 'nothing here'))
    expect(second).toMatchObject({ step: 'script', script: 'https://abs.twimg.com/c.js', more: [] })
    expect(read(second as Position, 'nor here')).toMatchObject({
      is: 'refused',
      what: expect.stringMatching(/neither/),
    })
  })

  test('an export under way is carried along, and asked for once more only', () => {
    const again = read({ ...STATUS, polls: 3 }, '', 404)
    expect(again).toMatchObject({ is: 'instead', positions: [{ step: 'page', looks: 1, exportId: 'e1', polls: 3 }] })
    const [page] = again.is === 'instead' ? again.positions : []
    const found = both((name, id) => `/graphql/${id}/${name}`)
    expect(next(read(page as Position, found))).toMatchObject([{ step: 'status', exportId: 'e1', polls: 3, looks: 2 }])
  })

  test.each([
    ['', 404, 'skip'],
    ['{"errors":[{"message":"Query: not found"}]}', 404, 'refused'],
    ['{"errors":[{"message":"Query: not found"}]}', 200, 'refused'],
  ])('“%s” with status %d: they have changed; three looks are enough', (text, status, then) => {
    expect(read(CREATE, text, status)).toMatchObject({ is: 'instead', positions: [{ step: 'page', looks: 1 }] })
    expect(read({ ...CREATE, looks: 3 }, text, status)).toMatchObject({ is: then })
  })
})

test('a stretch begins with the page again, and cannot be cut', () => {
  expect(crawling.restart(DOWNLOAD)).toEqual(PAGE)
  expect(crawling.split(PAGE, 2)).toBeNull()
})
