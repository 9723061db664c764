import { parseDisclaimer } from '../disclaimer/parse-disclaimer.ts'
import type { Mention } from '../mention.ts'
import { declaredId, idText } from '../names/declared-ids.ts'
import { registrableDomain } from '../names/registrable-domain.ts'
import type { Office } from '../words/offices-en.ts'
import type { AccountOf } from './account-key.ts'
import { isRelated } from './name-match.ts'
import { type NameReading, nameReading } from './name-reading.ts'
import { stateCode } from './state-code.ts'

/** A mention, read once: everything that matching asks of it. */
export interface Profile {
  readonly id: string
  readonly platform: string
  readonly isRegistry: boolean
  /** `platform account`, the newest id of an account; empty: none. */
  readonly account: string
  readonly payers: readonly NameReading[]
  readonly pages: readonly NameReading[]
  readonly funders: readonly NameReading[]
  /** The fullest name of who it is about; null where it names nobody in particular. */
  readonly person: NameReading | null
  /** Whether the page's name has to do with the payer's. */
  readonly isPageRelated: boolean
  readonly offices: readonly Office[]
  readonly states: readonly string[]
  readonly numbers: readonly string[]
  readonly side: 'yes' | 'no' | null
  readonly suffix: string | null
  readonly ids: readonly string[]
  readonly domains: readonly string[]
  readonly country: string | null
  readonly weight: number | null
}

/** Reads a name; the same text is read once. */
export type ReadName = (text: string) => NameReading

export function readingOnce(): ReadName {
  const known = new Map<string, NameReading>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const reading = nameReading(text)
    known.set(text, reading)
    return reading
  }
}

export function profile(mention: Mention, read: ReadName, accountOf: AccountOf): Profile {
  const disclaimer = parseDisclaimer(mention.payer)
  const payers = disclaimer.payers.map(read).filter(isTold)
  const pages = mention.accountNames.map(read).filter(isTold)
  const isPageRelated = payers.length === 0 || pages.some((page) => payers.some((payer) => isRelated(page, payer)))
  const isHired = payers.every(({ kind }) => kind === 'agency' || kind === 'person')
  const said = saidOf(payers, isPageRelated || isHired ? pages : [])
  const told = stateCode(mention.state, mention.country)
  return {
    ...{ id: mention.id, platform: mention.platform },
    isRegistry: mention.platform === 'registry',
    account: accountOf(mention),
    ...{ payers, pages, isPageRelated },
    funders: disclaimer.funders.map(read),
    person: personOf(payers, pages, isPageRelated),
    ...said,
    states: told === null ? said.states : [...new Set([told, ...said.states])],
    ids: [...new Set([...mention.registryIds, ...disclaimer.ids].map(oneId).filter((id) => id !== ''))].sort(),
    domains: [...new Set(mention.landingDomains.map(registrableDomain).filter((domain) => domain !== null))].sort(),
    ...{ country: mention.country, weight: mention.weight },
  }
}

/** What a mention says, in one text: equal for those that say the same, and an order that does not hang on ids or places. */
export function contentOf(mention: Mention): string {
  return JSON.stringify([
    ...[mention.platform, mention.accountId, mention.payer, ...mention.accountNames, mention.country, mention.state],
    ...[...mention.landingDomains, ...mention.registryIds, mention.firstSeen, mention.lastSeen, mention.weight],
  ])
}

function isTold({ forms }: NameReading): boolean {
  return forms.n2 !== ''
}

function oneId(text: string): string {
  const id = declaredId(text)
  return id === null ? '' : idText(id)
}

type Said = Pick<Profile, 'offices' | 'states' | 'numbers' | 'side' | 'suffix'>

/** What the payer says counts; where it says nothing, what the page says. */
function saidOf(payers: readonly NameReading[], pages: readonly NameReading[]): Said {
  const first = <Value>(of: (reading: NameReading) => readonly Value[]): readonly Value[] => {
    const byPayer = [...new Set(payers.flatMap(of))]
    return byPayer.length > 0 ? byPayer : [...new Set(pages.slice(0, 1).flatMap(of))]
  }
  return {
    offices: first(({ offices }) => offices),
    states: first(({ states }) => states),
    numbers: first(({ numbers }) => numbers),
    side: first(({ side }) => (side === null ? [] : [side]))[0] ?? null,
    suffix: first(({ suffix }) => (suffix === null ? [] : [suffix]))[0] ?? null,
  }
}

/** Of payer and page the one that says more, where they agree; else who pays. */
function personOf(
  payers: readonly NameReading[],
  pages: readonly NameReading[],
  isPageRelated: boolean,
): NameReading | null {
  const payer = payers[0] ?? null
  const page = pages[0] ?? null
  if (payer === null || (page !== null && isPageRelated && isFuller(page, payer))) return page
  return payer.core.length === 0 ? page : payer
}

function isFuller(page: NameReading, payer: NameReading): boolean {
  const isShort = page.core.length <= 4 && page.kind !== 'body' && page.kind !== 'agency'
  return isShort && page.core.length > payer.core.length
}
