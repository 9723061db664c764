import { Counter, type Registry } from 'prom-client'
import type { DisclosureStore, LoadReport, SourceFile, StatementStore } from '../ports/disclosure-store.ts'
import { boundedLabel } from './bounded-label.ts'

interface Stores {
  readonly store: DisclosureStore
  readonly statementStore: StatementStore
}

export type CountLoads = <Deps extends Stores>(deps: Deps) => Deps

const MOST_SOURCES = 50
const RESULTS = ['loaded', 'changed', 'unchanged', 'quarantined'] as const

export function loadMetrics(registry: Registry): CountLoads {
  const rows = new Counter({
    name: 'paidfor_rows_total',
    help: 'Rows that this process has read, by source and by what became of them',
    labelNames: ['source', 'result'],
    registers: [registry],
  })
  const sourceLabel = boundedLabel(MOST_SOURCES)
  const count = ({ source }: SourceFile, report: LoadReport) => {
    for (const result of RESULTS) rows.inc({ source: sourceLabel(source), result }, report[result])
    return report
  }
  const counted = <Store extends DisclosureStore | StatementStore>(store: Store): Store => {
    const load = store.load as (file: SourceFile, records: never) => Promise<LoadReport>
    return { ...store, load: async (file: SourceFile, records: never) => count(file, await load(file, records)) }
  }
  return (deps) => ({ ...deps, store: counted(deps.store), statementStore: counted(deps.statementStore) })
}
