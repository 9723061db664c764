import type { Quality } from '../../src/ports/quality.ts'
import type { ComparedTotal, TotalsQuery } from '../../src/ports/reconciling.ts'
import { countryOfSeries } from '../../src/sources/registry.ts'
import { postgresQuality } from '../../src/store/postgres/quality/quality.ts'
import type { TestArchive } from './archive.ts'

export const EVERYTHING: TotalsQuery = { source: null, country: null, from: null, to: null }

export function qualityOf({ database }: TestArchive): Quality {
  return postgresQuality(database, { plans: [], countryOfSeries, now: () => new Date('2026-11-20T12:00:00Z') })
}

/** Everything that the last comparison found, as files tell it: as many rows as they say. */
export async function comparedIn(opened: TestArchive): Promise<ComparedTotal[]> {
  const { total, rows } = await qualityOf(opened).totals.all(EVERYTHING)
  const all: ComparedTotal[] = []
  for await (const row of rows) all.push(row)
  expect(all).toHaveLength(total)
  return all
}
