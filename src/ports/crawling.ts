import type { CalendarDate, Instant } from '../domain/calendar.ts'
import type { CountryCode } from '../domain/place.ts'

/**
 * A source that is asked over an API, page by page. All functions are pure: the engine (`pipeline/crawling/`) asks, waits,
 * keeps, counts and goes on after a stop; a platform says what to ask, and what an answer means.
 */
export interface Crawling {
  /** Base of all addresses, without a slash at its end; the operator may set another: `https://graph.facebook.com`. */
  readonly address: string
  /** When it is asked, as cron has it, in UTC. */
  readonly schedule: string
  /** Hours between two ticks of the schedule. */
  readonly everyHours: number
  /** About how much a first collection asks for, for people: “about 600 calls a country”. */
  readonly size: string
  /** Settings without which, or with which, it is asked. */
  readonly needs: readonly Need[]
  readonly pace: Pace
  readonly access: Access | null
  /** Rows asked for at once: at first, at least, at most; null where the platform decides. */
  readonly pageSize: { readonly start: number; readonly least: number; readonly most: number } | null
  /** An answer without any ad may be a lie: it is kept as unknown, never as “no ads”. */
  readonly emptyIsUnknown: boolean
  /** What there is to be walked through on a day. */
  readonly units: (asked: CrawlAsk) => readonly WorkUnit[]
  readonly request: (at: Position, how: RequestRules) => ApiRequest
  readonly read: (answer: ApiAnswer, at: Position) => Verdict
  /** The same stretch in about so many parts; null where it cannot be cut any finer. */
  readonly split: (at: Position, parts: number) => readonly Position[] | null
  /** Of a position that is left behind unanswered: what is known all the same, as documents to keep. */
  readonly leaving?: (at: Position) => readonly string[]
  /** The beginning of the stretch that a position lies in. */
  readonly restart: (at: Position) => Position
}

/**
 * Where a walk stands, as JSON: a window, a cursor, an offset. Opaque to the engine. Never holds a secret. One that comes again
 * within a stretch is taken for a loop, and the stretch is left.
 */
export type Position = { readonly [key: string]: JsonValue }
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | Position

/** A setting that a source wants. */
export interface Need {
  /** `META_ACCESS_TOKEN` */
  readonly setting: string
  readonly isSecret: boolean
  readonly isRequired: boolean
  /** What it is and how one gets it, in one sentence for the operator. */
  readonly what: string
}

export interface CrawlAsk {
  readonly today: CalendarDate
  /** From which day on older periods are filled in. */
  readonly from: CalendarDate
  /** What the operator set; null: nothing. Never one of the secrets. */
  readonly setting: (name: string) => string | null
}

export interface WorkUnit {
  /** Within the source, for ever: `US.2026-11-02.2026-11-08`. Letters, digits, dots, hyphens; at most 100. See `unitKey`. */
  readonly key: string
  /** ISO 3166-1, where it asks about one country. */
  readonly country: CountryCode | null
  /** The days it asks about, both inclusive; null: all. */
  readonly days: { readonly from: CalendarDate; readonly to: CalendarDate } | null
  /** Where a pass begins. */
  readonly begin: Position
  /** Not walked again within so many hours of a complete pass. */
  readonly everyHours: number
  /** `running`: its figures still move, it comes first. `settled`: done once, then looked at now and then. */
  readonly kind: 'running' | 'settled'
}

export interface Pace {
  /** At least between two requests; the engine adds up to a fifth, as it does to every wait. */
  readonly betweenMs: number
  /** Not more than so many within so many milliseconds; null: no such rule. */
  readonly burst: { readonly requests: number; readonly withinMs: number } | null
  /** Calls a UTC day, which the operator may lower or raise; null: no limit. */
  readonly callsPerDay: number | null
}

/** How a source is shown who asks. */
export interface Access {
  /** Headers with the token; `settings` gives the operator's settings, secrets too. */
  readonly headers: (token: string) => Readonly<Record<string, string>>
  /** The setting that is the token; null: the token is asked for by `exchange`. */
  readonly setting: string | null
  /** Asks for a token that lives for a while. */
  readonly exchange: ((secrets: Secrets, address: string) => SecretRequest) | null
  /** @returns null: the answer is no token */
  readonly readExchange: ((answer: ApiAnswer) => Token | null) | null
  /** Asks how long the operator's token lives; null where nobody can say, or the settings for it are not made. */
  readonly inspect: ((secrets: Secrets, address: string) => SecretRequest | null) | null
  /** @returns null: the answer does not tell */
  readonly readInspection: ((answer: ApiAnswer) => TokenLife | null) | null
}

