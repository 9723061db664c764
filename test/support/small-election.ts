import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ImportDeps, importFile } from '../../src/pipeline/import-file.ts'
import { projectRoot } from '../../src/project-root.ts'
import { sources } from '../../src/sources/registry.ts'
import { onServer, openTestArchive, type TestArchive } from './archive.ts'

/** Where files of a small made-up election lie, made by hand. */
export const SMALL_ELECTION = join(projectRoot, 'test', 'pipeline', 'fixtures', 'small-election')

const TEMPLATE = 'paidfor_small_election'
const KEPT_FILES = join(tmpdir(), TEMPLATE) // of the run, as its server is: setup/start-postgres.mjs
const MAKING = 7_205_759_404

/** An archive of its own that holds them all: loaded by the first suite that asks, and cloned for each. */
export async function openSmallElection(): Promise<TestArchive> {
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [MAKING]) // until this connection ends
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE])
    if (rowCount === 0) await makeTemplate((sql) => client.query(sql))
  })
  const opened = await openTestArchive(TEMPLATE)
  await cp(KEPT_FILES, join(opened.folder, 'raw'), { recursive: true })
  return opened
}

async function makeTemplate(query: (sql: string) => Promise<unknown>): Promise<void> {
  const opened = await openTestArchive()
  await loadSmallElection(opened.importDeps)
  await cp(join(opened.folder, 'raw'), KEPT_FILES, { recursive: true })
  const [{ name }] = await opened.database.query('SELECT current_database() AS name')
  await opened.database.destroy()
  await query(`ALTER DATABASE ${name} RENAME TO ${TEMPLATE}`)
  await opened.close()
}

/** Loads them into an archive that is there. */
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
