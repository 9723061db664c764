import { Problem } from '../../domain/errors.ts'

/** SN-12: what Snap and its advertisers write for nothing. */
const NOTHING = new Set(['', 'n/a', 'na', 'not applicable'])

export function isNothing(cell: string): boolean {
  return NOTHING.has(cell.trim().toLowerCase())
}

/** SN-9: lists are joined by `,` although items hold commas in brackets. Cut only at commas outside brackets. */
export function listItems(cell: string): string[] {
  const items: string[] = []
  let depth = 0
  let item = ''
  for (const character of cell) {
    if (character === '(') depth++
    if (character === ')') depth = Math.max(0, depth - 1)
    if (character === ',' && depth === 0) {
      items.push(item)
      item = ''
    } else {
      item += character
    }
  }
  return [...items, item].map((each) => each.trim()).filter((each) => each !== '')
}

const PROPERTY = /(?:^|,)(web_view_url|deep_link_uri|deep_link_ios_app|deep_link_android_app|ios_app|android_app):/g

/** `web_view_url:https://…,ios_app:…`: the addresses may hold `,` and `;` themselves, so cut at known names only. */
export function landingUrls(cell: string): string[] {
  const starts = [...cell.matchAll(PROPERTY)]
  if (starts.length === 0 && cell.trim() !== '') {
    throw new Problem('record.schema_changed', `CreativeProperties begins with a name new to us: ${cell.slice(0, 60)}`)
  }
  return starts.map((start, index) => cell.slice(start.index + start[0].length, starts[index + 1]?.index).trim())
}

/** Several addresses are joined by `;`, and the first holds none of its own. */
export function mediaUrls(cell: string): string[] {
  return cell.split(';').filter((url) => url.trim() !== '')
}
