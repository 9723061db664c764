import { grouped } from '../../domain/grouped.ts'
import type { CountryCode } from '../../domain/place.ts'
import type { ApiAnswer, Position, PublishedCount, Verdict } from '../../ports/crawling.ts'
import { type Json, objectIn } from '../shared/answer-json.ts'
import { documentItems } from '../shared/cut-json.ts'
import { commonError, errorText, said } from './errors.ts'
import { type AdvertiserPosition, type ListPosition, splitWindow } from './positions.ts'

/** No search gives more rows than that, whatever it counts. */
const MOST_ROWS = 1000
/** Into pieces that should hold about so many. */
const ROWS_A_PIECE = 600

export function readList(answer: ApiAnswer, at: ListPosition): Verdict {
  const body = objectIn(answer.text)
  const common = commonError(answer, body)
  if (common !== null || body === null) return common as Verdict
  if (!Array.isArray(body['value'])) return refusal(answer, at, body)
  return page(answer, at, countOf(body))
}

/** Odd, too long, not to be worked on. */
const OF_THE_SEARCH = [400, 413, 414, 422]

/** A text that the library does not take is left out and told, and the others are asked for; a page too large is not. */
function refusal({ status }: ApiAnswer, at: ListPosition, body: Json): Verdict {
  if (/limit of '?\d+'? for Top/i.test(errorText(body))) {
    return { is: 'reduce', what: 'more rows at once than the library allows' }
  }
  if (status === 400 && at.skip > 0)
    return capped(at, { kept: [], counts: [], lack: `it gives no more than ${at.skip} ads of a search` })
  if (OF_THE_SEARCH.includes(status) || (status === 200 && errorText(body) !== '')) {
    return { is: 'skip', what: `the search text “${at.search}” was refused${said(body)}`, kept: at.found }
  }
  return {
    is: 'refused',
    what: `status ${status}${said(body)}`,
    todo: 'Microsoft’s answer is none that we know: see whether its address or its API has changed.',
  }
}

function countOf(body: Json): number | null {
  const count = body['@odata.count']
  return typeof count === 'number' ? count : null
}

function page({ text }: ApiAnswer, at: ListPosition, count: number | null): Verdict {
  const rows = documentItems(text, [['value']]).map((row) => row.trim())
  const kept = [`{"listing":${text},"items":[]}`]
  const found = distinct([...at.found, ...rows])
  const reached = at.skip + rows.length
  const told = { kept, counts: countsOf(at, count) }
  const isBeyond = count === null ? reached >= MOST_ROWS : count >= MOST_ROWS && at.skip === 0
  if (isBeyond) {
    const pieces = splitWindow(at as unknown as Position, Math.max(2, Math.ceil((count ?? 0) / ROWS_A_PIECE)))
    if (pieces !== null) return { is: 'page', ...told, records: 0, next: pieces, remarks: [CUT_UP] }
  }
  if (rows.length === 0 && count !== null && reached < count) {
    return capped({ ...at, found }, { ...told, lack: `it counts ${count} ads and gave ${reached}` })
  }
  if (rows.length > 0 && (count === null || reached < count)) {
    const next = { ...at, skip: reached, found }
    return { is: 'page', ...told, records: 0, next: [next as unknown as Position] }
  }
  return end({ ...at, found }, { ...told, lack: lackOf(found.length, count) })
}

/** Why what was found may not be all; null: it is. */
function lackOf(found: number, count: number | null): string | null {
  if (count !== null && found < count) return `it counts ${count} ads and gave ${found}`
  const isAtCap = count === MOST_ROWS || (count === null && found >= MOST_ROWS)
  return isAtCap ? `it gives no more than ${MOST_ROWS} ads of a search` : null
}

const CUT_UP = 'more ads than the library gives of one search: the days were cut up'

/** Of the unit as a whole. A count at the cap may be the cap. */
function countsOf({ country, skip, isPart }: ListPosition, count: number | null): readonly PublishedCount[] {
  if (isPart || skip > 0 || count === null || count === MOST_ROWS) return []
  return [{ country: country as CountryCode, day: null, ads: count }]
}

interface Told {
  readonly kept: readonly string[]
  readonly counts: readonly PublishedCount[]
  /** Null: nothing is lacking. */
  readonly lack: string | null
}

/** No more rows are to be had: the days are cut up, or, where that cannot be, what there is is read. */
function capped(at: ListPosition, told: Told): Verdict {
  const pieces = splitWindow(at as unknown as Position, 2)
  if (pieces === null) return end(at, told)
  return { is: 'page', kept: told.kept, records: 0, next: pieces, counts: told.counts, remarks: [CUT_UP] }
}

/** A row without an id cannot be asked about: it is kept as it stands, and is put aside with its bytes when it is read. */
function end({ found, from }: ListPosition, { kept, counts, lack }: Told): Verdict {
  const odd = found.filter((row) => idIn(row, 'AdId') === null)
  const next = byAdvertiser(
    found.filter((row) => !odd.includes(row)),
    from,
  )
  const page = { is: 'page', kept: [...kept, ...odd], records: odd.length, next, counts } as const
  const remarks = [
    ...(lack === null ? [] : [lack]),
    ...(odd.length === 0 ? [] : [`rows without an AdId: ${odd.length}`]),
  ]
  return remarks.length === 0 ? page : { ...page, isCutShort: true, remarks }
}

/** One question an advertiser, however many ads it has; ads that name none go straight on. */
function byAdvertiser(rows: readonly string[], from: string): readonly Position[] {
  const groups = grouped(rows, (row) => idIn(row, 'AdvertiserId') ?? '')
  return [...groups].flatMap(([id, of]): readonly Position[] =>
    id === '' ? adPositions({ rows: of, from }, null) : [{ step: 'advertiser', id, rows: of, from }],
  )
}

export function adPositions(
  { rows, from }: Pick<AdvertiserPosition, 'rows' | 'from'>,
  advertiser: string | null,
): readonly Position[] {
  return rows.flatMap((row) => {
    const id = idIn(row, 'AdId')
    return id === null ? [] : [{ step: 'ad', id, row, advertiser, from }]
  })
}

function idIn(row: string, key: string): string | null {
  const id = objectIn(row)?.[key]
  return (typeof id === 'string' && id !== '') || typeof id === 'number' ? String(id) : null
}

/** A list that moves while we read it tells an ad twice. */
function distinct(rows: readonly string[]): string[] {
  return [...new Map(rows.map((row) => [idIn(row, 'AdId') ?? row, row])).values()]
}
