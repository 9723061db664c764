import { countText } from '../count-text.ts'
import type { SourceId } from '../domain/ids.ts'
import type { QuarantineEntry, Upkeep } from '../ports/upkeep.ts'

/** So many are listed one by one; the count at the end is of all. */
const MOST_LISTED = 100_000

/** Every record in quarantine, by file and record, with its reason. */
export async function listQuarantine(
  { quarantined }: Pick<Upkeep, 'quarantined'>,
  source: SourceId | null,
  { isJson, say }: { readonly isJson: boolean; readonly say: (line: string) => void },
): Promise<void> {
  let count = 0
  for await (const entry of quarantined(source, MOST_LISTED)) {
    count++
    say(isJson ? JSON.stringify(entry) : entryLine(entry))
  }
  if (!isJson) say(count === 0 ? 'The quarantine is empty.' : `${countText(count)} records in quarantine`)
}

function entryLine({ fileName, recordNumber, code, reason, bytes }: QuarantineEntry): string {
  return `${fileName}, record ${recordNumber} (${countText(bytes)} bytes): ${code}: ${reason}`
}
