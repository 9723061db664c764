import type { PoolClient } from 'pg'
import type { QueryRunner } from 'typeorm'
import type { Mention } from '../../../sponsors/mention.ts'
import { readAhead } from '../read-ahead.ts'
import { mentionsSql } from './mentions-sql.ts'

const ROWS_A_FETCH = 2_000

export interface ReadMention {
  readonly mention: Mention
  /** Whose it is; null: nobody's yet. */
  readonly sponsor: string | null
}

interface MentionRow {
  readonly id: string
  readonly platform: string
  readonly account_id: string
  readonly payer: string
  readonly names: readonly string[] | null
  readonly domains: readonly string[] | null
  readonly facts: readonly string[] | null
  readonly country: string | null
  readonly state: string | null
  readonly first_seen: string | null
  readonly last_seen: string | null
  readonly weight: number | null
  readonly sponsor_id: string | null
}

/** Platforms that tell no payer beside the account, for the account itself is who pays. */
export type AccountsPay = ReadonlySet<string>

/** All of them, through a cursor of the transaction that is under way. */
export async function* readAllMentions(runner: QueryRunner, accountsPay: AccountsPay): AsyncGenerator<ReadMention> {
  const client: PoolClient = await runner.connect()
  await client.query(`DECLARE mentions NO SCROLL CURSOR FOR ${mentionsSql('true')}`)
  const fetch = async () => (await client.query<MentionRow>(`FETCH ${ROWS_A_FETCH} FROM mentions`)).rows
  for await (const rows of readAhead(fetch, ROWS_A_FETCH)) for (const row of rows) yield readMention(row, accountsPay)
  await client.query('CLOSE mentions')
}

/** To plan this question takes longer than to answer it: each connection plans it once. */
export async function readMentions(
  runner: QueryRunner,
  ids: readonly string[],
  accountsPay: AccountsPay,
): Promise<ReadMention[]> {
  const client: PoolClient = await runner.connect()
  const { rows } = await client.query<MentionRow>({ name: 'some mentions', text: SOME, values: [ids] })
  return rows.map((row) => readMention(row, accountsPay))
}

const SOME = mentionsSql('mention.id = ANY($1::bigint[])')

function readMention(row: MentionRow, accountsPay: AccountsPay): ReadMention {
  const mention: Mention = {
    id: row.id,
    platform: row.platform,
    accountId: row.account_id,
    ...namesOf(row, accountsPay),
    country: row.country,
    state: row.state,
    landingDomains: row.domains ?? [],
    registryIds: (row.facts ?? []).flatMap(declaredIds),
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    weight: row.weight,
  }
  return { mention, sponsor: row.sponsor_id }
}

function namesOf({ platform, payer, names }: MentionRow, accountsPay: AccountsPay) {
  const told = names ?? []
  const [newest] = told
  if (payer !== '' || newest === undefined || !accountsPay.has(platform)) return { payer, accountNames: told }
  return { payer: newest, accountNames: told.slice(1) }
}

/** Labels of facts that hold ids, and the schemes of these. */
const SCHEMES: ReadonlyMap<string, string> = new Map([
  ['FEC id', 'us-fec'],
  ['EIN', 'us-ein'],
  ['State registration', 'us-state'],
])

/** @param fact label and value, with a tab between; a value may hold several ids */
export function declaredIds(fact: string): string[] {
  const [label = '', ...rest] = fact.split('\t')
  const scheme = SCHEMES.get(label)
  if (scheme === undefined) return []
  const values = rest.join('\t').split(';')
  return values.flatMap((value) => (isNumbered(value) ? [`${scheme}:${value.trim()}`] : []))
}

/** “US-WI (no number)” names a register and nothing in it. */
function isNumbered(value: string): boolean {
  return value.trim() !== '' && !value.includes('(no number)')
}
