import { isGivenName } from '../names/given-names.ts'
import { AGENCY_EN, BODY_EN, TITLES_EN } from '../words/generic-words-en.ts'
import type { Office } from '../words/offices-en.ts'

/**
 * What sort of name it is: a campaign's (“… for Congress”), a person's, an office holder's official one (“Rep. …”), that
 * of a body or an agency; `other` where the words do not say.
 */
export type NameKind = 'campaign' | 'person' | 'official' | 'body' | 'agency' | 'other'

interface ReadSoFar {
  readonly tokens: readonly string[]
  readonly core: readonly string[]
  readonly offices: readonly Office[]
  readonly states: readonly string[]
}

const AGENCY = new Set(AGENCY_EN)
const BODY = new Set(BODY_EN)
const TITLES = new Set(TITLES_EN)
const OFFICIAL = new Set(
  'rep representative sen senator congressman congresswoman governor mayor delegate councilman councilwoman'.split(' '),
)
const CAMPAIGN = new Set('elect reelect vote votes voting campaign exploratory'.split(' '))
const STARTS =
  /^(friends (of|for)|committee (to|for)|comm to|cmte to|team|people for|volunteers for|neighbors for|amigos de) /

export function nameKind({ tokens, core, offices, states }: ReadSoFar): NameKind {
  const text = tokens.join(' ')
  const isCampaign =
    tokens.some((token) => CAMPAIGN.has(token)) || STARTS.test(text) || isForSomething(tokens, offices, states)
  const isBody = tokens.some((token) => BODY.has(token))
  if (isCampaign) return isBody ? 'body' : 'campaign'
  if (tokens.some((token) => AGENCY.has(token))) return 'agency'
  if (isBody) return 'body'
  if (OFFICIAL.has(tokens[0] ?? '') && core.length > 0) return 'official'
  return core.length >= 2 && core.length <= 4 && core.some(isGivenName) && isBare(tokens, core) ? 'person' : 'other'
}

function isForSomething(tokens: readonly string[], offices: readonly Office[], states: readonly string[]): boolean {
  const at = tokens.findIndex((token, index) => index > 0 && (token === 'for' || token === '4' || token === 'para'))
  if (at < 0) return false
  return offices.length > 0 || states.length > 0 || FOR_US.has(tokens.slice(at + 1).join(' '))
}

const FOR_US = new Set(['us', 'u s', 'america', 'the people', 'all', 'you', 'change'])

/** Nothing but the core, titles and initials. */
function isBare(tokens: readonly string[], core: readonly string[]): boolean {
  const known = new Set(core)
  return tokens.every((token) => known.has(token) || token.length === 1 || TITLES.has(token) || SUFFIX.test(token))
}

const SUFFIX = /^(jr|sr|ii|iii|iv)$/
