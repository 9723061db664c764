import type { RegistryNames } from '../resolution.ts'
import { isPersonal } from './name-match.ts'
import type { Profile } from './profile.ts'
import { registryKeys } from './registry-keys.ts'
import { WEIGHTS } from './weights.ts'

/** What the mentions, taken together, say of words, ids and accounts. Counts are coarse: a few new ones change nothing. */
export interface Collection {
  /** A weight: how few persons bear a word. */
  rarity(word: string): number
  isSharedAccount(account: string): boolean
  /** Ids that tell: one that too many unrelated names declare is none. */
  tellingIds(profile: Profile): readonly string[]
  sharedIds(a: Profile, b: Profile): readonly string[]
  /** Whether several bodies of the loaded registry have this n2. */
  isAmbiguousName(n2: string): boolean
}

/** An id that more unrelated names declare is no identifier. */
export const MOST_NAMES_OF_AN_ID = 5
/** An account on which more unrelated payers stand belongs to none of them. */
const MOST_PAYERS_OF_AN_ACCOUNT = 2

export function collection(profiles: readonly Profile[], registry: RegistryNames | null): Collection {
  const bearers = bearersOf(profiles)
  const shared = sharedAccounts(profiles)
  const untelling = untellingIds(profiles)
  const ambiguous = registryKeys(registry)
  const tellingIds = ({ ids }: Profile) => (untelling.size === 0 ? ids : ids.filter((id) => !untelling.has(id)))
  return {
    rarity: (word) => rarityOf(bearers.get(word)?.size ?? 0),
    isSharedAccount: (account) => shared.has(account),
    tellingIds,
    sharedIds: (a, b) => (a.ids.length === 0 || b.ids.length === 0 ? [] : common(tellingIds(a), tellingIds(b))),
    isAmbiguousName: (n2) => ambiguous.has(n2),
  }
}

function rarityOf(bearers: number): number {
  if (bearers <= 1) return WEIGHTS.bornByOne
  if (bearers <= 2) return WEIGHTS.bornByFew
  return bearers <= 9 ? WEIGHTS.bornBySome : WEIGHTS.bornByMany
}

function common(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.filter((value) => b.includes(value))
}

/** For each word, the other words that stand beside it in names of persons: so many bear it. */
function bearersOf(profiles: readonly Profile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const bearers = new Map<string, Set<string>>()
  for (const { person } of profiles) {
    if (person === null || person.core.length < 2 || !isPersonal(person)) continue
    for (const [index, word] of person.core.entries()) {
      const beside = person.core[index === person.core.length - 1 ? 0 : person.core.length - 1] ?? ''
      const known = bearers.get(word) ?? new Set()
      if (known.size <= 10) bearers.set(word, known.add(beside))
    }
  }
  return bearers
}

/** Accounts on which several pay that have nothing to do with each other, or that go by too many names to be anybody's. */
function sharedAccounts(profiles: readonly Profile[]): ReadonlySet<string> {
  const payers = new Map<string, Set<string>>()
  const names = new Map<string, Set<string>>()
  for (const {
    account,
    payers: [payer],
    pages,
    isPageRelated,
  } of profiles) {
    if (account === '') continue
    for (const page of pages) add(names, account, page.gluedCore)
    if (payer !== undefined && pages.length > 0 && !isPageRelated) add(payers, account, payer.gluedCore)
  }
  const isOver = (counts: ReadonlyMap<string, ReadonlySet<string>>, most: number) =>
    [...counts].filter(([, each]) => each.size > most).map(([account]) => account)
  return new Set([...isOver(payers, MOST_PAYERS_OF_AN_ACCOUNT), ...isOver(names, MOST_NAMES_OF_AN_ID)])
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key)
  if (known === undefined) sets.set(key, new Set([value]))
  else known.add(value)
}

function untellingIds(profiles: readonly Profile[]): ReadonlySet<string> {
  const names = new Map<string, Set<string>>()
  for (const { ids, payers, pages, isRegistry } of profiles) {
    if (isRegistry) continue
    const name = (payers[0] ?? pages[0])?.gluedCore ?? ''
    for (const id of ids) add(names, id, name)
  }
  return new Set([...names].filter(([, bearers]) => bearers.size > MOST_NAMES_OF_AN_ID).map(([id]) => id))
}
