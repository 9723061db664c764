import type { Answer } from './answer.ts'
import type { Place } from './store.ts'
import type { Switches } from './switches.ts'

/** How long the traps last and how far they go. */
export interface TrapSettings {
  /** So many requests of each address are answered 429. */
  readonly throttled: number
  readonly retryAfterSeconds: number
}

interface Asked {
  readonly place: Place
  readonly switches: Switches
  /** Requests of the address before this one since the switches were set. */
  readonly before: number
  /** Where the same bundle lies on another port of this machine. */
  readonly neighbourUrl: string
  readonly settings: TrapSettings
}

/** What is answered in place of any file; null: no trap of this kind is set. */
export function trapAnswer({ place, switches, before, neighbourUrl, settings }: Asked): Answer | null {
  if (place.platform === 'snap') {
    const isThrottled = switches.has('snap.429') && before < settings.throttled
    return isThrottled ? refusal(429, { 'retry-after': String(settings.retryAfterSeconds) }) : null
  }
  if (switches.has('google.503')) return refusal(503, {})
  if (switches.has('google.redirect-private')) return redirect(neighbourUrl)
  if (switches.has('google.redirect-link-local')) return redirect('http://169.254.169.254/computeMetadata/v1/')
  if (switches.has('google.redirect-elsewhere')) return redirect('https://elsewhere.example/bundle.zip')
  return null
}

function redirect(location: string): Answer {
  return refusal(302, { location })
}

function refusal(status: number, headers: Readonly<Record<string, string>>): Answer {
  const body = Buffer.from(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${status}</Code></Error>`)
  return {
    status,
    headers: { ...headers, 'content-type': 'application/xml', 'content-length': String(body.length) },
    body,
  }
}

/** Where nothing lies, as the store says it. */
export function nothingThere(): Answer {
  return refusal(404, {})
}
