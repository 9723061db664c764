import type { DatabaseFacts } from '../../store/postgres/examine-database.ts'
import { type Check, fail, ok, warn } from './check.ts'

const OLDEST_SERVER = 150_000
const MOST_SKEW_MS = 5_000

/** What the database says of itself, judged. */
export function checkDatabase(facts: DatabaseFacts): readonly Check[] {
  return [checkServer(facts), checkSchema(facts), checkSkew(facts)]
}

function checkServer({ version, encoding }: DatabaseFacts): Check {
  const server = `PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}, ${encoding}`
  if (version < OLDEST_SERVER) return fail('database', `${server}: too old`, 'Use PostgreSQL 15 or newer.')
  if (encoding === 'UTF8') return ok('database', server)
  const todo = 'Make the database anew with ENCODING UTF8: names of advertisers are of every script.'
  return fail('database', `${server}: not every text can be kept in it`, todo)
}

function checkSchema({ missing, unknown, isEmpty }: DatabaseFacts): Check {
  if (unknown.length > 0) {
    const says = `it was brought further by a newer Paidfor (${unknown.join(', ')})`
    return fail('schema', says, 'Use that newer version: this one must not write into it.')
  }
  if (isEmpty) return ok('schema', 'the database holds no archive yet: npm start makes one')
  if (missing.length === 0) return ok('schema', 'it is of this version')
  const says = `it is older than this version: ${missing.join(', ')} are to be applied`
  return warn('schema', says, 'Make a backup, then npm start: it brings the schema up to date by itself.')
}

function checkSkew({ aheadMs }: DatabaseFacts): Check {
  const seconds = Math.abs(aheadMs) / 1_000
  const says = `the clock of the database is ${seconds.toFixed(1)} seconds ${aheadMs < 0 ? 'behind' : 'ahead of'} ours`
  if (Math.abs(aheadMs) <= MOST_SKEW_MS) return ok('clocks', says)
  return warn('clocks', says, 'Set both clocks by NTP: whether a run is late, or has died, is told by them.')
}
