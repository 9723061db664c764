import type { DataSource, QueryRunner } from 'typeorm'
import type { QuarantinedRecord, ReadStatements, SourceFile, StatementStore } from '../../ports/disclosure-store.ts'
import { knownReport } from './known-file.ts'
import { copyInto, inLoadTransaction, takeLoadLock } from './load-transaction.ts'
import { mergeStatements, replayStatements } from './statement-merge.ts'
import { STATEMENT_STAGING, statementLines } from './statement-staging.ts'

type Records = AsyncIterable<ReadStatements | QuarantinedRecord>

/** Loads what files state of advertisers, places and money, as `load-records.ts` loads ads. */
export function postgresStatementStore(dataSource: DataSource): StatementStore {
  return {
    load: async (file, records) =>
      (await knownReport(dataSource, file)) ??
      inLoadTransaction(dataSource, file.name, async (runner) => {
        await stage(runner, file, records)
        await takeLoadLock(runner)
        // Another process may have loaded the same file while we waited for our turn.
        return (await knownReport(runner, file)) ?? mergeStatements(runner, file)
      }),
    replay: (file, records) =>
      inLoadTransaction(dataSource, file.name, async (runner) => {
        await stage(runner, file, records)
        return replayStatements(runner, file)
      }),
  }
}

async function stage(runner: QueryRunner, file: SourceFile, records: Records): Promise<void> {
  await runner.query(STATEMENT_STAGING)
  await copyInto(runner, 'staged', lines(file, records))
}

async function* lines(file: SourceFile, records: Records): AsyncGenerator<string> {
  for await (const record of records) yield statementLines(file, record)
}
