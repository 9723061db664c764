import type { ApiContext, ApiReply, ApiRequestSeen } from './api-sandbox.ts'
import { counted } from './api-sandbox.ts'
import { metaError, metaReply } from './meta-answers.ts'

/** Secrets of nobody: they open nothing but the sandbox. */
export const TOKEN = 'EAAsandboxTokenOfNobody0123456789abcdef'
/** What the first is exchanged for. */
export const NEW_TOKEN = 'EAAsandboxNewTokenOfNobody0123456789abc'
export const APP_ID = '999900001234567'
export const APP_SECRET = 'sandboxAppSecretOfNobody'

const LIVES_SECONDS = 5_183_944
/** Calls after which it has expired, with the switch on. */
const CALLS = 3

export function shownToken({ header, query }: ApiRequestSeen): string | null {
  const [, bearer] = /^(?:Bearer|OAuth) (\S+)$/.exec(header('authorization') ?? '') ?? []
  return bearer ?? query.get('access_token')
}

/** Why the caller is refused; null: it is not. Counts the calls made with the token. */
export function tokenTrouble(request: ApiRequestSeen, { switches, memory }: ApiContext): ApiReply | null {
  const token = shownToken(request)
  if (token === null) {
    return metaError({ status: 400, code: 104, message: 'An access token is required to request this resource.' })
  }
  if (token !== TOKEN && token !== NEW_TOKEN) {
    return metaError({ status: 400, code: 190, message: `Malformed access token ${token}` })
  }
  const isLimited = switches.has('meta.token-expired-midwalk') && token === TOKEN
  if (!isLimited || counted(memory, 'calls with the token') < CALLS) return null
  const message = 'Error validating access token: Session has expired.'
  return metaError({ status: 400, code: 190, subcode: 463, message })
}

/** `debug_token` and `oauth/access_token`; null: neither is asked. */
export function tokenAnswer(request: ApiRequestSeen, context: ApiContext): ApiReply | null {
  if (request.path.endsWith('/debug_token')) return debugged(request, context)
  return request.path.endsWith('/oauth/access_token') ? exchanged(request) : null
}

function debugged(request: ApiRequestSeen, { now, switches, memory }: ApiContext): ApiReply {
  if (shownToken(request) !== `${APP_ID}|${APP_SECRET}`) {
    return metaError({ status: 400, code: 190, message: 'Invalid OAuth access token.' })
  }
  const asked = request.query.get('input_token')
  const used = (memory.get('calls with the token') as number | undefined) ?? 0
  const isExpired = switches.has('meta.token-expired-midwalk') && asked === TOKEN && used > CALLS
  const seconds = Math.floor(now.getTime() / 1000)
  const data = {
    app_id: APP_ID,
    type: 'USER',
    application: 'sandbox',
    data_access_expires_at: seconds + 60 * 86_400,
    expires_at: isExpired ? seconds - 60 : seconds + 45 * 86_400,
    is_valid: (asked === TOKEN || asked === NEW_TOKEN) && !isExpired,
    issued_at: seconds - 15 * 86_400,
    scopes: ['ads_read', 'public_profile'],
    user_id: '999900000000001',
  }
  return metaReply({ data }, 200, {})
}

function exchanged({ query }: ApiRequestSeen): ApiReply {
  const isOurs = query.get('client_id') === APP_ID && query.get('client_secret') === APP_SECRET
  const token = query.get('fb_exchange_token')
  const isKnown = query.get('grant_type') === 'fb_exchange_token' && (token === TOKEN || token === NEW_TOKEN)
  if (!isOurs || !isKnown) return metaError({ status: 400, code: 101, message: 'Error validating client secret.' })
  return metaReply({ access_token: NEW_TOKEN, token_type: 'bearer', expires_in: LIVES_SECONDS }, 200, {})
}
