import { join } from 'node:path'
import { type ImportDeps, importFile } from '../../src/pipeline/import-file.ts'
import { projectRoot } from '../../src/project-root.ts'
import { sources } from '../../src/sources/registry.ts'

/** Where files of a small made-up election lie, made by hand. */
export const SMALL_ELECTION = join(projectRoot, 'test', 'pipeline', 'fixtures', 'small-election')

/** Loads them all. */
export async function loadSmallElection(deps: Omit<ImportDeps, 'onProgress'>): Promise<void> {
  for (const source of sources) {
    for (const name of FILES[source.manifest.id] ?? []) {
      const path = join(SMALL_ELECTION, name)
      const request = { source, path, observedOn: null }
      for await (const outcome of importFile({ ...deps, onProgress: () => undefined }, request)) {
        if ('problem' in outcome) throw outcome.problem
      }
    }
  }
}

const FILES: Readonly<Record<string, readonly string[]>> = {
  snap: ['snap-2024-10-14_2024.csv', 'snap-2024-11-04_2024.csv'],
  google: [
    'google-2024-11-04-advertiser-stats.csv',
    'google-2024-11-04-weekly-spend.csv',
    'google-2024-11-04-geo-spend.csv',
    'google-2024-11-04-creative-stats.csv',
  ],
  meta: ['meta-2024-11-04.json'],
  'meta-report': ['advertisers', 'locations', 'Georgia', 'Wisconsin'].map(
    (part) => `FacebookAdLibraryReport_2024-11-03_US_last_30_days_${part}.csv`,
  ),
}
