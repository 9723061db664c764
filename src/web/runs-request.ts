import { z } from 'zod'
import { Problem } from '../domain/errors.ts'
import { type SourceId, sourceId } from '../domain/ids.ts'
import type { UnitRecord, UnitState } from '../ports/crawl-log.ts'
import { parseRequest, type RawQuery } from './parse-request.ts'
import { queryUrl } from './query-url.ts'

export const UNIT_STATES = ['whole', 'part', 'unknown'] as const satisfies readonly UnitState[]

/** Every parameter of the page of a source's runs. */
export const runsParamsSchema = z.strictObject({
  state: z.enum(UNIT_STATES, 'choose one of whole, part, unknown.').exactOptional(),
  after: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,100}$/, 'it is not one of ours: follow the links of the pages.')
    .exactOptional(),
  format: z.enum(['csv', 'json'], 'choose csv or json, or leave it out for a page.').exactOptional(),
})

export const noParams = z.strictObject({})

export type RunsParams = z.output<typeof runsParamsSchema>

/** @throws {Problem} `request.invalid` */
export function runsRequest(query: RawQuery): RunsParams {
  const params = parseRequest(runsParamsSchema, query)
  if (params.format !== undefined && params.after !== undefined) {
    throw new Problem('request.invalid', 'A file holds all parts: leave out “after”.')
  }
  return params
}

/** @throws {Problem} `request.not_found` for what can be no source */
export function sourceIn({ source }: { readonly source: string }): SourceId {
  try {
    return sourceId(source)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Problem('request.not_found', 'There is no source of that name.')
  }
}

const NAMES = runsParamsSchema.keyof().options

type RunsChanges = { readonly [Name in keyof RunsParams]?: RunsParams[Name] | null | undefined }

export function runsUrl(source: SourceId, params: RunsChanges = {}): string {
  return queryUrl(`/sources/${source}/runs`, NAMES, params)
}

export type KeyedUnit = readonly [key: string, unit: UnitRecord]

/** By key: what is passed in the meantime moves nothing. */
export function unitsAsked(units: ReadonlyMap<string, UnitRecord>, state: UnitState | undefined): KeyedUnit[] {
  const asked = [...units].filter(([, unit]) => state === undefined || unit.state === state)
  return asked.sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Parts on a page. */
const PAGE_UNITS = 100

export interface UnitPage {
  readonly units: readonly KeyedUnit[]
  /** How many come before those of this page. */
  readonly before: number
  readonly total: number
  /** Where the next page begins; null: this is the last. */
  readonly next: string | null
}

export function unitPage(units: readonly KeyedUnit[], after: string | undefined): UnitPage {
  const left = after === undefined ? units : units.filter(([key]) => key > after)
  const shown = left.slice(0, PAGE_UNITS)
  const next = left.length > shown.length ? (shown.at(-1)?.[0] ?? null) : null
  return { units: shown, before: units.length - left.length, total: units.length, next }
}
