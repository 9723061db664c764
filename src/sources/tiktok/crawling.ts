import { dayNumber, dayOfNumber } from '../../domain/days.ts'
import type { Access, Crawling, Position, Secrets, Token } from '../../ports/crawling.ts'
import { jsonOrNull } from '../shared/answer-json.ts'
import { positionOf, request } from './position.ts'
import { firstPage, read } from './read.ts'
import { units } from './units.ts'

export const tiktokCrawling: Crawling = {
  address: 'https://open.tiktokapis.com',
  schedule: '41 3 * * *',
  everyHours: 24,
  size: 'a call for 50 ads, and one for each of them: name words to search for, since whole countries hold millions',
  needs: [
    {
      setting: 'TIKTOK_CLIENT_KEY',
      isSecret: true,
      isRequired: true,
      what: 'The client key of a research project that TikTok approved for the Commercial Content API (developers.tiktok.com).',
    },
    {
      setting: 'TIKTOK_CLIENT_SECRET',
      isSecret: true,
      isRequired: true,
      what: 'The client secret beside that key; TikTok shows both on the page of the project.',
    },
    {
      setting: 'COLLECT_TIKTOK_COUNTRIES',
      isSecret: false,
      isRequired: false,
      what: 'Countries that are asked about, DE, NO; without it all of the EEA, the United Kingdom and Switzerland.',
    },
    {
      setting: 'COLLECT_TIKTOK_SEARCHES',
      isSecret: false,
      isRequired: false,
      what: 'Words that are searched for, separated by semicolons; without them all ads are asked for.',
    },
  ],
  pace: { betweenMs: 2_000, burst: { requests: 600, withinMs: 60_000 }, callsPerDay: 5_000 },
  access: access(),
  pageSize: null,
  emptyIsUnknown: false,
  units,
  request,
  read,
  split,
  restart,
  leaving,
}

/** A token of two hours by client credentials. Source: developers.tiktok.com, client access token management. */
function access(): Access {
  return {
    headers: (token) => ({ authorization: `Bearer ${token}` }),
    setting: null,
    exchange: (secrets, address) => ({
      method: 'POST',
      url: `${address}/v2/oauth/token/`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'cache-control': 'no-cache' },
      body: form(secrets),
    }),
    readExchange: ({ text }) => tokenIn(text),
    inspect: null,
    readInspection: null,
  }
}

function form(secrets: Secrets): string {
  return new URLSearchParams({
    client_key: secrets('TIKTOK_CLIENT_KEY') ?? '',
    client_secret: secrets('TIKTOK_CLIENT_SECRET') ?? '',
    grant_type: 'client_credentials',
  }).toString()
}

function tokenIn(text: string): Token | null {
  const { access_token: token, expires_in: seconds } = Object(jsonOrNull(text))
  if (typeof token !== 'string' || token === '') return null
  return { token, livesSeconds: typeof seconds === 'number' ? seconds : null }
}

/** The days in parts of about the same length; a day is the least. */
function split(at: Position, parts: number): readonly Position[] | null {
  const start = firstPage(positionOf(at))
  const from = dayNumber(dashed(start.from))
  const days = dayNumber(dashed(start.to)) - from + 1
  const count = Math.min(parts, days)
  if (count < 2) return null
  return Array.from({ length: count }, (_, index) => ({
    ...start,
    from: compact(from + Math.floor((days * index) / count)),
    to: compact(from + Math.floor((days * (index + 1)) / count) - 1),
  }))
}

function restart(at: Position): Position {
  return firstPage(positionOf(at))
}

/** An ad whose details could not be had in the end is kept as the list has it. */
function leaving(at: Position): readonly string[] {
  const position = positionOf(at)
  return position.step === 'detail' ? [position.item] : []
}

function dashed(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
}

function compact(day: number): string {
  return dayOfNumber(day).replaceAll('-', '')
}
