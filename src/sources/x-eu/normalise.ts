import { createHash } from 'node:crypto'
import {
  type Disclosure,
  type DisclosureFields,
  NOT_DISCLOSED,
  type TargetingChoice,
  type Told,
} from '../../domain/disclosure.ts'
import { Problem } from '../../domain/errors.ts'
import type { FileContext } from '../../ports/source.ts'
import { count, day, toldText } from './cells.ts'
import { parseRow, type XEuRow } from './columns.ts'
import { countryOfFile } from './country-of-file.ts'

/** A row of an export. It has no id: one is derived of the creative, the days, the segments and the country asked about. */
export function normaliseXEuRow(record: Readonly<Record<string, unknown>>, file?: FileContext): Disclosure {
  const row = parseRow(record)
  const country = countryOfFile(file?.name ?? '')
  const startsOn = day(row.startdate, 'Start date')
  const endsOn = day(row.enddate, 'End Date')
  const isReversed = startsOn !== null && endsOn !== null && endsOn < startsOn
  const facts = removalFacts(row)
  const fields: DisclosureFields = {
    advertiserName: toldText(row.advertisername),
    disclaimer: toldText(row.fundingentity),
    startsOn: startsOn ?? NOT_DISCLOSED,
    endsOn: endsOn ?? NOT_DISCLOSED,
    impressions: count(row.impressions, 'Impressions'),
    reach: count(row.reach, 'Reach'),
    countries: [{ name: country, code: country }],
    targeting: targeting(row),
    ...(facts === null ? {} : { otherFacts: facts }),
    ...(isReversed ? { remarks: ['ends_before_it_starts'] as const } : {}),
  }
  const segments = [row.targetedsegments.trim(), row.excludedtargetingsegments.trim()]
  return { adId: adId(row.creative.trim(), [startsOn, endsOn, country, ...segments]), observedAt: null, fields }
}

/** @throws {Problem} `record.malformed` for a row without a creative: two such could not be told apart */
function adId(creative: string, rest: readonly unknown[]): string {
  if (creative === '') throw new Problem('record.malformed', 'Creative is blank: nothing tells which ad it is')
  const hash = createHash('sha256')
    .update(JSON.stringify([creative, ...rest]))
    .digest('hex')
  const [, post] = /\/status(?:es)?\/(\d{1,20})(?:[/?#]|$)/.exec(creative) ?? []
  return post === undefined ? `c-${hash.slice(0, 16)}` : `${post}-${hash.slice(0, 8)}`
}

/** What stands between several segments is not confirmed: each cell is one text. */
function targeting(row: XEuRow): Told<readonly TargetingChoice[]> {
  const cells = [
    { mode: 'included', cell: row.targetedsegments },
    { mode: 'excluded', cell: row.excludedtargetingsegments },
  ] as const
  const choices = cells
    .filter(({ cell }) => cell.trim() !== '')
    .map(({ mode, cell }): TargetingChoice => ({ criterion: 'Segments', mode, values: [cell.trim()] }))
  return choices.length === 0 ? NOT_DISCLOSED : choices
}

/** Of ads that were taken down; null: the export has none of the columns. */
function removalFacts(row: XEuRow): Told<Readonly<Record<string, string>>> | null {
  const cells = [
    ['Facts and circumstances of removal', row.factsandcircumstancesofremoval],
    ['Enforcement action', row.enforcementaction],
    ['Statement of reason', row.statementofreason],
  ] as const
  if (cells.every(([, cell]) => cell === undefined)) return null
  const told = cells.filter(([, cell]) => cell !== undefined && cell.trim() !== '')
  return told.length === 0
    ? NOT_DISCLOSED
    : Object.fromEntries(told.map(([label, cell]) => [label, cell?.trim() ?? '']))
}
