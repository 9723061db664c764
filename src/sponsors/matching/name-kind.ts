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
const CAMPAIGN = new Set('elect reelect vote votes voting campaign exploratory'.split(' '))
const STARTS =
  /^(friends (of|for)|committee (to|for)|comm to|cmte to|team|people for|citizens for|volunteers for|neighbors for|amigos de) /
const OFFICE_OF =
  /^(the )?((district|official) )?office of (the )?((us|u s|state|hon|honorable) )*(rep|representative|sen|senator|congressman|congresswoman|governor|gov|mayor|delegate|councilman|councilwoman|councilmember|assemblyman|assemblywoman|assemblymember|supervisor|commissioner) /

export function nameKind({ tokens, core, offices, states }: ReadSoFar): NameKind {
  const text = tokens.join(' ')
  const isCampaign =
    tokens.some((token) => CAMPAIGN.has(token)) ||
    isOfSomebody(text, core) ||
    isForSomething({ tokens, core, offices, states })
  const isBody = tokens.some((token) => BODY.has(token))
  if (OFFICE_OF.test(text) && core.length > 0 && !isCampaign) return 'official'
  if (isCampaign) return isBody ? 'body' : 'campaign'
  if (tokens.some((token) => AGENCY.has(token))) return 'agency'
  if (isBody) return 'body'
  const isTitled = TITLES.has(tokens[0] ?? '') && core.length <= 3
  const isNamed = core.length >= 2 && core.length <= 4 && (isTitled || core.some(isGivenName))
  return isNamed && isBare(tokens, core) ? 'person' : 'other'
}

/** “Friends of Doe”, “Committee to Elect Pat Doe”; what reads like a cause is none of a person's. */
function isOfSomebody(text: string, core: readonly string[]): boolean {
  return STARTS.test(`${text} `) && (core.length === 1 || (core.length <= 4 && core.some(isGivenName)))
}

/** “… for Congress”; “… for Ohio” only where what stands before it may be a person. */
function isForSomething({ tokens, core, offices, states }: ReadSoFar): boolean {
  const at = tokens.findIndex((token, index) => index > 0 && (token === 'for' || token === '4' || token === 'para'))
  if (at < 0) return false
  if (offices.length > 0) return true
  const isPerson = core.length === 1 || (core.length <= 4 && core.some(isGivenName))
  return isPerson && (states.length > 0 || FOR_US.has(tokens.slice(at + 1).join(' ')))
}

const FOR_US = new Set(['us', 'u s', 'america', 'the people', 'all', 'you', 'change'])

/** Nothing but the core, titles and initials. */
function isBare(tokens: readonly string[], core: readonly string[]): boolean {
  const known = new Set(core)
  return tokens.every((token) => known.has(token) || token.length === 1 || TITLES.has(token) || SUFFIX.test(token))
}

const SUFFIX = /^(jr|sr|ii|iii|iv)$/
