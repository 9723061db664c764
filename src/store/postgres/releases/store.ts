import type { DataSource } from 'typeorm'
import type { ReleaseArchive, ReleaseMoment } from '../../../ports/releases.ts'
import { momentOf, newestMoment } from '../as-of.ts'
import { asInstant } from '../rows/held.ts'
import { atMost } from './at-most.ts'
import { changesBetween } from './changes.ts'
import { readAll } from './read.ts'
import { SCHEMA_VERSION, TABLES } from './tables.ts'

/** Each holds one of the archive's few connections for as long as its reader takes. */
const MOST_CHANGES_AT_ONCE = 2

export function postgresReleaseArchive(dataSource: DataSource): ReleaseArchive {
  const enter = atMost(MOST_CHANGES_AT_ONCE)
  return {
    schemaVersion: SCHEMA_VERSION,
    tables: TABLES,
    momentOf: async (asOf) => {
      const moment = asOf === null ? await newestMoment(dataSource) : await momentOf(dataSource, asOf)
      return moment === null ? null : { ...moment, madeAt: await madeAt(dataSource, moment) }
    },
    read: (moment, sources) => readAll(dataSource, moment, sources),
    changes: async function* (between, sources) {
      using _place = enter()
      yield* changesBetween(dataSource, between, sources)
    },
  }
}

async function madeAt(dataSource: DataSource, { revision }: { revision: number }): Promise<ReleaseMoment['madeAt']> {
  const [row] = await dataSource.query('SELECT revision.made_at FROM revision WHERE revision.id = $1', [revision])
  return asInstant(row.made_at)
}
