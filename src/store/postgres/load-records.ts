import type { DataSource } from 'typeorm'
import type { DisclosureStore, QuarantinedRecord, ReadRecord, SourceFile } from '../../ports/disclosure-store.ts'
import { knownReport } from './known-file.ts'
import { loadParts } from './load-parts.ts'
import { copyInto, inLoadTransaction, takeLoadLock } from './load-transaction.ts'
import { replayStaged } from './replay-records.ts'
import { withVectors } from './search/staged-vectors.ts'
import { engineStemmer, type Stemmer } from './search/stemmer.ts'
import { STAGING, stagedLine } from './staging.ts'

/**
 * Loads by streaming COPY into a staging table of the transaction, a few thousand rows at a time, each part merged in
 * sets. Constant memory.
 */
export function postgresDisclosureStore(dataSource: DataSource): DisclosureStore {
  const stemmer = engineStemmer(dataSource)
  return {
    load: async (file, records) =>
      (await knownReport(dataSource, file)) ??
      inLoadTransaction(dataSource, file.name, async (runner) => {
        await takeLoadLock(runner)
        // Another process may have loaded the same file while we waited for our turn.
        return (await knownReport(runner, file)) ?? loadParts(runner, file, lines(file, records, stemmer))
      }),
    replay: (file, records) =>
      inLoadTransaction(dataSource, file.name, async (runner) => {
        await runner.query(STAGING)
        await copyInto(runner, 'staged', lines(file, records, stemmer))
        return replayStaged(runner, file)
      }),
  }
}

async function* lines(
  file: SourceFile,
  records: AsyncIterable<ReadRecord | QuarantinedRecord>,
  stemmer: Stemmer,
): AsyncGenerator<string> {
  for await (const record of withVectors(records, stemmer)) yield stagedLine(file, record)
}
