import { malformed } from './malformed.ts'

/** The names under which answers and collectors keep the Library ID, best first. */
export const ID_FIELDS = ['id', 'adlib_id', 'ad_archive_id', 'ad_id', '_id'] as const

interface IdClues {
  /** What stands in the id fields, best first. */
  readonly candidates: readonly (string | null | undefined)[]
  readonly snapshotUrl: string | null | undefined
  /** A table may have been through a spreadsheet; an answer of the API has not. */
  readonly mayBeRounded: boolean
}

/**
 * The Library ID. A spreadsheet rounds ids (MA-5: `9.75734E+14`, `298233000000000`) but leaves the URL whole, so the URL
 * is believed first; the answers of 2019 have no other place for it.
 * @throws {Problem} `record.malformed` when no undamaged id is left.
 */
export function adId({ candidates, snapshotUrl, mayBeRounded }: IdClues): string {
  const inUrl = /[?&]id=(\d{5,20})(?!\d)/.exec(snapshotUrl ?? '')?.[1]
  if (inUrl !== undefined) return inUrl
  const written = candidates.find((each) => each !== null && each !== undefined && each.trim() !== '')
  const id = written == null ? null : mayBeRounded ? wholeId(written) : (/^\d{1,20}$/.exec(written.trim())?.[0] ?? null)
  if (id === null || id.length < 5)
    throw malformed('The record has no readable ad id', { field: 'id', value: written ?? null })
  return id
}

/** The digits of a page or ad id, or null when a spreadsheet has rounded them away. */
export function wholeId(text: string): string | null {
  const match = /^(\d{1,20})(\.0)?$/.exec(text.trim())
  const digits = match?.[1]
  if (digits === undefined) return null
  // A float holds 15 digits for certain; and one true id in a million ends in six zeros, but every rounded one does.
  const isRounded = (match?.[2] !== undefined && digits.length > 15) || /0{6}$/.test(digits)
  return isRounded ? null : digits
}
