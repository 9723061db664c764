import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { PLATFORM_SECRETS } from './collecting.ts'
import type { Fault, Given } from './fault.ts'

/** Settings that may stand in a file, which the same name with `_FILE` names: what runs containers hands secrets over so. */
const SECRETS = [
  'DATABASE_URL',
  'DATABASE_PASSWORD',
  'ELASTICSEARCH_PASSWORD',
  'ELASTICSEARCH_API_KEY',
  ...PLATFORM_SECRETS,
] as const

const path = z.string().optional()

export const secretFileSettings = Object.fromEntries(SECRETS.map((name) => [`${name}_FILE`, path])) as Readonly<
  Record<`${(typeof SECRETS)[number]}_FILE`, typeof path>
>

interface Filled {
  /** What was made, with the content of the files under the names of the secrets. */
  readonly given: Given
  readonly faults: readonly Fault[]
  /** The setting under which the operator knows a secret. */
  readonly knownAs: (setting: string) => string
}

/** Reads the secrets that stand in files. */
export function withSecretFiles(made: Given): Filled {
  const given: Record<string, string> = { ...made }
  const faults: Fault[] = []
  const isFromFile = new Set<string>()
  for (const name of SECRETS) {
    const file = made[`${name}_FILE`]
    if (file === undefined) continue
    const content = contentOf(file)
    const says = made[name] === undefined ? content.says : `and ${name} are both made: leave one out`
    if (says !== null) faults.push({ setting: `${name}_FILE`, says })
    else {
      given[name] = content.text
      isFromFile.add(name)
    }
  }
  return { given, faults, knownAs: (setting) => (isFromFile.has(setting) ? `${setting}_FILE` : setting) }
}

/** Without the last line break, which editors add and nobody means. */
function contentOf(file: string): { readonly text: string; readonly says: string | null } {
  try {
    const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
    return { text, says: text === '' ? `names ${file}, which is empty` : null }
  } catch (cause) {
    return { text: '', says: `names ${file}, which cannot be read (${(cause as NodeJS.ErrnoException).code})` }
  }
}
