import type { HeldRecord, HeldVersion } from '../../../ports/registries.ts'

type Merged = Pick<HeldRecord, 'type' | 'country' | 'state' | 'facts'>

/** What a record's fact goes on with in another row, in mid-word (`remarks` and `remarks_continued`). */
const CONTINUED = '_continued'

/**
 * A record as of the newest: of each part the rows of its newest copy, parts one upon the other. Rows of one copy that say
 * different things of one fact are both heard.
 * @param versions the oldest first
 */
export function merged(versions: readonly HeldVersion[]): Merged {
  const newest = newestOfParts(versions)
  const last = <Key extends 'type' | 'country' | 'state'>(key: Key) =>
    newest.findLast((version) => version[key] !== null)?.[key] ?? null
  return { type: last('type'), country: last('country'), state: last('state'), facts: factsOf(newest) }
}

function newestOfParts(versions: readonly HeldVersion[]): readonly HeldVersion[] {
  const newest = new Map<string, HeldVersion>()
  for (const version of versions) newest.set(version.part, version)
  return versions.filter((version) => {
    const last = newest.get(version.part)
    return last !== undefined && last.pin.blob === version.pin.blob && last.from === version.from
  })
}

function factsOf(versions: readonly HeldVersion[]): Record<string, string> {
  const said = new Map<string, { readonly part: string; readonly texts: Set<string> }>()
  for (const { part, facts } of versions) {
    for (const [name, text] of Object.entries(facts)) {
      const known = said.get(name)
      if (known?.part === part) known.texts.add(text)
      else said.set(name, { part, texts: new Set([text]) })
    }
  }
  const told: Record<string, string> = {}
  for (const [name, { texts }] of said) told[name] = [...texts].join(name.endsWith(CONTINUED) ? '' : '; ')
  return joined(told)
}

function joined(told: Readonly<Record<string, string>>): Record<string, string> {
  const whole: Record<string, string> = {}
  for (const [name, text] of Object.entries(told).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!name.endsWith(CONTINUED)) whole[name] = text
    else whole[name.slice(0, -CONTINUED.length)] = `${told[name.slice(0, -CONTINUED.length)] ?? ''}${text}`
  }
  return whole
}
