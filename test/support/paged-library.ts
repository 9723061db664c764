import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { calendarDate } from '../../src/domain/calendar.ts'
import { daysLater } from '../../src/domain/days.ts'
import { NOT_DISCLOSED } from '../../src/domain/disclosure.ts'
import { platformId, sourceId } from '../../src/domain/ids.ts'
import { passDay, passNamed, passSeries, unitKey } from '../../src/domain/pass-name.ts'
import { countryCode } from '../../src/domain/place.ts'
import type { Access, ApiAnswer, Crawling, Pace, Position, Verdict } from '../../src/ports/crawling.ts'
import type { AdFormat, Source } from '../../src/ports/source.ts'

export interface LibraryAd {
  readonly id: string
  readonly day: string
  readonly payer: string
}

/** One request, as the server saw it. */
export interface SeenRequest {
  readonly at: number
  readonly url: string
  readonly authorization: string | null
  readonly status: number
}

export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

/** A made-up library of one platform, small enough to count every request: pages of ads of a window of days. */
export interface PagedLibrary {
  readonly url: string
  readonly source: Source
  readonly seen: readonly SeenRequest[]
  /** May be changed at any moment. */
  ads: readonly LibraryAd[]
  /** Answers in place of the library; null: it answers itself. `index` counts requests from 0. */
  trap: ((request: { readonly url: URL; readonly index: number; readonly token: string | null }) => Reply | null) | null
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

interface LibraryOptions {
  readonly ads: readonly LibraryAd[]
  readonly now: () => Date
  readonly perPage?: number
  readonly windowDays?: number
  readonly access?: Access | null
  readonly pace?: Partial<Pace>
  readonly emptyIsUnknown?: boolean
}

const ID = sourceId('paged')

/** So many ads, so many a day, from a day on. */
export function libraryAds(count: number, perDay: number, from = '2026-11-01'): LibraryAd[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `ad-${String(index).padStart(6, '0')}`,
    day: daysLater(calendarDate(from), Math.floor(index / perDay)),
    payer: `Payer ${index % 7}`,
  }))
}

