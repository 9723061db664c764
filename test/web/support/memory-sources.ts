import type { HeldDisclosure } from '../../../src/domain/held-disclosure.ts'
import type { SourceId } from '../../../src/domain/ids.ts'
import type { FileStatus, Hold, SourceStatus, SourceStatuses } from '../../../src/ports/source-status.ts'
import { day, moment } from './builders.ts'
import type { KeptStatement } from './memory-spending.ts'

/** The part of the twin that tells about files. */
export function memorySources(
  ads: readonly HeldDisclosure[],
  statements: readonly KeptStatement[],
  holds: readonly Hold[],
): SourceStatuses {
  const ids = [...new Set([...ads.map(({ source }) => source), ...statements.map(({ view }) => view.source)])]
  return {
    holds: async () => holds,
    sourceStatuses: async () =>
      ids.map((source) => ({
        ...statusOf(
          source,
          ads.filter((held) => held.source === source),
        ),
        statements: statements.filter(({ view }) => view.source === source).length,
        holds: holds.filter((hold) => hold.source === source),
      })),
  }
}

function statusOf(source: SourceId, ads: readonly HeldDisclosure[]): Omit<SourceStatus, 'statements' | 'holds'> {
  const withdrawn = ads.filter(({ listing }) => listing.withdrawnAt !== null).length
  const missing = ads.filter(({ listing }) => listing.missingSince !== null).length - withdrawn
  const gaps = ['2024-11-03', '2024-10-30', '2024-10-29'].map(day)
  return {
    source,
    ads: ads.length,
    advertisers: new Set(ads.map(({ advertiser }) => advertiser?.key)).size,
    files: 3,
    lastObservedOn: day('2024-11-06'),
    lastFiles: ['2024-11-06', '2024-11-05'].map((observed) => fileOf(source, observed)),
    series: [
      {
        name: '2024',
        files: 3,
        firstDay: day('2024-10-20'),
        lastDay: day('2024-11-06'),
        missingDays: gaps,
        of: 'ads' as const,
        missingDayCount: 14,
        missing,
        withdrawn,
      },
    ],
    quarantine:
      source === 'snap' ? [{ code: 'record.malformed', reason: 'The row has 37 cells, not 38.', records: 2 }] : [],
  }
}

function fileOf(source: SourceId, observed: string): FileStatus {
  return {
    name: `${source}-${observed}.csv.gz`,
    format: `${source}-csv`,
    observedOn: day(observed),
    importedAt: moment('2024-11-07'),
    rows: 1204,
    loaded: 12,
    changed: 190,
    unchanged: 1000,
    quarantined: 2,
    drift: observed === '2024-11-06' ? ['new column “PayerCountry”'] : [],
  }
}
