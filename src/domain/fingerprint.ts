import { createHash } from 'node:crypto'
import type { DisclosureFields } from './disclosure.ts'
import type { Sha256 } from './ids.ts'

/**
 * Equal for two records that say the same, whatever the order of their keys and of their sets, and whether shares came
 * with three decimals or six (MA-16: a collector's change of precision is no news).
 */
export function fingerprint(fields: DisclosureFields): Sha256 {
  return createHash('sha256').update(canonical(fields, '')).digest('hex') as Sha256
}

/** Lists whose order carries no meaning: Snap writes `ar,en` and `en,ar` for the same choice. */
const SETS = new Set(['languages', 'placements', 'countries', 'regions', 'audience', 'remarks', 'targeting', 'values'])

function canonical(value: unknown, key: string): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `"${value}"`
  if (typeof value === 'number') return String(key === 'share' ? Math.round(value * 1000) / 1000 : value)
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, ''))
    return `[${(SETS.has(key) ? items.sort() : items).join(',')}]`
  }
  return typeof value === 'object' && value !== null ? canonicalObject(value) : JSON.stringify(value)
}

function canonicalObject(value: object): string {
  let text = ''
  for (const name of inOrder(Object.keys(value))) {
    const each = (value as Record<string, unknown>)[name]
    if (each !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(each, name)}`
  }
  return `{${text}}`
}

/** Most objects have few keys, and many have them in order. */
function inOrder(names: string[]): string[] {
  for (let index = 1; index < names.length; index++) {
    if ((names[index - 1] ?? '') > (names[index] ?? '')) return names.sort()
  }
  return names
}
