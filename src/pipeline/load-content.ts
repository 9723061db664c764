import type { CalendarDate } from '../domain/calendar.ts'
import type {
  DisclosureStore,
  LoadReport,
  ReplayReport,
  SourceFile,
  StatementStore,
} from '../ports/disclosure-store.ts'
import type { IncomingContent } from '../ports/raw-archive.ts'
import type { RecordReader } from '../ports/record-reader.ts'
import type { StatementFormat, WireFormat } from '../ports/source.ts'
import type { DetectLanguage } from './search-words.ts'
import { understoodAds, understoodStatements } from './understand.ts'

export interface LoadDeps {
  readonly store: DisclosureStore
  readonly statementStore: StatementStore
  readonly reader: RecordReader
  readonly detectLanguage: DetectLanguage
  readonly today: () => CalendarDate
  /** Called about every thousand records, with the number read so far of the content at work. */
  readonly onProgress: (name: string, records: number) => void
}

type Open = IncomingContent['open']

/** Reads a kept content by its format and loads what it says. */
export function loadContent(deps: LoadDeps, file: SourceFile, format: WireFormat, open: Open): Promise<LoadReport> {
  return format.tells === 'ads'
    ? deps.store.load(file, understoodAds(records(deps, file, format, open), format, how(deps, file)))
    : deps.statementStore.load(file, understoodStatements(records(deps, file, format, open), stating(format), file))
}

/** Reads it again; what that changes is our reading, and no news from the source. */
export function replayContent(deps: LoadDeps, file: SourceFile, format: WireFormat, open: Open): Promise<ReplayReport> {
  return format.tells === 'ads'
    ? deps.store.replay(file, understoodAds(records(deps, file, format, open), format, how(deps, file)))
    : deps.statementStore.replay(file, understoodStatements(records(deps, file, format, open), stating(format), file))
}

function how({ detectLanguage, today }: LoadDeps, { name, folder, observedOn }: SourceFile) {
  return { detectLanguage, today: today(), file: { name, folder, observedOn } }
}

async function* records(
  { reader, onProgress }: LoadDeps,
  { name }: SourceFile,
  format: WireFormat,
  open: Open,
): ReturnType<RecordReader['records']> & AsyncGenerator {
  let count = 0
  for await (const record of reader.records(format, await open())) {
    count++
    if (count % 1_000 === 0) onProgress(name, count)
    yield record
  }
  onProgress(name, count)
}

/** A file that holds nothing but a day states nothing. */
function stating(format: Exclude<WireFormat, { readonly tells: 'ads' }>): StatementFormat {
  if (format.tells === 'statements') return format
  return { ...format, tells: 'statements', normalise: () => ({ statements: [], advertisers: [] }) }
}
