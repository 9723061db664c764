import type { DataSource } from 'typeorm'
import type { Problems } from '../../../domain/data-quality.ts'
import { problemsOf } from '../../../domain/source-days.ts'
import type { PullPlan, Quality } from '../../../ports/quality.ts'
import { inWords } from '../archive.ts'
import type { At } from '../as-of.ts'
import { cells, daysWithFiles } from './cells.ts'
import { countries, reconciliations } from './counted.ts'
import { type AllDays, knownDays } from './known-days.ts'
import { stampOf } from './stamp.ts'
import { standings } from './standings.ts'

export interface QualityDeps {
  readonly plans: readonly PullPlan[]
  readonly now: () => Date
}

export function postgresQuality(dataSource: DataSource, deps: QualityDeps): Quality {
  const known = remembering(dataSource, deps)
  return {
    problems: (at) => inWords(known(at?.revision ?? null).then(problemsOfAll)),
    days: (query) => inWords(known(null).then((all) => daysWithFiles(dataSource, query, all))),
    cells: (query, days) => inWords(known(null).then((all) => cells(dataSource, { query, days, all }))),
    standings: () => inWords(known(null).then((all) => standings(dataSource, deps.plans, all))),
    countries: () => inWords(countries(dataSource)),
    reconciliations: () => inWords(reconciliations(dataSource)),
  }
}

function problemsOfAll(all: AllDays): Problems {
  return new Map(
    [...all].flatMap(([source, { newest, bad }]) => {
      const problems = problemsOf(newest, bad)
      return problems === null ? [] : [[source, problems] as const]
    }),
  )
}

/** So many moments are remembered. */
const MOST_MOMENTS = 20

/** What a moment was is found out once; what is now, whenever anything has changed that it depends on. */
function remembering(dataSource: DataSource, deps: QualityDeps): (at: At) => Promise<AllDays> {
  const moments = new Map<number, AllDays>()
  let newest: { readonly stamp: string; readonly days: AllDays } | null = null
  return async (at) => {
    if (at === null) {
      const now = deps.now()
      const stamp = await stampOf(dataSource, now)
      if (newest?.stamp !== stamp) newest = { stamp, days: await knownDays(dataSource, deps.plans, { at, now }) }
      return newest.days
    }
    const days = moments.get(at) ?? (await knownDays(dataSource, [], { at, now: deps.now() }))
    if (!moments.has(at) && moments.size >= MOST_MOMENTS) moments.delete(moments.keys().next().value ?? at)
    moments.set(at, days)
    return days
  }
}
