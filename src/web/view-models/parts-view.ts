import type { SourceId } from '../../domain/ids.ts'
import { countryName } from '../../domain/place.ts'
import type { UnitRecord, UnitState } from '../../ports/crawl-log.ts'
import { counted, countText } from '../format.ts'
import { periodText } from '../format-date.ts'
import { type KeyedUnit, type RunsParams, runsUrl, UNIT_STATES, unitPage, unitsAsked } from '../runs-request.ts'
import { visibleName } from '../visible-text.ts'
import { momentText } from './run-words.ts'

/** The parts in which a library is asked for: one country and its days, most often. */
export interface PartsView {
  readonly lead: string
  /** Each state, with how many parts there are in it. */
  readonly choices: readonly { readonly text: string; readonly href: string; readonly isCurrent: boolean }[]
  readonly rows: readonly PartView[]
  readonly limit: string
  readonly firstPage: string | null
  readonly nextPage: string | null
}

interface PartView {
  readonly key: string
  readonly what: string
  readonly state: string
  readonly isDoubtful: boolean
  readonly passed: string
  /** Of the last pass that was complete, where a later one was not. */
  readonly whole: string | null
  readonly counts: readonly string[]
  readonly notes: readonly string[]
}

export const UNIT_STATE_LABELS: Readonly<Record<UnitState, string>> = {
  whole: 'complete',
  part: 'with gaps',
  unknown: 'in doubt',
}

export function partsView(source: SourceId, all: ReadonlyMap<string, UnitRecord>, params: RunsParams): PartsView {
  const { state, after } = params
  const sorted = unitsAsked(all, undefined)
  const inState = (each: UnitState | undefined) =>
    sorted.filter(([, unit]) => each === undefined || unit.state === each)
  const asked = inState(state)
  const { units, before, total, next } = unitPage(asked, after)
  const last = before + units.length
  const isAll = before === 0 && units.length === total
  return {
    lead: leadOf(all),
    choices: [undefined, ...UNIT_STATES].map((each) => ({
      text: `${each === undefined ? 'All' : capital(UNIT_STATE_LABELS[each])} (${countText(inState(each).length)})`,
      href: runsUrl(source, { state: each }),
      isCurrent: each === state,
    })),
    rows: units.map(partView),
    limit: isAll
      ? `${counted(total, 'part')}, by name`
      : `Parts ${countText(before + 1)}–${countText(last)} of ${countText(total)}, by name`,
    firstPage: after === undefined ? null : runsUrl(source, { state }),
    nextPage: next === null ? null : runsUrl(source, { state, after: next }),
  }
}

function leadOf(all: ReadonlyMap<string, UnitRecord>): string {
  if (all.size === 0) return 'No part was walked to its end yet.'
  const ads = [...all.values()].reduce((sum, { records }) => sum + records, 0)
  return `${counted(all.size, 'part')} walked to the end so far; their last passes told of ${counted(ads, 'ad')}, the same one in several parts counted in each.`
}

function partView([key, unit]: KeyedUnit): PartView {
  const { country, days, state, passedAt, wholeAt, records, pages, requests, errors, remarks } = unit
  const answered = Object.entries(errors).map(([what, times]) => `${visibleName(what)} (${countText(times)} ×)`)
  const what = [
    country === null ? null : countryName(country),
    days === null ? 'all days' : periodText(days.from, days.to),
  ]
  return {
    key,
    what: what.filter((each) => each !== null).join(', '),
    state: UNIT_STATE_LABELS[state],
    isDoubtful: state !== 'whole',
    passed: momentText(passedAt),
    whole: state === 'whole' ? null : wholeAt === null ? 'never complete yet' : `complete on ${momentText(wholeAt)}`,
    counts: [records, pages, requests].map(countText),
    notes: [...(answered.length === 0 ? [] : [`Answered: ${answered.join(', ')}`]), ...remarks.map(visibleName)],
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
