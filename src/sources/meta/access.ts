import { type Instant, instantOf } from '../../domain/calendar.ts'
import type { Access, ApiAnswer, SecretRequest, Secrets, TokenLife } from '../../ports/crawling.ts'
import { jsonOrNull } from '../shared/answer-json.ts'
import { apiVersion } from './request.ts'

/** A person's token of about 60 days, in a header: in the address it would stand in logs on its way. */
export const metaAccess: Access = {
  setting: 'META_ACCESS_TOKEN',
  headers: (token) => ({ authorization: `Bearer ${token}` }),
  exchange: null,
  readExchange: null,
  inspect,
  readInspection,
}

/** Only an app may ask about tokens. What is asked about stands in the address: `debug_token` takes it nowhere else. */
function inspect(secrets: Secrets, address: string): SecretRequest | null {
  const token = secrets('META_ACCESS_TOKEN')
  const app = secrets('META_APP_ID')
  const secret = secrets('META_APP_SECRET')
  if (token === null || app === null || secret === null) return null
  const query = new URLSearchParams({ input_token: token })
  const headers = { authorization: `Bearer ${app}|${secret}` }
  return { method: 'GET', url: `${address}/${apiVersion(secrets)}/debug_token?${query}`, headers }
}

/** Access to data may end before the token does; 0 is no end. */
function readInspection({ text }: ApiAnswer): TokenLife | null {
  const { data }: { readonly data?: unknown } = Object(jsonOrNull(text))
  const { is_valid: isValid, expires_at: expires, data_access_expires_at: access } = Object(data)
  if (typeof isValid !== 'boolean') return null
  const ends = [expires, access].filter((each) => typeof each === 'number' && each > 0)
  return { isValid, expiresAt: ends.length === 0 ? null : moment(Math.min(...ends)) }
}

function moment(seconds: number): Instant | null {
  try {
    return instantOf(new Date(seconds * 1000))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
