import type { DataSource } from 'typeorm'
import { choosePeriods } from '../../src/domain/choose-periods.ts'
import {
  type Ad,
  adsOf,
  type Bounds,
  FIRST,
  LAST,
  type Question,
  type Statement,
  statementsOf,
  type Unit,
} from './independent-rows.ts'

/**
 * The bounds of every sponsor by reading each ad and each statement there is, one by one, without a table of sums and
 * without the product's SQL: slow, plain, and by another way. Keys: a sponsor's id, or `platform/key` of an account that
 * is attributed to none.
 */
export async function independentBounds(database: DataSource, question: Question): Promise<Map<string, Bounds>> {
  const [ads, statements] = await Promise.all([adsOf(database, question), statementsOf(database, question)])
  const chosen = chosenOf(statements, question)
  const units = new Map<string, { unit: Unit; ads: Ad[]; statements: Statement[] }>()
  const unitOf = (row: Unit) => {
    const key = `${row.platform}/${row.key} ${row.sponsor ?? ''}`
    const unit = units.get(key) ?? { unit: row, ads: [], statements: [] }
    units.set(key, unit)
    return unit
  }
  for (const ad of ads) unitOf(ad).ads.push(ad)
  for (const statement of statements) unitOf(statement).statements.push(statement)
  const sums = new Map<string, Bounds>()
  for (const { unit, ...known } of units.values()) {
    const bounds = boundsOf(known, chosen, question, unit.platform === 'snap')
    if (bounds === null) continue
    const key = unit.sponsor ?? `${unit.platform}/${unit.key}`
    const before = sums.get(key)
    sums.set(key, before === undefined ? bounds : sumOf(before, bounds))
  }
  return sums
}

function sumOf(a: Bounds, b: Bounds): Bounds {
  return { lower: a.lower + b.lower, upper: a.upper === null || b.upper === null ? null : a.upper + b.upper }
}

interface Chosen {
  readonly inside: ReadonlySet<string>
  readonly covering: ReadonlySet<string>
}

const periodKey = ({ source, from, to }: Pick<Statement, 'source' | 'from' | 'to'>) => `${source} ${from} ${to}`

/** Periods are chosen once for everybody, source by source, as a reader is told. */
function chosenOf(statements: readonly Statement[], question: Question): Chosen {
  const inside = new Set<string>()
  const covering = new Set<string>()
  const dated = statements.filter(({ from }) => from !== FIRST)
  for (const source of new Set(dated.map((each) => each.source))) {
    const periods = new Map<string, Pick<Statement, 'source' | 'from' | 'to' | 'isPartial'>>()
    for (const each of dated.filter((one) => one.source === source)) {
      const known = periods.get(periodKey(each))
      const isPartial = each.isPartial && (known?.isPartial ?? true)
      periods.set(periodKey(each), { source, from: each.from, to: each.to, isPartial })
    }
    const all = [...periods.values()]
    for (const each of choosePeriods(all, question).inside) inside.add(periodKey(each))
    const whole = all.filter(({ isPartial }) => !isPartial)
    const around = question.place === '' ? null : choosePeriods(whole, question).covering
    for (const each of around ?? []) covering.add(periodKey(each))
  }
  return { inside, covering }
}

interface Known {
  readonly ads: readonly Ad[]
  readonly statements: readonly Statement[]
}

function boundsOf({ ads, statements }: Known, chosen: Chosen, question: Question, holdsAll: boolean): Bounds | null {
  const [from, to] = [question.from ?? FIRST, question.to ?? LAST]
  const touching = ads.filter((ad) => ad.from <= to && ad.to >= from)
  const sure = touching.filter((ad) => ad.isWhole && ad.from >= from && ad.to <= to)
  const byAds = touching.length === 0 ? null : addUp(touching)
  const said = saidOf(
    statements,
    chosen,
    { from, to },
    touching
      .map((ad) => ad.to)
      .sort()
      .at(-1) ?? FIRST,
  )
  if (byAds === null && said.length === 0) return null
  const lowers = [addUp(sure).lower, ...said.flatMap(({ lower }) => lower ?? [])]
  const lower = [...lowers].sort(byAmount).at(-1) ?? 0n
  const caps = said.flatMap(({ upper }) => upper ?? [])
  const cap = [...caps].sort(byAmount)[0] ?? null
  return { lower, upper: upperOf({ lower, cap, own: byAds?.upper ?? null, holdsAll }) }
}

interface Caps {
  readonly lower: bigint
  readonly cap: bigint | null
  readonly own: bigint | null
  readonly holdsAll: boolean
}

/** A witness that allows less than another proves is no witness from above. */
function upperOf({ lower, cap, own, holdsAll }: Caps): bigint | null {
  const stated = cap !== null && cap >= lower ? cap : null
  const possible = own !== null && own >= lower ? own : null
  if (stated === null) return possible
  return holdsAll && possible !== null && possible < stated ? possible : stated
}

interface Said {
  readonly lower: bigint | null
  readonly upper: bigint | null
}

/** What each source says of one account: by its sums since ever, and by its periods. */
function saidOf(statements: readonly Statement[], chosen: Chosen, window: Days, lastAd: string): Said[] {
  const within = statements.filter((each) => each.from !== FIRST && chosen.inside.has(periodKey(each)))
  const lastInside = lastEnd(within)
  const reaches = (upTo: string) => window.to !== LAST || (lastAd <= upTo && lastInside <= upTo)
  return [...new Set(statements.map(({ source }) => source))].flatMap((source) => {
    const own = statements.filter((each) => each.source === source)
    const dated = own.filter((each) => each.from !== FIRST)
    return [...saidToDate(own, window, reaches), ...saidByPeriods(dated, chosen, reaches)]
  })
}

type Reaches = (upTo: string) => boolean

function saidToDate(own: readonly Statement[], window: Days, reaches: Reaches): Said[] {
  const toDate = own.filter((each) => each.from === FIRST)
  const sure = window.from === FIRST ? toDate.filter((each) => each.to <= window.to) : []
  const isWhole = toDate.length > 0 && toDate.every((each) => window.to === LAST || each.to >= window.to)
  const most = isWhole ? addUp(toDate).upper : null
  const firstEnd = toDate.map((each) => each.to).sort()[0] ?? FIRST
  if (sure.length === 0 && most === null) return []
  return [{ lower: sure.length > 0 ? addUp(sure).lower : null, upper: reaches(firstEnd) ? most : null }]
}

function saidByPeriods(dated: readonly Statement[], { inside, covering }: Chosen, reaches: Reaches): Said[] {
  const sure = dated.filter((each) => inside.has(periodKey(each)))
  const around = dated.filter((each) => covering.has(periodKey(each)))
  const most = around.length > 0 ? addUp(around).upper : null
  if (sure.length === 0 && most === null) return []
  return [{ lower: sure.length > 0 ? addUp(sure).lower : null, upper: reaches(lastEnd(around)) ? most : null }]
}

function lastEnd(rows: readonly Days[]): string {
  return (
    rows
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? FIRST
  )
}

interface Days {
  readonly from: string
  readonly to: string
}

function byAmount(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function addUp(rows: readonly Bounds[]): Bounds {
  return rows.reduce(sumOf, { lower: 0n, upper: 0n })
}
