import type { SponsorType } from '../domain/sponsor.ts'
import { type NameReading, nameReading } from '../sponsors/matching/name-reading.ts'
import type { Mention } from '../sponsors/mention.ts'

/** What a sponsor goes by where none of its mentions says any name. */
export const UNNAMED = '(no name told)'

/** So much of a name is enough to tell it by. */
const LONGEST_NAME = 300

/**
 * The payer text under which most of its money was spent; where no payer is told, the newest account name. What is equal
 * goes by the number of mentions, then by the letters.
 */
export function sponsorName(mentions: readonly Mention[]): string {
  const names = new Map<string, { weight: number; mentions: number }>()
  for (const { payer, accountNames, weight } of mentions) {
    const name = clipped(payer.trim() === '' ? (accountNames[0] ?? '') : payer)
    if (name === '') continue
    const sum = names.get(name) ?? { weight: 0, mentions: 0 }
    names.set(name, { weight: sum.weight + (weight ?? 0), mentions: sum.mentions + 1 })
  }
  const [best] = [...names].sort(
    ([a, one], [b, other]) => other.weight - one.weight || other.mentions - one.mentions || (a < b ? -1 : 1),
  )
  return best === undefined ? UNNAMED : best[0]
}

function clipped(text: string): string {
  return [...text.trim()].slice(0, LONGEST_NAME).join('')
}

/** What kind of actor it is, as a registry says, else as far as the name's words tell. */
export function sponsorType(name: string, registryTypes: readonly string[]): SponsorType {
  const [told] = registryTypes.flatMap((type) => TYPES.get(type) ?? [])
  return told ?? (name === UNNAMED ? 'unknown' : typeOfName(nameReading(name)))
}

const TYPES: ReadonlyMap<string, SponsorType> = new Map(
  (['campaign', 'person', 'party', 'committee', 'non_profit', 'company', 'government_body'] as const).map((type) => [
    type,
    type,
  ]),
)

function typeOfName({ kind, isPac, words }: NameReading): SponsorType {
  if (kind === 'campaign' || kind === 'person' || kind === 'agency') return kind
  if (isPac) return 'committee'
  if (kind === 'body' && words.includes('party')) return 'party'
  return 'unknown'
}
