import type { DataSource, QueryRunner } from 'typeorm'
import type { DisclosureStore, QuarantinedRecord, ReadRecord, SourceFile } from '../../ports/disclosure-store.ts'
import { knownReport } from './known-file.ts'
import { copyInto, inLoadTransaction } from './load-transaction.ts'
import { mergeStaged } from './merge.ts'
import { replayStaged } from './replay-records.ts'
import { withVectors } from './search/staged-vectors.ts'
import { engineStemmer, type Stemmer } from './search/stemmer.ts'
import { STAGING, stagedLine } from './staging.ts'

/** Loads by streaming COPY into a staging table of the transaction, then one merge in sets. Constant memory. */
export function postgresDisclosureStore(dataSource: DataSource): DisclosureStore {
  const stemmer = engineStemmer(dataSource)
  return {
    load: async (file, records) =>
      (await knownReport(dataSource, file)) ??
      inLoadTransaction(dataSource, file.name, async (runner) => {
        await stage(runner, file, records, stemmer)
        return mergeStaged(runner, file)
      }),
    replay: (file, records) =>
      inLoadTransaction(dataSource, file.name, async (runner) => {
        await stage(runner, file, records, stemmer)
        return replayStaged(runner, file)
      }),
  }
}

async function stage(
  runner: QueryRunner,
  file: SourceFile,
  records: AsyncIterable<ReadRecord | QuarantinedRecord>,
  stemmer: Stemmer,
): Promise<void> {
  await runner.query(STAGING)
  await copyInto(runner, 'staged', lines(file, records, stemmer))
}

async function* lines(
  file: SourceFile,
  records: AsyncIterable<ReadRecord | QuarantinedRecord>,
  stemmer: Stemmer,
): AsyncGenerator<string> {
  for await (const record of withVectors(records, stemmer)) yield stagedLine(file, record)
}
