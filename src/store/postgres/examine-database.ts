import pg from 'pg'
import { unavailable } from './data-source.ts'
import { migrations } from './migrations/all.ts'

/** What a database says of itself. */
export interface DatabaseFacts {
  /** `server_version_num`: 150004 is 15.4. */
  readonly version: number
  readonly encoding: string
  /** Milliseconds by which its clock is before ours; negative: behind. Good to half of the time that asking took. */
  readonly aheadMs: number
  /** Migrations of ours that it lacks, and such as we do not know. Both empty: it is of this build. */
  readonly missing: readonly string[]
  readonly unknown: readonly string[]
  /** Whether nothing of ours is in it. */
  readonly isEmpty: boolean
}

/**
 * Looks at a database and changes nothing in it.
 * @throws {Problem} `database.unavailable`
 */
export async function examineDatabase(url: string): Promise<DatabaseFacts> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, statement_timeout: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await factsOf(client)
  } catch (cause) {
    throw unavailable(url, cause)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The day of a migration is a part of its name: no machine whose clock is right runs this build before. */
export function newestMigrationAt(): Date {
  return new Date(Math.max(...ownNames().map((name) => Number(name.slice(-13)))))
}

const FACTS = `
SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
  extract(epoch FROM clock_timestamp())::float8 * 1000 AS now_ms, to_regclass('migrations') IS NOT NULL AS is_ours`

async function factsOf(client: pg.Client): Promise<DatabaseFacts> {
  const before = Date.now()
  const { rows } = await client.query(FACTS)
  const after = Date.now()
  const { version, encoding, now_ms: nowMs, is_ours: isOurs } = rows[0]
  const applied = isOurs ? await client.query('SELECT migration.name FROM migrations migration') : { rows: [] }
  const there = new Set<string>(applied.rows.map(({ name }) => name))
  const own = ownNames()
  return {
    version,
    encoding,
    aheadMs: Math.round(nowMs - (before + after) / 2),
    missing: own.filter((name) => !there.has(name)),
    unknown: [...there].filter((name) => !own.includes(name)),
    isEmpty: there.size === 0,
  }
}

function ownNames(): string[] {
  return migrations.map((Migration) => new Migration().name)
}
