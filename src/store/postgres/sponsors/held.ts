import type { DataSource, QueryRunner } from 'typeorm'
import { type SponsorId, sponsorId } from '../../../domain/ids.ts'
import type { SponsorType } from '../../../domain/sponsor.ts'
import type { HeldMentions, HeldPlacement, HeldSponsor } from '../../../ports/sponsor-store.ts'
import type { Mention } from '../../../sponsors/mention.ts'
import { followDomains } from './domains.ts'
import { type AccountsPay, type ReadMention, readAllMentions, readMentions } from './read-mentions.ts'

/** All mentions, whose they are, and what people decided: of one moment. */
export async function heldMentions(dataSource: DataSource, accountsPay: AccountsPay): Promise<HeldMentions> {
  await followDomains(dataSource)
  await dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL statement_timeout = 0')
    await manager.query(ANALYZE)
  })
  return inSnapshot(dataSource, false, async (runner) => {
    const read: ReadMention[] = []
    for await (const each of readAllMentions(runner, accountsPay)) read.push(each)
    return assembled(runner, read, null)
  })
}

/** What many small loads have brought: neither this run's planner knows it yet, nor that of the rankings after it. */
const ANALYZE = `ANALYZE mention, advertiser, advertiser_name, advertiser_fact, mention_total, mention_domain,
  mention_sponsor, ad_spend, ad_spend_ever, spend_statement, statement_ever`

/** The same of these mentions, and of all that belongs to the sponsors that they have or had. */
export async function heldAround(
  dataSource: DataSource,
  ids: readonly string[],
  accountsPay: AccountsPay,
): Promise<HeldMentions> {
  await followDomains(dataSource)
  return inSnapshot(dataSource, true, async (runner) => {
    const around: { id: string }[] = await runner.query(AROUND, [ids])
    const all = around.map(({ id }) => id)
    return assembled(runner, await readMentions(runner, all, accountsPay), all)
  })
}

const AROUND = `
SELECT given.id FROM unnest($1::bigint[]) given (id)
UNION
SELECT other.mention_id FROM mention_sponsor placed
JOIN mention_sponsor other ON other.sponsor_id = placed.sponsor_id -- mention_sponsor_by_sponsor
WHERE placed.mention_id = ANY($1::bigint[])`

/** Each mention is looked up by index: after a first load the planner knows little, and would read whole tables for each. */
const SETTINGS = "SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'; SET LOCAL enable_seqscan = off"
/** Of a few mentions, nothing is read whole. */
const BY_INDEX = 'SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_material = off'

/** @param isFew whether it is asked about a few mentions alone */
export async function inSnapshot<Result>(
  dataSource: DataSource,
  isFew: boolean,
  act: (runner: QueryRunner) => Promise<Result>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner()
  try {
    await runner.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; ${SETTINGS}${isFew ? `; ${BY_INDEX}` : ''}`)
    const result = await act(runner)
    await runner.query('COMMIT')
    return result
  } catch (problem) {
    await runner.query('ROLLBACK').catch(() => undefined) // a lost connection has rolled back by itself
    throw problem
  } finally {
    await runner.release()
  }
}

/** @param ids null: of all */
async function assembled(
  runner: QueryRunner,
  read: readonly ReadMention[],
  ids: readonly string[] | null,
): Promise<HeldMentions> {
  const former = await formerSponsors(runner, ids)
  const placements = new Map<string, HeldPlacement>()
  const mentions: Mention[] = []
  for (const { mention, sponsor } of read) {
    mentions.push(mention)
    if (sponsor === null) continue
    placements.set(mention.id, { sponsor: sponsorId(sponsor), former: former.get(mention.id) ?? [] })
  }
  const concerned = ids === null ? null : [...placements.values()].flatMap((held) => [held.sponsor, ...held.former])
  const [{ changes }] = await runner.query('SELECT standing.changes FROM sponsor_standing standing')
  return {
    stamp: changes,
    mentions,
    placements,
    sponsors: await sponsorsOf(runner, concerned),
    persons: await personsIn(runner),
    judgements: await runner.query(JUDGEMENTS, [ids]),
    idChanges: await runner.query(ID_CHANGES, [ids === null ? null : read.map(({ mention }) => mention.accountId)]),
  }
}

const FORMER = `
SELECT was.mention_id, was.sponsor_id
FROM mention_sponsor_was was
JOIN sponsor ON sponsor.id = was.sponsor_id AND sponsor.status = 'tombstone'
WHERE $1::bigint[] IS NULL OR was.mention_id = ANY($1::bigint[]) -- mention_sponsor_was_pkey
GROUP BY 1, 2 ORDER BY max(was.to_revision) DESC`

async function formerSponsors(runner: QueryRunner, ids: readonly string[] | null): Promise<Map<string, SponsorId[]>> {
  const rows: { mention_id: string; sponsor_id: string }[] = await runner.query(FORMER, [ids])
  const former = new Map<string, SponsorId[]>()
  for (const { mention_id: mention, sponsor_id: sponsor } of rows) {
    former.set(mention, [...(former.get(mention) ?? []), sponsorId(sponsor)])
  }
  return former
}

const SPONSORS = `
SELECT sponsor.id, extract(epoch FROM sponsor.created_at)::float8 * 1000 AS made_at, sponsor.name, sponsor.type, redirect.into_sponsor
FROM sponsor LEFT JOIN sponsor_redirect redirect ON redirect.former = sponsor.id
WHERE $1::text[] IS NULL OR sponsor.id = ANY($1::text[])`

interface SponsorRow {
  readonly id: string
  readonly made_at: number
  readonly name: string
  readonly type: SponsorType
  readonly into_sponsor: string | null
}

async function sponsorsOf(
  runner: QueryRunner,
  ids: readonly SponsorId[] | null,
): Promise<ReadonlyMap<SponsorId, HeldSponsor>> {
  const rows: SponsorRow[] = await runner.query(SPONSORS, [ids])
  return new Map(
    rows.map(({ id, made_at: madeAt, name, type, into_sponsor: into }) => [
      sponsorId(id),
      { id: sponsorId(id), madeAt, name, type, mergedInto: into === null ? null : sponsorId(into) },
    ]),
  )
}

/** What is in force; with $1, of these mentions. */
export const JUDGEMENTS = `
SELECT DISTINCT said.a, said.b, said.verdict
FROM sponsor_judgement said
WHERE said.state = 'in_force' AND said.verdict <> 'unsure'
  AND ($1::bigint[] IS NULL OR said.a = ANY($1::bigint[]) OR said.b = ANY($1::bigint[]))
ORDER BY 1, 2, 3`

export const ID_CHANGES = `
SELECT alias.platform, alias.former_key AS "formerId", alias.key AS id FROM advertiser_alias alias
WHERE $1::text[] IS NULL OR alias.former_key = ANY($1::text[]) OR alias.key = ANY($1::text[])
ORDER BY 1, 2, 3`

async function personsIn(runner: QueryRunner): Promise<ReadonlyMap<string, SponsorId>> {
  const rows: { key: string; sponsor_id: string }[] = await runner.query(PERSONS)
  return new Map(rows.map(({ key, sponsor_id: id }) => [key, sponsorId(id)]))
}

const PERSONS = "SELECT person.scheme || ':' || person.value AS key, person.sponsor_id FROM sponsor_person person"
