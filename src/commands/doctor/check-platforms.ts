import type { Config } from '../../config.ts'
import type { CrawlStanding } from '../../ports/crawl-log.ts'
import type { Crawling } from '../../ports/crawling.ts'
import type { Source } from '../../ports/source.ts'
import { counted } from '../../web/format.ts'
import { type Check, fail, ok, warn } from './check.ts'

interface Judged {
  readonly config: Config
  readonly sources: readonly Source[]
  /** By the name of the source; null where the archive could not be looked into. */
  readonly standings: ReadonlyMap<string, CrawlStanding> | null
  readonly now: Date
}

/** What each source with an API still wants of the operator: settings, a token that is accepted, and one that lasts. */
export function checkPlatforms({ config, sources, standings, now }: Judged): readonly Check[] {
  return sources.flatMap(({ manifest: { id }, crawling }) => {
    if (crawling === undefined) return []
    const isOn = config.collect.includes(id)
    const standing = standings?.get(id) ?? null
    return [checkNeeds(id, crawling, { config, isOn }), ...(isOn && standing !== null ? token(id, standing, now) : [])]
  })
}

interface Chosen {
  readonly config: Config
  readonly isOn: boolean
}

function checkNeeds(id: string, { needs }: Crawling, { config, isOn }: Chosen): Check {
  const name = `${id} settings`
  const isMade = ({ setting }: { readonly setting: string }) => config.platforms.settings.has(setting)
  const lacking = needs.filter((need) => need.isRequired && !isMade(need))
  if (lacking.length > 0) {
    const says = `not made: ${lacking.map(({ setting }) => setting).join(', ')}`
    const todo = lacking.map(({ setting, what }) => `${setting}: ${what}`).join(' ')
    return isOn ? fail(name, says, todo) : ok(name, `${says}; it needs them to be collected`)
  }
  const open = needs.filter((need) => !isMade(need)).map(({ setting }) => setting)
  return ok(name, open.length === 0 ? 'all are made' : `enough are made; not made: ${open.join(', ')}`)
}

/** From here on a person should see to it. */
const SOON_DAYS = 14

function token(
  id: string,
  { credential, tokenEndsAt, pausedAt, closedUntil, closedBecause }: CrawlStanding,
  now: Date,
) {
  return [
    ...accepted(id, credential),
    ...ending(id, tokenEndsAt, now),
    ...resting(id, { pausedAt, closedUntil, closedBecause }, now),
  ]
}

function accepted(id: string, credential: CrawlStanding['credential']): Check[] {
  if (credential === 'unknown') return [ok(`${id} token`, 'nothing was asked with it yet')]
  if (credential === 'good') return [ok(`${id} token`, 'it is accepted')]
  const todo = `See the last run of ${id} on the page of sources, give it a new one, and start again.`
  return [fail(`${id} token`, 'what we show is not accepted: nothing is collected', todo)]
}

function ending(id: string, endsAt: string | null, now: Date): Check[] {
  if (endsAt === null) return []
  const days = Math.floor((Date.parse(endsAt) - now.getTime()) / 86_400_000)
  const says =
    days < 0 ? `it ended on ${endsAt.slice(0, 10)}` : `it ends on ${endsAt.slice(0, 10)}, in ${counted(days, 'day')}`
  const name = `${id} token’s end`
  if (days < 0) return [fail(name, says, 'Get a new one: README.md says how.')]
  return [days > SOON_DAYS ? ok(name, says) : warn(name, says, 'Get a new one in time: README.md says how.')]
}

type Resting = Pick<CrawlStanding, 'pausedAt' | 'closedUntil' | 'closedBecause'>

function resting(id: string, { pausedAt, closedUntil, closedBecause }: Resting, now: Date): Check[] {
  if (pausedAt !== null)
    return [warn(`${id} paused`, `since ${pausedAt}`, `When it may go on: npx paidfor resume ${id}.`)]
  if (closedUntil === null || Date.parse(closedUntil) <= now.getTime()) return []
  return [ok(`${id} waits`, `it is not asked before ${closedUntil}: ${closedBecause ?? 'it asked us to wait'}`)]
}
