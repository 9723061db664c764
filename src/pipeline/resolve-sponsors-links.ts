import { linkMention } from '../sponsors/linking/link-mention.ts'
import { registryIndex } from '../sponsors/linking/registry-index.ts'
import type { Mention } from '../sponsors/mention.ts'
import type { RegistryEntry, RegistryNames } from '../sponsors/resolution.ts'
import type { Link } from './resolve-sponsors-claims.ts'

/** The records that mentions are, by scheme one at most, where that is sure enough without a person. */
export function linksOf(mentions: readonly Mention[], registry: RegistryNames): Link[] {
  return [...byScheme(registry)].flatMap(([, entries]) => {
    const index = registryIndex(entries)
    const country = onlyCountry(entries)
    return mentions.flatMap((mention) => {
      if (isElsewhere(mention, country)) return []
      const { decision, registryId, relation, confidence, reason, scheme } = linkMention(index, mention)
      if (decision !== 'auto' || registryId === null || relation === null) return []
      return [{ mentionId: mention.id, scheme, value: registryId, relation, confidence, reason }]
    })
  })
}

/** Where all of a registry's records are; null: in several countries, or nobody told. */
function onlyCountry(entries: readonly RegistryEntry[]): string | null {
  const countries = new Set(entries.map(({ country }) => country))
  const [only = null] = countries
  return countries.size === 1 ? only : null
}

/** Who runs ads in another country alone is linked by no name: `linkMention` would say no more than that. */
function isElsewhere(mention: Mention, country: string | null): boolean {
  return country !== null && mention.country !== null && mention.country !== country
}

function byScheme({ entries }: RegistryNames): ReadonlyMap<string, readonly RegistryEntry[]> {
  const schemes = new Map<string, RegistryEntry[]>()
  for (const entry of entries) {
    const known = schemes.get(entry.scheme)
    if (known === undefined) schemes.set(entry.scheme, [entry])
    else known.push(entry)
  }
  return schemes
}
