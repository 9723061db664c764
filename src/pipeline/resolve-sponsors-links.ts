import { linkMention } from '../sponsors/linking/link-mention.ts'
import { registryIndex } from '../sponsors/linking/registry-index.ts'
import type { Mention } from '../sponsors/mention.ts'
import type { RegistryEntry, RegistryNames } from '../sponsors/resolution.ts'
import type { Link } from './resolve-sponsors-claims.ts'

/** The records that mentions are, by scheme one at most, where that is sure enough without a person. */
export function linksOf(mentions: readonly Mention[], registry: RegistryNames): Link[] {
  return [...byScheme(registry)].flatMap(([, entries]) => {
    const index = registryIndex(entries)
    return mentions.flatMap((mention) => {
      const { decision, registryId, relation, confidence, reason, scheme } = linkMention(index, mention)
      if (decision !== 'auto' || registryId === null || relation === null) return []
      return [{ mentionId: mention.id, scheme, value: registryId, relation, confidence, reason }]
    })
  })
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
