import type { RegistryStore } from '../ports/registries.ts'
import type { Mention } from '../sponsors/mention.ts'
import type { RegistryEntry, RegistryNames } from '../sponsors/resolution.ts'

/** Registers of those who pay for politics. What others list is compared elsewhere, and makes nobody one. */
const SCHEMES = ['us-fec', 'us-fara', 'gb-ec']

/** All that they hold; null: none is loaded. */
export async function registryNames(store: RegistryStore): Promise<RegistryNames | null> {
  const entries: RegistryEntry[] = []
  for await (const entry of store.entries(SCHEMES)) entries.push(entry)
  return entries.length === 0 ? null : { entries }
}

/** As many names of a few mentions are looked up. */
const MOST_NAMES = 60
const MOST_BEARERS = 20

/** Who bears the names of these mentions: enough to know that a name is borne by several. */
export async function registryAround(
  store: RegistryStore,
  mentions: readonly Mention[],
): Promise<RegistryNames | null> {
  const names = new Set(mentions.flatMap(({ payer, accountNames }) => [payer, ...accountNames.slice(0, 1)]))
  names.delete('')
  const entries = new Map<string, RegistryEntry>()
  for (const name of [...names].slice(0, MOST_NAMES)) {
    for (const found of await store.named(name, MOST_BEARERS)) {
      if (!SCHEMES.includes(found.scheme)) continue
      const id = `${found.scheme}:${found.key}`
      const known = entries.get(id)?.names ?? []
      const names = [...known, { name: found.name, from: found.from, to: found.to }]
      entries.set(id, { ...NOBODY, scheme: found.scheme, id: found.key, names })
    }
  }
  return entries.size === 0 ? null : { entries: [...entries.values()] }
}

const NOBODY = { type: 'unknown', country: null, state: null, candidates: [], facts: {} } as const
