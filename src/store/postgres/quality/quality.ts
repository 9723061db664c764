import type { DataSource } from 'typeorm'
import type { Problems } from '../../../domain/data-quality.ts'
import type { Quality } from '../../../ports/quality.ts'
import { inWords } from '../archive.ts'
import { postgresTotals } from '../reconciling/totals.ts'
import { cells, daysWithFiles } from './cells.ts'
import { countries, reconciliations } from './counted.ts'
import { type AllDays, type QualityDeps, rememberedDays } from './known-days.ts'
import { standings } from './standings.ts'

export function postgresQuality(dataSource: DataSource, deps: QualityDeps): Quality {
  const known = rememberedDays(dataSource, deps)
  return {
    problems: (at) => inWords(known(at?.revision ?? null).then(problemsOfAll)),
    days: (query) => inWords(known(null).then((all) => daysWithFiles(dataSource, query, all))),
    cells: (query, days) => inWords(known(null).then((all) => cells(dataSource, { query, days, all }))),
    standings: () => inWords(known(null).then((all) => standings(dataSource, deps.plans, all))),
    countries: () => inWords(countries(dataSource)),
    reconciliations: () => inWords(reconciliations(dataSource)),
    totals: postgresTotals(dataSource),
  }
}

function problemsOfAll(all: AllDays): Problems {
  return new Map([...all].flatMap(([source, { problems }]) => (problems === null ? [] : [[source, problems] as const])))
}
