import type { AdDays } from '../../../src/domain/data-quality.ts'
import { toldValue } from '../../../src/domain/disclosure.ts'
import type { HeldDisclosure } from '../../../src/domain/held-disclosure.ts'
import { lineWriter, wholeLine } from '../../../src/domain/written-line.ts'
import type { TwinFaults } from './memory-archive.ts'

export async function* rows(results: readonly HeldDisclosure[], faults: TwinFaults): AsyncGenerator<HeldDisclosure> {
  let read = 0
  try {
    for (const held of results) {
      if (faults.failsAfter === read) throw new Error('the database went away: password=hunter2')
      read += 1
      yield held
    }
  } finally {
    faults.onLeft?.(read)
  }
}

export async function* lineRows(
  rows: AsyncIterable<HeldDisclosure>,
  quality: (ad: AdDays) => string | null,
): AsyncGenerator<string> {
  for await (const held of rows) {
    const { startsOn, endsOn } = held.fields
    const days = { source: held.source, startsOn: toldValue(startsOn), endsOn: toldValue(endsOn) }
    yield wholeLine(lineWriter(held.source, [])(held) ?? '', { ...held, dataQuality: quality(days) })
  }
}
