import { instantOf } from '../../domain/calendar.ts'
import type { SourceId } from '../../domain/ids.ts'
import type { ApiCalls } from '../../ports/api-calls.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CrawlLog } from '../../ports/crawl-log.ts'
import type { Access, ApiAnswer, SecretRequest, Token } from '../../ports/crawling.ts'

export interface AccessDeps {
  readonly api: ApiCalls
  readonly crawlLog: CrawlLog
  readonly clock: Clock
}

interface Asking {
  readonly source: SourceId
  readonly access: Access | null
  readonly address: string
  readonly secrets: (setting: string) => string | null
  readonly signal: AbortSignal
}

/** What we show to a source. Tokens live here, for the length of a run, and nowhere else. */
export interface Session {
  /** For the next request; `later`: nobody gave us one now; null: none can be had, and a person must see to it. */
  readonly headers: () => Promise<Readonly<Record<string, string>> | 'later' | null>
  /** After a refusal: whether another token could be had. Asks for one once a run. */
  readonly renew: () => Promise<boolean>
  /** Tokens that were asked for: none of them may stand in anything that is kept. */
  readonly secrets: () => readonly string[]
}

/** A token is not used in its last minute. */
const MARGIN_MS = 60_000

export function session(deps: AccessDeps, asking: Asking): Session {
  const { access } = asking
  let held: { readonly token: string; readonly endsAt: number } | null = fixedToken(asking)
  const exchanged: string[] = []
  let renewals = 0
  const exchange = async () => {
    const token = await exchangedToken(deps, asking)
    if (token === 'later') return token
    held = token === null ? null : { token: token.token, endsAt: endOf(deps.clock, token) }
    if (token !== null) exchanged.push(token.token)
    return held
  }
  return {
    headers: async () => {
      if (access === null) return {}
      const isOver = held === null || held.endsAt - MARGIN_MS < deps.clock.now().getTime()
      const current = isOver && access.exchange !== null ? await exchange() : held
      if (current === 'later') return current
      if (current !== null) return access.headers(current.token)
      // An operator's own token that is needed was looked for before: this one is none that must be.
      return access.exchange === null ? {} : null
    },
    renew: async () => {
      if (access?.exchange == null || renewals > 0) return false
      renewals++
      const next = await exchange()
      return next !== null && next !== 'later'
    },
    secrets: () => exchanged,
  }
}

/** An optional token that is not set is none: the source is asked without. */
function fixedToken({ access, secrets }: Asking) {
  const token = access?.setting == null ? null : secrets(access.setting)
  return token === null ? null : { token, endsAt: Number.POSITIVE_INFINITY }
}

function endOf(clock: Clock, { livesSeconds }: Token): number {
  return livesSeconds === null ? Number.POSITIVE_INFINITY : clock.now().getTime() + livesSeconds * 1000
}

async function exchangedToken(deps: AccessDeps, asking: Asking): Promise<Token | 'later' | null> {
  const { access, secrets, address } = asking
  if (access?.exchange == null || access.readExchange === null) return null
  const answer = await secretly(deps, asking, access.exchange(secrets, address))
  const isBusy = answer === null || answer.status === 429 || answer.status >= 500
  return isBusy ? 'later' : access.readExchange(answer)
}

async function secretly({ api }: AccessDeps, { signal }: Asking, request: SecretRequest): Promise<ApiAnswer | null> {
  const answer = await api.ask(request, {}, signal)
  return 'noAnswer' in answer ? null : answer
}

const INSPECT_EVERY_MS = 12 * 3_600_000

/** How long the operator’s token lives, where its platform tells; asked twice a day at most. */
export async function inspectToken(deps: AccessDeps, asking: Asking): Promise<void> {
  const { access, secrets, address, source } = asking
  const request = access?.inspect?.(secrets, address) ?? null
  if (request === null || access?.readInspection == null) return
  const { tokenSeenAt } = await deps.crawlLog.standing(source)
  const now = deps.clock.now()
  if (tokenSeenAt !== null && now.getTime() - Date.parse(tokenSeenAt) < INSPECT_EVERY_MS) return
  const answer = await secretly(deps, asking, request)
  const life = answer === null ? null : access.readInspection(answer)
  if (life === null) return
  await deps.crawlLog.change(source, { tokenEndsAt: life.expiresAt, tokenSeenAt: instantOf(now) })
}

const TOLD_AT = [0, 1, 3, 14]

/** A sentence on the first run within 14, 3 and 1 days of a token’s end, and after it; null: nothing new to say. */
export async function tokenNotice({ crawlLog, clock }: AccessDeps, { source, access }: Asking): Promise<string | null> {
  const { tokenEndsAt, toldDays } = await crawlLog.standing(source)
  if (tokenEndsAt === null || access?.setting == null) return null
  const left = (Date.parse(tokenEndsAt) - clock.now().getTime()) / 86_400_000
  const due = TOLD_AT.find((days) => left <= days)
  if (due === undefined) {
    if (toldDays !== null) await crawlLog.change(source, { toldDays: null })
    return null
  }
  if (toldDays !== null && toldDays <= due) return null
  await crawlLog.change(source, { toldDays: due })
  const when = due === 0 ? 'has ended' : `ends on ${tokenEndsAt.slice(0, 10)}`
  return `The token in ${access.setting} ${when}: get a new one, as README.md says.`
}
