import { choosePeriods } from '../../src/domain/choose-periods.ts'
import { adBounds, type Bounds, combinedBounds, provesOfOne, sumOfBounds } from '../../src/domain/spend-bounds.ts'
import type { Window } from '../../src/domain/spending.ts'
import type { Ad } from './loads.ts'

const always: Window = { from: null, to: null }

export type Stated = {
  id: string
  from: string | null
  to: string
  lower: bigint
  upper: bigint
  disclaimer?: string | null
}

export interface Told {
  readonly ads: readonly Ad[]
  readonly statements: readonly Stated[]
  readonly window: Window
  readonly holdsAllAds: boolean
}

type Unit = Bounds & { readonly name: string; readonly sponsor: string }

/**
 * By the domain alone: the bounds of every part of an account that goes to one sponsor. Statements under one key are one
 * statement a row; periods are chosen for all alike.
 */
export function unitsOf(
  { ads, statements, window, holdsAllAds }: Told,
  sponsorOf: (id: string, payer: string) => string,
): Unit[] {
  const dated = statements.flatMap((each) => (each.from === null ? [] : [{ ...each, from: each.from }]))
  const periods = [...new Map(dated.map(({ from, to }) => [`${from} ${to}`, { from, to }])).values()]
  const { inside, covering } = choosePeriods(periods, window)
  const isIn = (chosen: readonly { from: string; to: string }[], each: Stated) =>
    chosen.some(({ from, to }) => from === each.from && to === each.to)
  const ofAd = (ad: Ad) => sponsorOf(ad.advertiser, ad.payer ?? '')
  const ofStatement = (each: Stated) => sponsorOf(each.id, each.disclaimer ?? '')
  return ['1', '2', '3', '4'].flatMap((name) => {
    const ownAds = ads.filter((ad) => ad.advertiser === name && (ad.countries ?? ['US']).includes('US'))
    const ownStatements = statements.filter(({ id }) => id === name)
    const sponsors = [...new Set([...ownAds.map(ofAd), ...ownStatements.map(ofStatement)])]
    const witnesses = sponsors.flatMap((sponsor) => {
      const own = ownStatements.filter((each) => ofStatement(each) === sponsor)
      const byAds = adBounds(
        ownAds
          .filter((ad) => ofAd(ad) === sponsor)
          .map((ad) => ({ ...ad, ...ordered(ad), isWhole: (ad.countries ?? ['US']).length === 1 })),
        window,
      )
      const statedBy = (said: readonly Stated[]) =>
        statedBounds(said, {
          inside: said.filter((each) => isIn(inside, each)),
          covering: said.filter((each) => isIn(covering ?? [], each)),
          window,
          lastDay: byAds === null ? '' : byAds.lastDay,
        })
      return byAds === null && statedBy(own) === null ? [] : [{ sponsor, byAds, own, statedBy }]
    })
    const isUsed = (each: Stated) => isIn(inside, each) || isIn(covering ?? [], each)
    return witnesses.flatMap(({ sponsor, byAds, own, statedBy }) => {
      // What is stated to date, and what is stated of periods, is each left out where any of it tells no payer.
      const kinds = [own.filter(({ from }) => from === null), own.filter(isUsed)]
      const proving = kinds.filter((said) =>
        provesOfOne({ tellsPayer: said.every(tellsPayer), sponsors: witnesses.length }),
      )
      const proven = statedBy(proving.flat())
      if (byAds === null && proven === null) return []
      return [{ name, sponsor, ...combinedBounds(byAds, proven, holdsAllAds) }]
    })
  })
}

function tellsPayer({ disclaimer }: Stated): boolean {
  return disclaimer !== undefined
}

/** Of every sponsor, and of what is attributed to none by account. */
export function summed(units: readonly Unit[]) {
  const keys = [...new Set(units.map(({ sponsor, name }) => sponsor || name))]
  return Object.fromEntries(
    keys.map((key) => {
      const { lower, upper, undivided } = sumOfBounds(units.filter(({ sponsor, name }) => (sponsor || name) === key))
      return [key, [lower, upper, undivided]]
    }),
  )
}

function ordered({ from, to }: Ad) {
  return { from, to }
}

function statedBounds(
  own: readonly Stated[],
  {
    inside,
    covering,
    window,
    lastDay,
  }: { inside: readonly Stated[]; covering: readonly Stated[]; window: Window; lastDay: string | null },
) {
  const total = (rows: readonly Stated[], side: 'lower' | 'upper') => rows.reduce((sum, row) => sum + row[side], 0n)
  const latest =
    inside
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? ''
  const reaches = (upTo: string) => window.to !== null || (lastDay !== null && lastDay <= upTo && latest <= upTo)
  const toDate = own.filter(({ from }) => from === null)
  const toDateInside = window.from === null ? toDate.filter(({ to }) => window.to === null || to <= window.to) : []
  const lowers = [
    toDateInside.length > 0 ? total(toDateInside, 'lower') : null,
    inside.length > 0 ? total(inside, 'lower') : null,
  ]
  const uppers = [
    cappedBy(toDate, earliest(toDate), window, reaches),
    cappedBy(covering, latestOf(covering), always, reaches),
  ]
  const said = lowers.filter((each) => each !== null)
  const least = uppers.filter((each) => each !== null).sort((a, b) => (a < b ? -1 : 1))[0] ?? null
  const isToldToDate = toDate.length > 0 && toDate.every(({ to }) => window.to === null || to >= window.to)
  const anything = said.length > 0 || isToldToDate || covering.length > 0
  if (!anything) return null
  return { lower: [0n, ...said].sort((a, b) => Number(a - b)).at(-1) ?? 0n, upper: least, upTo: null }
}

type Reaches = (upTo: string) => boolean

/** The sum of what is stated, where it holds to the window's end and to whatever else is known. */
function cappedBy(rows: readonly Stated[], upTo: string, window: Window, reaches: Reaches): bigint | null {
  const isWhole = rows.length > 0 && (window.to === null || upTo >= window.to) && reaches(upTo)
  return isWhole ? rows.reduce((sum, row) => sum + row.upper, 0n) : null
}

function earliest(rows: readonly Stated[]): string {
  return rows.map(({ to }) => to).sort()[0] ?? ''
}

function latestOf(rows: readonly Stated[]): string {
  return (
    rows
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? ''
  )
}
