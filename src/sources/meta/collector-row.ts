import { z } from 'zod'
import { type CountryCode, countryCode } from '../../domain/place.ts'
import { adId, ID_FIELDS } from './ad-id.ts'
import { ageGenderSchema, deliverySchema, type RawAgeGender, type RawRegion, regionSchema } from './archived-ad.ts'
import { filled, structuredCell, textsIn, wordsIn } from './cell.ts'
import { ageGenderOf } from './collector-columns.ts'
import { derivedFigures, rangeIn } from './collector-ranges.ts'
import { unmangled } from './mac-roman.ts'
import { malformed } from './malformed.ts'
import { regionOfMeta, soleCountry } from './places.ts'
import type { Maybe, RawAd } from './raw-ad.ts'
import { adTexts } from './texts.ts'

const SWITZERLAND = countryCode('CH')

/** Cells by column. Any column may be missing, and any other may be there. */
const rowSchema = z.record(z.string(), z.string())
type Row = z.infer<typeof rowSchema>

/** @throws {Problem} `record.malformed` when a cell that matters cannot be read. */
export function readCollectorRow(record: Readonly<Record<string, unknown>>): RawAd {
  const { row, repaired } = repairedRow(record)
  const cell = (...columns: string[]) => cellOf(row, columns)
  return {
    adId: adId({
      mayBeRounded: true,
      candidates: ID_FIELDS.map((column) => filled(row[column])),
      snapshotUrl: row['ad_snapshot_url'],
    }),
    fetchedAt: cell('crawl_timestamp'),
    pageName: cell('page_name'),
    pageId: cell('page_id'),
    disclaimer: mapped(cell('bylines', 'funding_entity'), (text) => textsIn(text).join('; ')),
    texts: adTexts((column) => mapped(cell(column), textsIn)),
    createdAt: cell('ad_creation_time'),
    startsAt: cell('ad_delivery_start_time'),
    stopsAt: mapped(cell('ad_delivery_stop_time'), (text) => (isStillRunning(text) ? null : text)),
    currency: cell('currency'),
    spend: rangeIn(row, ['spend']),
    impressions: rangeIn(row, ['impressions']),
    audienceSize: rangeIn(row, ['estimated_audience_size', 'potential_reach']),
    audience: audienceIn(row),
    regions: regionsIn(row),
    platforms: mapped(cell('publisher_platforms', 'publisher_platform'), wordsIn),
    languages: mapped(cell('languages'), wordsIn),
    delivery: deliveryIn(row),
    homeCountry: homeCountryOf(row),
    derived: derivedFigures(row),
    byCollector: true,
    repaired,
  }
}

/** The row with its letters restored where the whole cell allows it (MA-6). */
function repairedRow(record: Readonly<Record<string, unknown>>): { readonly row: Row; readonly repaired: boolean } {
  const parsed = rowSchema.safeParse(record)
  if (!parsed.success) {
    throw malformed('The row is not made of texts', { field: 'row', value: record, cause: parsed.error })
  }
  const restored = Object.entries(parsed.data).flatMap(([column, cell]): [string, string][] => {
    const text = unmangled(cell)
    return text === null ? [] : [[column, text]]
  })
  return { row: { ...parsed.data, ...Object.fromEntries(restored) }, repaired: restored.length > 0 }
}

/** The first of the columns that is filled; null when they are there and blank, undefined when there is none. */
function cellOf(row: Row, columns: readonly string[]): Maybe<string> {
  const there = columns.filter((column) => row[column] !== undefined)
  if (there.length === 0) return undefined
  return there.map((column) => filled(row[column])).find((text) => text !== null) ?? null
}

function mapped<Value>(cell: Maybe<string>, read: (text: string) => Value | null): Maybe<Value> {
  return cell === null || cell === undefined ? cell : read(cell)
}

/** MA-8: what collectors wrote as the stop of an ad that has none. */
function isStillRunning(text: string): boolean {
  return text.trim() === '999' || text.trim().toLowerCase() === 'still running'
}

function audienceIn(row: Row): Maybe<RawAgeGender[]> {
  const column = 'demographic_distribution'
  if (row[column] !== undefined) return listIn(row, column, z.array(ageGenderSchema))
  const wide = Object.keys(row).flatMap((name) => {
    const group = ageGenderOf(name)
    return group === null ? [] : [{ ...group, percentage: filled(row[name]) }]
  })
  return sharesIn(wide)
}

function regionsIn(row: Row): Maybe<RawRegion[]> {
  const column = ['delivery_by_region', 'region_distribution'].find((name) => row[name] !== undefined)
  if (column !== undefined) return listIn(row, column, z.array(regionSchema))
  return sharesIn(regionColumns(row).map((name) => ({ region: name, percentage: filled(row[name]) })))
}

/** The list in a cell; null when it is blank or empty (MA-2). */
function listIn<Item>(row: Row, column: string, schema: z.ZodType<Item[]>): Item[] | null {
  const cell = filled(row[column])
  return cell === null ? null : emptyIsNull(structuredCell(schema, { column, cell }))
}

/** Of one column for each part, those that are filled; null when none is, undefined when there is no such column. */
function sharesIn<Part extends { readonly percentage: string | null }>(parts: Part[]): Maybe<Part[]> {
  return parts.length === 0 ? undefined : emptyIsNull(parts.filter((part) => part.percentage !== null))
}

function regionColumns(row: Row): string[] {
  return Object.keys(row).filter((name) => regionOfMeta(name) !== null)
}

function emptyIsNull<Item>(items: Item[]): Item[] | null {
  return items.length === 0 ? null : items
}

/**
 * The country the collector asked for, where the columns of the file give it away: the Swiss collection of 2019 notes
 * `kanton` and `partei` of each page (and `CH/D` or `CH/F` as its `region`); a wide file has the regions of one country.
 */
function homeCountryOf(row: Row): CountryCode | null {
  if (row['kanton'] !== undefined && row['partei'] !== undefined) return SWITZERLAND
  return soleCountry(regionColumns(row).flatMap((name) => regionOfMeta(name) ?? []))
}

/** Columns of ads delivered in the EU, the UK or Brazil, each with the JSON or the plain value of the field. */
function deliveryIn(row: Row) {
  const cells = Object.keys(deliverySchema.shape).flatMap((column): [string, unknown][] => {
    const cell = filled(row[column])
    if (cell === null) return []
    return [[column, /^\s*"?[[{]/.test(cell) ? structuredCell(z.unknown(), { column, cell }) : cell]]
  })
  const parsed = deliverySchema.safeParse(Object.fromEntries(cells))
  if (parsed.success) return parsed.data
  const value = Object.fromEntries(cells)
  throw malformed('A field of EU delivery cannot be read', { field: 'delivery', value, cause: parsed.error })
}
