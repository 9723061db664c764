import { folded } from '../names/fold.ts'

const LANGUAGES =
  'en de fr es it pt nl sv da nb fi pl cs sk hu ro bg ru uk el tr hr sr sl lt lv et ar he fa zh ja ko'.split(' ')

/** Shorter names of countries, and names in use that the Unicode tables do not give. */
const ALSO: readonly (readonly [string, string])[] = [
  ['usa', 'US'],
  ['us', 'US'],
  ['u s', 'US'],
  ['u s a', 'US'],
  ['united states of america', 'US'],
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['uae', 'AE'],
  ['holland', 'NL'],
  ['russian federation', 'RU'],
  ['rossiiskaya federatsiya', 'RU'],
  ['czech republic', 'CZ'],
  ['republic of korea', 'KR'],
  ['prc', 'CN'],
]

let known: ReadonlyMap<string, string> | null = null

/** The country that a folded name (`deutschland`, `u s a`) stands for, ISO 3166-1 alpha-2; null where it is none. */
export function countryNamed(name: string): string | null {
  known ??= countryNames()
  return known.get(name) ?? null
}

/** The most tokens that a name of a country is looked for in. */
export const LONGEST_COUNTRY = 4

/** From Unicode’s tables, which come with Node. */
function countryNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>(ALSO)
  const tables = LANGUAGES.map((language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }))
  for (const code of codes()) {
    for (const table of tables) {
      const name = table.of(code)
      if (name !== undefined && !names.has(folded(name))) names.set(folded(name), code)
    }
  }
  return names
}

/** ISO’s own range of codes without those for private use (`AA`, `QM` to `QZ`, `XA` to `XZ`, `ZZ`). */
function codes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters
    .flatMap((first) => letters.map((second) => `${first}${second}`))
    .filter((code) => !/^(AA|Q[M-Z]|X|ZZ|E[UZ]|UN)/.test(code))
}
