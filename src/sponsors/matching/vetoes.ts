import { declaredId, isFecPseudoId } from '../names/declared-ids.ts'
import type { VetoId } from '../resolution.ts'
import { type Office, OPEN_OFFICES } from '../words/offices-en.ts'
import type { Collection } from './collection.ts'
import type { Profile } from './profile.ts'

export interface VetoContext {
  readonly features: Readonly<Record<string, number>>
  readonly collection: Collection
  /** One account under two names: what its names say of office or place is no contradiction. */
  readonly isRenamed: boolean
  /** Nothing but names was compared: no account. */
  readonly isNameAlone: boolean
}

/** What forbids joining two mentions, whatever speaks for it; each is shown to who reviews the pair. */
export function vetoesOf(a: Profile, b: Profile, context: VetoContext): readonly VetoId[] {
  const vetoes: VetoId[] = []
  const isOneId = context.features['exact_registry_id'] !== undefined
  if (haveOtherIds(a, b, context.collection)) vetoes.push('V1')
  if (isOneId) return vetoes
  if (areOther(a.country, b.country)) vetoes.push('V4')
  if (!context.isRenamed) vetoes.push(...vetoesOfNames(a, b))
  if (isAmbiguous(a, b, context)) vetoes.push('V8')
  return vetoes.sort()
}

function vetoesOfNames(a: Profile, b: Profile): readonly VetoId[] {
  const vetoes: VetoId[] = []
  if (areApart(a.states, b.states)) vetoes.push('V2')
  if (areOfficesApart(a.offices, b.offices)) vetoes.push('V3')
  if (areOther(a.side, b.side)) vetoes.push('V5')
  if (areApart(a.numbers, b.numbers)) vetoes.push('V6')
  if (areOther(a.suffix, b.suffix)) vetoes.push('V7')
  return vetoes
}

function areOther(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b
}

function areApart(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((value) => b.includes(value))
}

/** Offices are apart where neither may be what the other leaves open. */
export function areOfficesApart(a: readonly Office[], b: readonly Office[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((one) => b.some((other) => mayBeOneOffice(one, other)))
}

function mayBeOneOffice(a: Office, b: Office): boolean {
  return a === b || (OPEN_OFFICES[a] ?? []).includes(b) || (OPEN_OFFICES[b] ?? []).includes(a)
}

/** Different ids of one scheme and none in common; several pseudo-ids may be one organisation's. */
function haveOtherIds(a: Profile, b: Profile, collection: Collection): boolean {
  if (a.ids.length === 0 || b.ids.length === 0) return false
  const [ids, others] = [collection.tellingIds(a), collection.tellingIds(b)]
  return ids.some((text) => {
    const id = declaredId(text)
    if (id === null) return false
    const rivals = others.filter((other) => other.startsWith(`${id.scheme}:`))
    if (rivals.length === 0 || rivals.includes(text)) return false
    if (ids.some((mine) => rivals.includes(mine))) return false
    return !(isFecPseudoId(id) && rivals.every((rival) => isPseudo(rival)))
  })
}

function isPseudo(text: string): boolean {
  const id = declaredId(text)
  return id !== null && isFecPseudoId(id)
}

/**
 * A name that a registry has twice is nobody's: two records of a registry are two bodies, however alike their names, and
 * a mention whose name several registered bodies bear needs more than that name.
 */
function isAmbiguous(a: Profile, b: Profile, { features, collection, isNameAlone }: VetoContext): boolean {
  if (a.isRegistry && b.isRegistry) return true
  if (!isNameAlone || features['landing_domain'] !== undefined || features['same_state'] !== undefined) return false
  const keys = a.payers.map(({ forms }) => forms.n2).filter((key) => b.payers.some(({ forms }) => forms.n2 === key))
  const isPagesToo = features['page_name_n2'] !== undefined || features['also_page_name_n2'] !== undefined
  return (
    !isPagesToo && features['also_page_name_n4'] === undefined && keys.some((key) => collection.isAmbiguousName(key))
  )
}