export type Secrets = (setting: string) => string | null

export interface Token {
  readonly token: string
  /** Null: it was not said. */
  readonly livesSeconds: number | null
}

export interface TokenLife {
  readonly isValid: boolean
  /** The earlier one, where several ends are known; null: it has none. */
  readonly expiresAt: Instant | null
}

export interface RequestRules {
  readonly address: string
  /** Null where the platform decides. */
  readonly pageSize: number | null
  readonly setting: (name: string) => string | null
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST'
  /** Without any secret. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** True where the answer is no secret of ours, and is asked for without the token. */
  readonly isOpen?: boolean
}

/** A request that holds a secret in its body, its headers or its address: never logged, its answer never kept. */
export type SecretRequest = ApiRequest

export interface ApiAnswer {
  readonly status: number
  /** All values of a header, joined by commas; null: it is not there. */
  readonly header: (name: string) => string | null
  /** The body as text; bytes that are no UTF-8 read as U+FFFD. */
  readonly text: string
  /** When it came. */
  readonly at: Instant
}

/** What an answer means, decided by its body before its status. `what` is a few words for the operator: “code 1, subcode 99”. */
export type Verdict =
  | Page
  /** Too much was asked for at once: the same again, with half the page; at the least page, in parts. */
  | { readonly is: 'reduce'; readonly what: string; readonly pauseMs?: number }
  /** Passes by itself: the same again after a wait, at most `most` times in a row (5), then the stretch is left. */
  | { readonly is: 'transient'; readonly what: string; readonly waitMs: number; readonly most?: number }
  /**
   * We were told to wait; null: not how long, and waits grow from half a minute to four. The third time in a row, the source is
   * left alone for ten minutes at least, and the run ends.
   */
  | { readonly is: 'throttled'; readonly what: string; readonly waitMs: number | null }
  /** Nobody is asked any more today, and nothing more is to be tried: “stop after three in a row”, “quota”. */
  | { readonly is: 'closed'; readonly what: string; readonly waitMs: number }
  /** The token is used up. A new one is asked for once, where `exchange` can; else the run ends and names the setting. */
  | { readonly is: 'expired'; readonly what: string }
  /** A person must do something first; never tried again in this run. `todo` is a sentence. */
  | { readonly is: 'refused'; readonly what: string; readonly todo: string }
  /** The place in the list is lost: the stretch begins anew, in parts. */
  | { readonly is: 'lost_place'; readonly what: string }
  /** This request cannot be answered; these are walked through in its place. */
  | { readonly is: 'instead'; readonly what: string; readonly positions: readonly Position[] }
  /** This request cannot be answered, and the rest can: noted, and the pass is not whole. `kept`: what is known all the same. */
  | { readonly is: 'skip'; readonly what: string; readonly kept?: readonly string[] }

export interface Page {
  readonly is: 'page'
  /** JSON documents that are kept, letter by letter, one or more; usually `[answer.text]`. Empty: nothing is worth keeping. */
  readonly kept: readonly string[]
  /** How many ads they tell of. */
  readonly records: number
  /** Where to go on, in this order, before what was to come anyway; empty: this stretch ends here. */
  readonly next: readonly Position[]
  /** The end may be none: it is asked again twice, a minute apart, before it is believed. */
  readonly isTentativeEnd?: boolean
  /** More there is not to be had, though there may be more: the pass is not whole. */
  readonly isCutShort?: boolean
  /** Wait at least so long before the next request, since we come near a limit. */
  readonly pauseMs?: number
  /** What the platform itself says how many ads there are; said on several pages, the greatest counts. */
  readonly counts?: readonly PublishedCount[]
  /** Words for the operator: a key spelt in a way that is new. */
  readonly remarks?: readonly string[]
}

/** A total that a platform publishes of its own library. */
export interface PublishedCount {
  readonly country: CountryCode | null
  /** Null: of all days that the unit asks about. */
  readonly day: CalendarDate | null
  readonly ads: number
}
