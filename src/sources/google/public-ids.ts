/**
 * The ids of `Public_IDs_List` by kind, as facts. The list is joined by `, ` and ids hold commas of their own, so it is
 * cut at the known beginnings only. What does not look like an id of its kind (G-8: a letter O for a zero stays, an
 * address does not) is in the raw text alone. A shared id is evidence, not identity (G-10): it joins nobody.
 */
export function publicIdFacts(text: string): Readonly<Record<string, string>> {
  const raw = text.trim()
  if (raw === '') return {}
  const facts: Record<string, string> = { 'Public ids': raw }
  for (const [, kind = '', id = ''] of raw.matchAll(ITEM)) {
    const told = KINDS.get(kind.toUpperCase())
    const found = told?.read(id.trim()) ?? null
    if (told === undefined || found === null) continue
    const before = facts[told.label]
    facts[told.label] = before === undefined ? found : `${before}; ${found}`
  }
  return facts
}

const BEGINNING = 'FEC ID|EIN ID|Registered in'
const ITEM = new RegExp(`(?:^|,\\s*)(${BEGINNING})\\s(.*?)(?=,\\s*(?:${BEGINNING})\\s|$)`, 'gi')

interface Kind {
  readonly label: string
  readonly read: (id: string) => string | null
}

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['FEC ID', { label: 'FEC id', read: (id) => /^[CHSP][0-9A-Z]{8}$/i.exec(id)?.[0].toUpperCase() ?? null }],
  ['EIN ID', { label: 'EIN', read: (id) => /^\d{2}-?\d{7}$/.exec(id)?.[0] ?? null }],
  ['REGISTERED IN', { label: 'State registration', read: registration }],
])

/** `US-WI 0106228`; often the number is missing, in the newest file 723 times. */
function registration(id: string): string | null {
  const [, state, number] = /^([A-Z]{2}-[A-Z0-9]{1,3})(?:\s+(.*))?$/i.exec(id) ?? []
  if (state === undefined) return null
  return number === undefined || number === '' ? `${state} (no number)` : `${state} ${number}`
}
