import { Problem } from '../domain/errors.ts'
import type { DownloadRequest } from '../ports/collecting.ts'
import type { Answer, Ask } from './ask.ts'
import { Passing } from './passing.ts'
import { type PatienceRules, type Patiently, patience } from './patience.ts'
import { isPassingStatus, retryAfterMs } from './retry.ts'
import { redirectedTo, shownAddress, webAddress } from './web-address.ts'

export interface VisitRules extends PatienceRules {
  readonly ask: Ask
}

/** One file being fetched: what was asked for, and how its place is spoken to. */
export interface Visit {
  readonly request: DownloadRequest
  /** When it began. */
  readonly now: Date
  readonly patiently: Patiently
  /** A larger file is refused. */
  readonly mostBytes: number
  /** A GET, within `patiently`, redirects within the origin followed. @throws {Passing} for 408, 425, 429, 5xx too */
  readonly ask: (headers: Readonly<Record<string, string>>) => Promise<Answer>
  /** `what` stands behind “it answered with”: “a web page”. */
  readonly suspect: (what: string) => Problem
  /** For a status that no caller knows what to do with. @throws {Problem} unless it says that there is no such file, which may be */
  readonly absent: (answer: Answer) => Promise<{ readonly kind: 'absent' }>
  readonly changesTooFast: () => Problem
}

const MOST_REDIRECTS = 3
const DEFAULT_HINT = 'set the address where it lies now'

/** @throws {Problem} `collect.refused` when the address must not be asked */
export function visitOf(rules: VisitRules, request: DownloadRequest): Visit {
  const url = webAddress(request.url)
  const address = shownAddress(url)
  const hint = request.hint ?? DEFAULT_HINT
  const { signal } = request
  const whatToDo = `look at it in a browser, and ${hint} if it has moved.`
  const failure = (code: 'collect.unreachable' | 'collect.suspect', text: string, status?: number) =>
    new Problem(code, `${address} ${text}: ${whatToDo}`, status === undefined ? {} : { details: { status } })
  const suspect = (what: string) => failure('collect.suspect', `answered with ${what}, of which nothing is kept`)

  let at = url
  async function ask(headers: Readonly<Record<string, string>>): Promise<Answer> {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const answer = await rules.ask({ url: at, headers, signal })
      const { status } = answer
      if (isPassingStatus(status)) throw await passing(answer, rules.clock.now())
      if (![301, 302, 303, 307, 308].includes(status)) return answer
      await answer.drop()
      at = redirectedTo(at, answer.header('location'), hint)
    }
    throw new Problem('collect.refused', `${address} sends us on and on: ${whatToDo}`)
  }

  async function absent(answer: Answer): Promise<{ readonly kind: 'absent' }> {
    await answer.drop()
    const { status } = answer
    if (status === 404 && request.mayBeAbsent) return { kind: 'absent' }
    if (status < 400) throw suspect(`${status}, which is no file`)
    const says = status === 404 || status === 410 ? 'is not there' : 'refuses the request'
    throw failure('collect.unreachable', `${says} (${status})`, status)
  }

  return {
    request,
    now: rules.clock.now(),
    patiently: patience(rules, { url, address, signal }),
    mostBytes: rules.limits.mostBytes,
    ask,
    suspect,
    absent,
    changesTooFast: () =>
      new Problem('collect.unreachable', `${address} changes faster than it can be fetched: try again later.`),
  }
}

async function passing(answer: Answer, now: Date): Promise<Passing> {
  await answer.drop()
  const wait = retryAfterMs(answer.header('retry-after'), answer.header('date'), now)
  return new Passing(`it answered ${answer.status}`, { retryAfterMs: wait })
}
