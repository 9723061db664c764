import type { DataSource } from 'typeorm'
import type { FieldName } from '../../domain/disclosure.ts'
import type { SourceId } from '../../domain/ids.ts'
import { lineWriter } from '../../domain/written-line.ts'
import type { DisclosureStore, QuarantinedRecord, ReadRecord, SourceFile } from '../../ports/disclosure-store.ts'
import { knownReport } from './known-file.ts'
import { loadParts } from './load-parts.ts'
import { copyInto, inLoadTransaction, takeLoadLock } from './load-transaction.ts'
import { replayStaged } from './replay-records.ts'
import { withVectors } from './search/staged-vectors.ts'
import { engineStemmer, type Stemmer } from './search/stemmer.ts'
import { type LineWriter, STAGING, stagedLine } from './staging.ts'

/**
 * Loads by streaming COPY into a staging table of the transaction, a few thousand rows at a time, each part merged in
 * sets. Constant memory.
 */
export function postgresDisclosureStore(
  dataSource: DataSource,
  neverDisclosed: (source: SourceId) => readonly FieldName[],
): DisclosureStore {
  const stemmer = engineStemmer(dataSource)
  const writerOf = ({ source }: SourceFile) => lineWriter(source, neverDisclosed(source))
  return {
    load: async (file, records) =>
      (await knownReport(dataSource, file)) ??
      inLoadTransaction(dataSource, file.name, async (runner) => {
        await takeLoadLock(runner)
        // Another process may have loaded the same file while we waited for our turn.
        return (
          (await knownReport(runner, file)) ?? loadParts(runner, file, lines(file, records, stemmer, writerOf(file)))
        )
      }),
    replay: (file, records) =>
      inLoadTransaction(dataSource, file.name, async (runner) => {
        await runner.query(STAGING)
        await copyInto(runner, 'staged', lines(file, records, stemmer, writerOf(file)))
        return replayStaged(runner, file)
      }),
  }
}

async function* lines(
  file: SourceFile,
  records: AsyncIterable<ReadRecord | QuarantinedRecord>,
  stemmer: Stemmer,
  write: LineWriter,
): AsyncGenerator<string> {
  for await (const record of withVectors(records, stemmer)) yield stagedLine(file, record, write)
}
