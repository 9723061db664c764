import type { DataSource, QueryRunner } from 'typeorm'
import { instantOf } from '../../../domain/calendar.ts'
import { passName } from '../../../domain/pass-name.ts'
import type { Reconciler } from '../../../ports/reconciling.ts'
import { reconciliations } from '../quality/counted.ts'
import { BUNDLED_ADVERTISERS, BUNDLES, COMPARE_BUNDLES } from './bundles-sql.ts'
import { COMPARE_REPORTS, OTHER_CURRENCIES, REPORTED_ADVERTISERS, REPORTS } from './reports-sql.ts'
import { COUNTED_UNITS, DAYS, UNITS } from './units-sql.ts'

/** One process at a time: who waits compares once more, for what has come since. */
const RECONCILE_LOCK = 7_205_759_405

const SETTINGS = `SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'; SET LOCAL random_page_cost = 1.1`

export function postgresReconciler(dataSource: DataSource): Reconciler {
  return {
    reconcile: () =>
      dataSource.transaction(async ({ queryRunner }) => {
        if (queryRunner === undefined) throw new Error('a transaction without its connection')
        await compareAll(queryRunner)
      }),
  }
}

async function compareAll(runner: QueryRunner): Promise<void> {
  await runner.query(SETTINGS)
  await runner.query('SELECT pg_advisory_xact_lock($1)', [RECONCILE_LOCK])
  await runner.query('DELETE FROM reconciled')
  await runner.query(UNITS, await passesOf(runner))
  await runner.query(DAYS)
  for (const statement of [COMPARE_REPORTS, REPORTS, REPORTED_ADVERTISERS, OTHER_CURRENCIES]) {
    await runner.query(statement)
  }
  const bundles = (await reconciliations(runner)).filter(({ held }) => held !== null).map(({ source }) => source)
  await runner.query(COMPARE_BUNDLES, [bundles])
  await runner.query(BUNDLES)
  await runner.query(BUNDLED_ADVERTISERS)
}

/** Of the last pass of each unit, the names it may be kept under: one of a doubtful pass says that it is no whole one. */
async function passesOf(runner: QueryRunner): Promise<[string[], string[], string[]]> {
  const units: { source: string; unit: string; passed_at: Date }[] = await runner.query(COUNTED_UNITS)
  const passes = units.flatMap(({ source, unit, passed_at }) =>
    [true, false].map((isWhole) => ({
      source,
      unit,
      name: passName({ source, unit, at: instantOf(passed_at), isWhole }),
    })),
  )
  return [passes.map(({ source }) => source), passes.map(({ unit }) => unit), passes.map(({ name }) => name)]
}
