import { dayOfNumber } from '../../domain/days.ts'
import { countryOf } from '../countries.ts'
import type { Switches } from '../switches.ts'
import type { ToldAd, WorldDay } from '../world.ts'
import { type ApiContext, type ApiReply, type ApiRequestSeen, type ApiSandbox, jsonReply } from './api-sandbox.ts'
import { apiNames, digitsOf } from './names.ts'

const CLIENT_ID = 'sandbox-reddit-id'
const CLIENT_SECRET = 'sandbox-reddit-secret'
const TOKEN = 'sandbox-reddit-token'

/** r/RedditPoliticalAds as Reddit's API lists it: one post an ad, the newest first. */
export const redditSandbox: ApiSandbox = {
  source: 'reddit',
  settings: { REDDIT_CLIENT_ID: CLIENT_ID, REDDIT_CLIENT_SECRET: CLIENT_SECRET },
  answer,
}

function answer({ method, path, header, query, body }: ApiRequestSeen, context: ApiContext): ApiReply {
  if (path === '/api/v1/access_token') {
    const basic = `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`
    const isRight = header('authorization') === basic && body === 'grant_type=client_credentials'
    if (!isRight) return jsonReply({ message: 'Unauthorized', error: 401 }, 401)
    return jsonReply({ access_token: TOKEN, token_type: 'bearer', expires_in: 86_400, scope: '*' })
  }
  if (header('authorization') !== `bearer ${TOKEN}` && header('authorization') !== `Bearer ${TOKEN}`) {
    return jsonReply({ message: 'Unauthorized', error: 401 }, 401)
  }
  if (method !== 'GET' || path !== '/r/RedditPoliticalAds/new')
    return jsonReply({ message: 'Not Found', error: 404 }, 404)
  return listing(query, context)
}

/** A listing never goes past so many. */
const HORIZON = 1_000
const REPEATED = 12

function listing(query: URLSearchParams, { world, switches }: ApiContext): ApiReply {
  const limit = Math.min(Number(query.get('limit') ?? 25), 100)
  const all = inOrder(world, switches).slice(0, HORIZON)
  const place = all.findIndex(({ ad, copy }) => postName(ad, copy) === query.get('after')) + 1
  const children = all.slice(place, place + limit).map((each) => ({ kind: 't3', data: post(each, switches) }))
  const after = place + limit < all.length ? (children.at(-1)?.data.name ?? null) : null
  const limits = { 'x-ratelimit-used': '4', 'x-ratelimit-remaining': '596.0', 'x-ratelimit-reset': '310' }
  return jsonReply({ kind: 'Listing', data: { after, dist: children.length, children } }, 200, limits)
}

function inOrder(world: WorldDay, switches: Switches): readonly Nth[] {
  const ads = world
    .ads('reddit')
    .filter(({ isListed }) => isListed)
    .sort((a, b) => b.firstDay - a.firstDay || a.id.localeCompare(b.id))
  const times = switches.has('reddit.listing-1000') ? REPEATED : 1
  const all = ads.flatMap((ad, index) => Array.from({ length: times }, (_, copy) => ({ ad, index, copy })))
  return switches.has('reddit.deleted-post') ? all.filter(({ index }) => index % 10 !== 2) : all
}

interface Nth {
  readonly ad: ToldAd
  readonly index: number
  /** 0, but where the list is made longer than the horizon. */
  readonly copy: number
}

export function postName({ id }: ToldAd, copy = 0): string {
  return `t3_${BigInt(digitsOf(`${id}${copy === 0 ? '' : copy}`, 11)).toString(36)}`
}

function post({ ad, index, copy }: Nth, switches: Switches) {
  const isEdited = switches.has('reddit.edited-post') && index % 4 === 0
  const isDeleted = switches.has('reddit.removed-text') && index % 10 === 2
  const posted = ad.firstDay * 86_400
  const name = postName(ad, copy)
  return {
    name,
    id: name.slice(3),
    subreddit: 'RedditPoliticalAds',
    title: isDeleted ? '[deleted]' : apiNames(ad.sponsor, 'reddit').account,
    author: isDeleted ? '[deleted]' : 'redditads',
    selftext: isDeleted ? (index % 20 === 2 ? '[deleted]' : '[removed]') : body(ad, isEdited, switches),
    created_utc: posted,
    edited: isEdited ? posted + 90_000 : false,
    removed_by_category: null,
    permalink: `/r/RedditPoliticalAds/comments/${name.slice(3)}/`,
  }
}

function body(ad: ToldAd, isEdited: boolean, switches: Switches): string {
  const { sponsor, spent, shown } = ad
  const { payer } = apiNames(sponsor, 'reddit')
  const times = isEdited ? 2 : 1
  return [
    '**Ad Buyer Information and Related Data:**',
    `Buyer Name: ${apiNames(sponsor, 'reddit').account}`,
    ...(payer === null ? [] : [`Paid For By: ${payer}`]),
    `Country: ${countryOf(sponsor.aims).longName}`,
    // In Australia a dollar is another.
    `Amount Spent: ${sponsor.aims === 'US' ? 'USD ' : '$'}${(spent * times).toLocaleString('en-US')}`,
    `Impressions: ${(shown * times).toLocaleString('en-US')}`,
    ...(switches.has('reddit.unknown-label') ? ['Ad Format \\(new\\): promoted post'] : []),
    '**Ad Duration:**',
    `Start Date: ${usDay(ad.firstDay, switches.has('reddit.short-year'))}`,
    `End Date: ${usDay(ad.lastDay, false)}`,
    '**Subreddits:**',
    ...subreddits(ad).map((each) => `* r/${each}`),
  ].join('\n\n')
}

function usDay(day: number, isShort: boolean): string {
  const [year = '', month, dayOfMonth] = dayOfNumber(day).split('-')
  return `${month}/${dayOfMonth}/${isShort ? year.slice(2) : year}`
}

function subreddits({ regions }: ToldAd): readonly string[] {
  return regions.length === 0 ? ['politics'] : regions.map(({ name }) => name.replaceAll(' ', ''))
}
