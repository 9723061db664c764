import type { Request, RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import { HttpProblem } from '../http-problem.ts'
import type { Limits } from '../web-deps.ts'
import { NetworkCounts } from './network-counts.ts'

/** One window of a minute. */
export const WINDOW_SECONDS = 60
/** Whoever has an address of IPv6 has all that share so many bits with it. */
const IPV6_BITS = 64

export interface RateLimit {
  /** Counts what is refused before it is read, and lets all reading pass. */
  readonly ofRefused: RequestHandler
  /** Counts what it meets: it stands behind probes and static files, which cost nothing. */
  readonly ofRead: RequestHandler
}

/**
 * So many requests a minute from a network: an IPv4 address, or a /64 of IPv6. Every answer says how many are left, and
 * 429 when to come back. The address is the connection's own, or what the last trusted proxy says; what a client writes
 * into `X-Forwarded-For` by itself is never believed (`trust proxy` is a number, never `true`).
 */
export function setUpRateLimit({ requestsPerMinute }: Limits): RateLimit {
  if (requestsPerMinute === null) return { ofRefused: pass, ofRead: pass }
  const ofRead = rateLimit({
    windowMs: WINDOW_SECONDS * 1_000,
    limit: requestsPerMinute,
    standardHeaders: 'draft-6',
    legacyHeaders: false,
    store: new NetworkCounts(),
    keyGenerator: networkOf,
    validate: false, // its advice goes to the console, once, with addresses of readers in it
    handler: (_request, response, next) => next(tooMany(requestsPerMinute, Number(response.get('Retry-After')))),
  })
  const ofRefused: RequestHandler = (request, response, next) =>
    isReading(request) ? next() : ofRead(request, response, next)
  return { ofRefused, ofRead }
}

const pass: RequestHandler = (_request, _response, next) => next()

function isReading({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** What is no address (a proxy may write anything) shares one count. */
function networkOf({ ip }: Request): string {
  return ip === undefined || ip === '' ? 'none' : ipKeyGenerator(withoutZone(ip), IPV6_BITS)
}

/** `fe80::1%eth0` */
function withoutZone(ip: string): string {
  return ip.replace(/%.*$/s, '')
}

function tooMany(limit: number, retryAfter: number): HttpProblem {
  const sentence = `More than ${limit} requests in a minute came from your network. Wait ${retryAfter} seconds, then go on where you were; files of everything need one request each.`
  return new HttpProblem(429, sentence, { code: 'request.too_many', retryAfter })
}
