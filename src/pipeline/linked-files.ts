import type { CalendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import type { ApiCalls, NoAnswer } from '../ports/api-calls.ts'
import type { Clock } from '../ports/clock.ts'
import type { Collecting, RemoteFile } from '../ports/collecting.ts'
import type { ApiAnswer } from '../ports/crawling.ts'
import { shownAddress } from './shown-address.ts'

interface LinkedDeps {
  readonly api: ApiCalls
  readonly clock: Clock
  readonly today: () => CalendarDate
}

interface PageRequest {
  readonly address: string
  readonly hint?: string
  readonly signal: AbortSignal
}

/**
 * The files that the page at the address links to, as the source reads it.
 * @throws {Problem} `collect.unreachable`, `collect.suspect` for a page that links to none, `collect.refused`, `import.stopped`
 */
export async function linkedFiles(
  deps: LinkedDeps,
  { filesIn }: Pick<Collecting, 'filesIn'>,
  request: PageRequest,
): Promise<readonly RemoteFile[]> {
  const { hint } = request
  const address = shownAddress(request.address)
  const answer = await patiently(deps, request)
  if ('noAnswer' in answer) throw new Problem('collect.unreachable', `${address} gave no answer: ${answer.noAnswer}.`)
  const { status, text } = answer
  const advice = hint === undefined ? '' : `; if it has moved, ${hint}`
  if (status !== 200) {
    const to = answer.header('location')
    const onwards = to === null ? '' : `, and sends us on to ${shownAddress(to)}, which is not followed`
    const message = `${address} answered with status ${status}${onwards}${advice}.`
    throw new Problem('collect.unreachable', message, { details: { status } })
  }
  const files = filesIn?.(text, request.address, deps.today()) ?? []
  if (files.length > 0) return files
  throw new Problem(
    'collect.suspect',
    `${address} links to no file of this source: nothing of it is believed${advice}.`,
  )
}

/** Milliseconds between tries: a page that fails passes by itself more often than not. */
const WAITS_MS = [5_000, 20_000, 80_000]

async function patiently({ api, clock }: LinkedDeps, { address, signal }: PageRequest): Promise<ApiAnswer | NoAnswer> {
  for (const waitMs of WAITS_MS) {
    const answer = await api.ask({ method: 'GET', url: address }, {}, signal)
    if ('status' in answer && answer.status < 500 && answer.status !== 429) return answer
    await clock.sleep(waitMs, signal)
  }
  return api.ask({ method: 'GET', url: address }, {}, signal)
}
