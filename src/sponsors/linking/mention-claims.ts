import { parseDisclaimer } from '../disclaimer/parse-disclaimer.ts'
import { stateCode } from '../matching/state-code.ts'
import type { Mention } from '../mention.ts'
import type { FederalOffice } from './claim-words.ts'
import { type NameClaims, nameClaims } from './name-claims.ts'
import type { RegistryIndex } from './registry-index.ts'

/** What a mention says: its payer texts and the names of its account, read. */
export interface MentionClaims {
  readonly payers: readonly NameClaims[]
  /** Names that speak against somebody are left out. */
  readonly pages: readonly NameClaims[]
  /** The registry is one of campaigns; else what is said of offices counts for nothing. */
  readonly isAmongCampaigns: boolean
  /** `federal`: an office of the federation is said. `open`: an office that may be. `none`: neither. */
  readonly ground: 'federal' | 'open' | 'none'
  readonly offices: ReadonlySet<FederalOffice>
  readonly states: ReadonlySet<string>
  readonly payerIsLocal: boolean
  readonly pageIsLocal: boolean
  readonly payerIsFederal: boolean
  readonly saysHouse: boolean
  /** Payer and page run for different offices. */
  readonly hasClash: boolean
  /** The payer is an office holder's office. */
  readonly isOffice: boolean
}

export function mentionClaims(index: RegistryIndex, mention: Mention): MentionClaims {
  const payers = payersOf(index, mention.payer)
  const pages = mention.accountNames.map(nameClaims).filter(({ exact, isOpposing }) => exact !== '' && !isOpposing)
  const all = [...payers, ...pages]
  const federal = new Set(all.flatMap(({ offices }) => [...offices]))
  const isFederal = federal.size > 0
  const saysSenate = all.some((claims) => claims.saysSenate)
  const hasDistrict = all.some((claims) => claims.hasDistrict)
  const isLocal = (claims: NameClaims) => claims.isLocal && claims.offices.size === 0
  const [payerIsLocal, pageIsLocal] = [payers.some(isLocal), pages.some(isLocal)]
  const isOpen = (saysSenate || hasDistrict) && !payerIsLocal && !pageIsLocal
  return {
    ...{ payers, pages, payerIsLocal, pageIsLocal, isAmongCampaigns: index.hasCampaigns },
    ground: !index.hasCampaigns ? 'none' : isFederal ? 'federal' : isOpen ? 'open' : 'none',
    offices: isFederal ? federal : possibleOffices(saysSenate, hasDistrict),
    states: statesOf(all, mention),
    payerIsFederal: payers.some(({ offices }) => offices.size > 0),
    saysHouse: all.some((claims) => claims.saysHouse),
    hasClash: runsForOther(payers, pages),
    isOffice: payers.some((claims) => claims.isOffice),
  }
}

function possibleOffices(saysSenate: boolean, hasDistrict: boolean): ReadonlySet<FederalOffice> {
  const offices = new Set<FederalOffice>()
  if (saysSenate) offices.add('S')
  if (hasDistrict) offices.add('H')
  return offices
}

/** What the names say; else where the ads ran, where that is one state. */
function statesOf(all: readonly NameClaims[], { state, country }: Mention): ReadonlySet<string> {
  const said = all.flatMap(({ states }) => [...states])
  const ran = stateCode(state, country)
  return new Set(said.length > 0 || ran === null ? said : [ran])
}

/** The text as a whole where it is a registered name; else its payers, and what stands on both sides of “dba”. */
function payersOf({ byExact }: RegistryIndex, text: string): readonly NameClaims[] {
  const whole = nameClaims(text)
  if (whole.exact === '') return []
  if (byExact.has(whole.exact)) return [whole]
  const names = parseDisclaimer(text).payers.flatMap((payer) => payer.split(/\bd\/?b\/?a\b/i))
  return names.map(nameClaims).filter(({ exact }) => exact !== '')
}

function runsForOther(payers: readonly NameClaims[], pages: readonly NameClaims[]): boolean {
  const paid = payers.flatMap(({ offices }) => [...offices])
  if (paid.length === 0) return false
  const shown = pages.flatMap(({ offices }) => [...offices])
  if (shown.length > 0) return !paid.some((office) => shown.includes(office))
  return !paid.includes('S') && pages.some(({ runsForSenate }) => runsForSenate)
}
