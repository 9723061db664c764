import type { NewClaim } from '../ports/sponsor-store.ts'
import type { Mention } from '../sponsors/mention.ts'
import { declaredId, idText } from '../sponsors/names/declared-ids.ts'
import { nameForms } from '../sponsors/names/name-forms.ts'
import type { RegistryEntry } from '../sponsors/resolution.ts'

/** A link to a registry’s record, found by its name and what else is known. */
export interface Link {
  readonly mentionId: string
  readonly scheme: string
  readonly value: string
  readonly relation: 'same_as' | 'affiliated_with'
  readonly confidence: number
  readonly reason: string
}

/** Entries of loaded registries, by `scheme:id`. */
export type EntriesById = ReadonlyMap<string, RegistryEntry>

/** An id that more unrelated names declare says nothing of any of them. */
const MOST_NAMES = 5
const DECLARED = 0.9
const SHARED = 0.05

/** What accounts declare of themselves, and what was found: claims both, with who says so. */
export function claimsOf(mentions: readonly Mention[], links: readonly Link[], entries: EntriesById): NewClaim[] {
  const shared = sharedIds(mentions)
  const declared = mentions.flatMap(({ id, platform, registryIds }) =>
    idsOf(registryIds).map(({ scheme, value, text }) => ({
      ...{ mentionId: id, scheme, value },
      name: newestName(entries.get(text)),
      relation: 'same_as' as const,
      method: 'declared' as const,
      confidence: shared.has(text) ? SHARED : DECLARED,
      reason: shared.has(text) ? 'declared_by_many' : 'declared',
      source: platform,
    })),
  )
  return [...declared, ...links.map((link) => matched(link, entries))]
}

function matched(link: Link, entries: EntriesById): NewClaim {
  const name = newestName(entries.get(`${link.scheme}:${link.value}`))
  return { ...link, name, method: 'matched', source: link.scheme }
}

/** Mentions of which a registry’s record tells who they are. */
export function registeredMentions(claims: readonly NewClaim[]): ReadonlySet<string> {
  const telling = claims.filter(({ relation, confidence }) => relation === 'same_as' && confidence >= 0.5)
  return new Set(telling.map(({ mentionId }) => mentionId))
}

function idsOf(registryIds: readonly string[]) {
  const found = new Map(
    registryIds.flatMap((text) => {
      const id = declaredId(text)
      return id === null ? [] : [[idText(id), { ...id, text: idText(id) }] as const]
    }),
  )
  return [...found.values()]
}

function sharedIds(mentions: readonly Mention[]): ReadonlySet<string> {
  const names = new Map<string, Set<string>>()
  for (const { registryIds, payer, accountNames } of mentions) {
    if (registryIds.length === 0) continue
    const name = nameForms(payer === '' ? (accountNames[0] ?? '') : payer).n2
    for (const { text } of idsOf(registryIds)) names.set(text, (names.get(text) ?? new Set()).add(name))
  }
  return new Set([...names].filter(([, bearers]) => bearers.size > MOST_NAMES).map(([text]) => text))
}

/** As the latest copy that tells it has it: registries overwrite names. */
function newestName(entry: RegistryEntry | undefined): string | null {
  const names = (entry?.names ?? []).toSorted((a, b) => (b.to ?? b.from ?? '').localeCompare(a.to ?? a.from ?? ''))
  return names[0]?.name ?? null
}