export async function pagedLibrary(options: LibraryOptions): Promise<PagedLibrary> {
  const seen: SeenRequest[] = []
  const library = { ads: options.ads, trap: null } as { ads: PagedLibrary['ads']; trap: PagedLibrary['trap'] }
  const server = createServer(
    (request, response) => void answer(request, response, { library, seen, now: options.now }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(library, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    source: pagedSource(options),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

interface Serving {
  readonly library: { ads: PagedLibrary['ads']; trap: PagedLibrary['trap'] }
  readonly seen: SeenRequest[]
  readonly now: () => Date
}

async function answer(request: IncomingMessage, response: ServerResponse, { library, seen, now }: Serving) {
  for await (const _part of request);
  const url = new URL(request.url ?? '/', 'http://library.example')
  const authorization = request.headers.authorization ?? null
  const token = authorization?.replace('Bearer ', '') ?? null
  const {
    status = 200,
    headers = {},
    body,
  } = library.trap?.({ url, index: seen.length, token }) ?? page(library.ads, url)
  seen.push({ at: now().getTime(), url: request.url ?? '', authorization, status })
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

export function page(ads: readonly LibraryAd[], url: URL): Reply {
  const ask = (name: string) => url.searchParams.get(name) ?? ''
  const within = ads.filter(({ day }) => day >= ask('from') && day <= ask('to'))
  const start = Number(ask('after') || 0)
  const end = start + Number(ask('limit'))
  const after = end < within.length ? String(end) : null
  return { body: JSON.stringify({ data: within.slice(start, end), after }) }
}

function pagedSource(options: LibraryOptions): Source {
  return {
    manifest: {
      id: ID,
      name: 'Paged Library',
      platform: 'Paged',
      platformId: platformId('paged'),
      holdsAllAds: false,
      publisherUrl: 'https://library.example',
      legalBasis: 'None: it is made up.',
      coverage: 'Tests.',
      cadence: 'Always.',
      terms: 'None.',
      redistribution: 'withheld',
      neverDisclosed: [],
      adUrl: () => null,
    },
    formats: [FORMAT],
    dateInName: passDay,
    seriesOf: ({ name }) => passSeries(name),
    latestDay: () => null,
    crawling: crawlingOf(options),
  }
}

const FORMAT: AdFormat = {
  tells: 'ads',
  id: 'paged-json',
  shape: 'json',
  version: 1,
  publicKeys: new Set(['id', 'day', 'payer']),
  recognises: (_head, name) => passNamed(name)?.source === ID,
  normalise: ({ id, day, payer }) => ({
    adId: String(id),
    observedAt: null,
    fields: {
      advertiserName: String(payer),
      disclaimer: String(payer),
      startsOn: calendarDate(String(day)),
      endsOn: NOT_DISCLOSED,
      countries: [{ name: 'United States', code: countryCode('US') }],
    },
  }),
}

function crawlingOf(options: LibraryOptions): Crawling {
  const { perPage = 10, windowDays = 7, access = null, pace = {}, emptyIsUnknown = false } = options
  const secret = access?.setting ?? null
  return {
    address: 'https://library.example',
    schedule: '0 6 * * *',
    everyHours: 24,
    size: 'little',
    needs: secret === null ? [] : [{ setting: secret, isSecret: true, isRequired: true, what: 'its token.' }],
    pace: { betweenMs: 1_000, burst: null, callsPerDay: null, ...pace },
    access,
    pageSize: { start: perPage, least: Math.min(perPage, 25), most: perPage },
    emptyIsUnknown,
    units: ({ today, from }) => windows(from, today, windowDays),
    request: (at, { address, pageSize }) => ({ method: 'GET', url: `${address}/ads?${query(at, pageSize)}` }),
    read,
    split,
    restart: ({ after: _after, ...start }) => start,
  }
}

function windows(from: string, today: string, length: number) {
  const found = []
  for (let day = calendarDate(from); day <= today; day = daysLater(day, length)) {
    const to = daysLater(day, length - 1)
    const key = unitKey('US', day, to)
    const days = { from: day, to }
    found.push({ key, country: countryCode('US'), days, begin: { ...days }, everyHours: 22, kind: 'running' as const })
  }
  return found
}

function query(at: Position, limit: number | null): string {
  return new URLSearchParams({
    from: String(at['from']),
    to: String(at['to']),
    limit: String(limit),
    ...(at['after'] === undefined ? {} : { after: String(at['after']) }),
  }).toString()
}

/** Decided by the body, as the contract wants it: `{"error": …}` says what to do. */
function read(answer: ApiAnswer, at: Position): Verdict {
  if (answer.text.trimStart().startsWith('<')) return { is: 'transient', what: 'a web page', waitMs: 5_000 }
  const { error, data, after, wait, pause, total } = JSON.parse(answer.text)
  if (error === 'throttled') return { is: 'throttled', what: 'throttled', waitMs: wait ?? null }
  if (error === 'expired') return { is: 'expired', what: 'the token has expired' }
  if (error === 'refused') return { is: 'refused', what: 'not permitted', todo: 'Ask for the permission.' }
  if (error === 'reduce') return { is: 'reduce', what: 'too much at once' }
  if (error === 'dead') return { is: 'lost_place', what: 'a dead cursor' }
  if (error !== undefined) return { is: 'transient', what: String(error), waitMs: 5_000 }
  const counts = total === undefined ? {} : { counts: [{ country: countryCode('US'), day: null, ads: total }] }
  const next = after === null ? [] : [{ ...at, after }]
  return { is: 'page', kept: [answer.text], records: data.length, next, pauseMs: pause ?? 0, ...counts }
}

function split(at: Position, parts: number): readonly Position[] | null {
  const [from, to] = [calendarDate(String(at['from'])), calendarDate(String(at['to']))]
  if (from === to) return null
  const days: string[] = []
  for (let day = from; day <= to; day = daysLater(day, 1)) days.push(day)
  const size = Math.ceil(days.length / parts)
  return Array.from({ length: Math.ceil(days.length / size) }, (_, index) => {
    const own = days.slice(index * size, (index + 1) * size)
    return { from: own[0] as string, to: own.at(-1) as string }
  })
}

/** The same with one unit, November 2026, whatever the day. */
export function ofOneUnit(source: Source): Source {
  const days = { from: calendarDate('2026-11-01'), to: calendarDate('2026-11-30') }
  const unit = { key: 'US', country: null, days: null, begin: days, everyHours: 22, kind: 'running' as const }
  return { ...source, crawling: { ...(source.crawling as Crawling), units: () => [unit] } }
}
