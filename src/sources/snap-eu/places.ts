import { type Country, countryCode, countryName } from '../../domain/place.ts'

/** Snap writes lower-case codes, and Greece as the EU does (SN-13). */
const GREECE = { ours: 'GR', theirs: 'el' }

/** What the gallery can be asked about: the EU and Turkey. */
const COVERED = 'at be bg cy cz de dk ee el es fi fr hr hu ie it lt lu lv mt nl pl pt ro se si sk tr'.split(' ')

export function snapCode(code: string): string | null {
  const lower = code.trim().toLowerCase()
  const theirs = lower === GREECE.ours.toLowerCase() ? GREECE.theirs : lower
  return COVERED.includes(theirs) ? theirs : null
}

export const COVERED_CODES: readonly string[] = COVERED

/** Unknown codes are kept as they came. */
export function countryOfSnap(code: string): Country {
  try {
    const found = countryCode(code.toLowerCase() === GREECE.theirs ? GREECE.ours : code)
    return { name: countryName(found), code: found }
  } catch (error) {
    if (error instanceof RangeError) return { name: code, code: null }
    throw error
  }
}
