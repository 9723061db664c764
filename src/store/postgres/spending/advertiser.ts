import type { DataSource } from 'typeorm'
import { type AdvertiserRef, platformId, sourceId } from '../../../domain/ids.ts'
import { currency } from '../../../domain/money.ts'
import type { Window } from '../../../domain/spending.ts'
import type { AdvertiserMoney, AdvertiserName, AdvertiserProfile } from '../../../ports/spending.ts'
import { type At, kept, wasShown } from '../as-of.ts'
import { asInstant, instantOrNull } from '../rows/held.ts'
import { ownBounds } from './bounds-sql.ts'
import { chosenPeriods } from './periods.ts'
import { type BoundsRow, witnessesOf } from './rows.ts'
import { boundsParameters, type SpendingScope } from './spending.ts'

export interface AdvertiserRow {
  readonly id: string
  readonly account_id: string | null
}

export async function advertiserRow(
  dataSource: DataSource,
  { platform, key }: AdvertiserRef,
  at: At,
): Promise<AdvertiserRow | null> {
  const [row] = await dataSource.query(
    `SELECT advertiser.id, advertiser.account_id FROM ${kept('advertiser', at)} advertiser -- advertiser_identity
     WHERE advertiser.platform = $1 AND advertiser.key = $2`,
    [platform, key],
  )
  return row ?? null
}

export async function advertiserProfile(
  dataSource: DataSource,
  ref: AdvertiserRef,
  window: Window,
  { holdsAllAds, at }: SpendingScope,
): Promise<AdvertiserProfile | null> {
  const row = await advertiserRow(dataSource, ref, at)
  if (row === null) return null
  const [names, facts, aliases, [counts], [absence]] = await Promise.all([
    dataSource.query(namesSql(at), [row.id]),
    dataSource.query(factsSql(at), [row.id]),
    dataSource.query(aliasesSql(at), [ref.platform, ref.key]),
    dataSource.query(countsSql(at), [row.id]),
    dataSource.query(absenceSql(at), [row.id]),
  ])
  return {
    ref: { platform: platformId(ref.platform), key: ref.key },
    name: names.find(({ kind }: NameRow) => kind === 'name')?.text ?? null,
    accountId: row.account_id,
    formerIds: aliases.filter(({ key }: AliasRow) => key === ref.key).map(({ former_key }: AliasRow) => former_key),
    laterId: aliases.find(({ former_key }: AliasRow) => former_key === ref.key)?.key ?? null,
    names: names.map(nameOf),
    facts: facts.map((fact: { label: string; value: string; source: string }) => ({
      ...fact,
      source: sourceId(fact.source),
    })),
    ads: Number(counts.ads),
    withdrawnAds: Number(counts.withdrawn),
    money: await money(dataSource, row.id, window, { holdsAllAds, at }),
    missingSince: instantOrNull(absence?.missing_since ?? null),
    withdrawnAt: instantOrNull(absence?.withdrawn_at ?? null),
  }
}

interface NameRow {
  readonly kind: AdvertiserName['kind']
  readonly text: string
  readonly first_seen_at: Date
  readonly last_seen_at: Date
}

interface AliasRow {
  readonly former_key: string
  readonly key: string
}

const namesSql = (at: At) => `
SELECT said.kind, said.text, said.first_seen_at, said.last_seen_at FROM ${kept('advertiser_name', at)} said
WHERE said.advertiser_id = $1 ORDER BY said.last_seen_at DESC, said.text LIMIT 500`

const factsSql = (at: At) => `
SELECT fact.label, fact.value, fact.source FROM ${kept('advertiser_fact', at)} fact
WHERE fact.advertiser_id = $1 AND fact.label NOT LIKE '(%' ORDER BY fact.last_seen_at DESC, fact.label, fact.value LIMIT 100`

const aliasesSql = (at: At) => `
SELECT alias.former_key, alias.key FROM ${kept('advertiser_alias', at)} alias
WHERE alias.platform = $1 AND (alias.former_key = $2 OR alias.key = $2) ORDER BY 1, 2 LIMIT 100`

const countsSql = (at: At) => `
SELECT count(*) AS ads, count(state.withdrawn_at) AS withdrawn FROM disclosure_state state -- disclosure_state_of_advertiser
WHERE state.advertiser_id = $1 AND ${wasShown(at)}`

const absenceSql = (at: At) => `
SELECT missing.observed_on::timestamptz AS missing_since, withdrawn.observed_on::timestamptz AS withdrawn_at
FROM ${kept('absence', at)} absence -- absence_by_advertiser
JOIN source_file missing ON missing.id = absence.missing_file_id
LEFT JOIN source_file withdrawn ON withdrawn.id = absence.withdrawn_file_id
WHERE absence.advertiser_id = $1 AND absence.restored_file_id IS NULL
ORDER BY missing.observed_on DESC LIMIT 1`

function nameOf({ kind, text, first_seen_at, last_seen_at }: NameRow): AdvertiserName {
  return { kind, text, firstSeenAt: asInstant(first_seen_at), lastSeenAt: asInstant(last_seen_at) }
}

const currenciesSql = (at: At) => `
SELECT ever.currency FROM ${kept('ad_spend_ever', at)} ever WHERE ever.advertiser_id = $1 AND ever.place = ''
UNION SELECT held.currency FROM ${kept('spend_statement', at)} held WHERE held.advertiser_id = $1 AND held.is_current -- …_by_advertiser
ORDER BY 1`

async function money(
  dataSource: DataSource,
  id: string,
  window: Window,
  { holdsAllAds, at }: SpendingScope,
): Promise<AdvertiserMoney[]> {
  const currencies: { currency: string }[] = await dataSource.query(currenciesSql(at), [id])
  const found: AdvertiserMoney[] = []
  for (const row of currencies) {
    const query = {
      ...window,
      by: 'advertiser' as const,
      place: null,
      platform: null,
      currency: currency(row.currency),
    }
    const periods = await chosenPeriods(dataSource, query, at)
    const parameters = [...boundsParameters(query, periods, holdsAllAds), id]
    const [bounds]: BoundsRow[] = await dataSource.query(ownBounds(window, at), parameters)
    if (bounds !== undefined) found.push({ currency: query.currency, ...witnessesOf(bounds) })
  }
  return found.sort((a, b) => Number(b.lower - a.lower))
}
