import { malformed } from './malformed.ts'

/**
 * spreadsheets turn ids into floats (`1.965E+18`), or round them to fifteen digits. The address of the post has all
 * of them, so it decides, as long as the id is the same number but for that.
 * @throws {Problem} `record.malformed`
 */
export function postId(cell: string, url: string): string {
  const id = cell.trim()
  const [, inUrl] = /\/status(?:es)?\/(\d{1,20})(?:[/?#]|$)/.exec(url.trim()) ?? []
  if (inUrl === undefined) {
    if (isExact(id)) return id
    throw malformed('Tweet Id', cell, 'no digits, and Tweet Url names no post')
  }
  if (id === '' || id === inUrl || isRounded(id, inUrl)) return inUrl
  throw malformed('Tweet Id', cell, `Tweet Url names another post, ${inUrl}`)
}

/** Beyond fifteen digits a spreadsheet writes zeros: an id that ends so may be rounded. */
function isExact(id: string): boolean {
  return /^\d{1,20}$/.test(id) && !(id.length > 15 && /0{3}$/.test(id))
}

const SPREADSHEET_DIGITS = 15

/** Whether the id is the post’s, written with fewer digits. */
function isRounded(id: string, post: string): boolean {
  const [, whole = '', fraction = '', exponent] = /^(\d{1,20})(?:\.(\d{1,20}))?(?:[eE]\+?(\d{1,2}))?$/.exec(id) ?? []
  if (whole === '') return false
  const digits = Math.min(SPREADSHEET_DIGITS, (whole + fraction).replace(/0+$/, '').length)
  if (exponent === undefined && whole.length <= SPREADSHEET_DIGITS) return false
  return Number(id).toPrecision(digits) === Number(post).toPrecision(digits)
}
