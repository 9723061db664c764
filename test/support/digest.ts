import type { DataSource } from 'typeorm'

/**
 * All that the archive says, without what depends on when a file happened to arrive: ids, revisions, import times.
 * A text of lines for each statement: texts are compared at once, rows of objects are not.
 */
export function archiveDigest(database: DataSource): Promise<readonly string[]> {
  return Promise.all(STATEMENTS.map((statement) => linesOf(database, statement)))
}

async function linesOf(database: DataSource, statement: string): Promise<string> {
  const rows: { line: string }[] = await database.query(
    `SELECT row_to_json(told)::text AS line FROM (${statement}) told`,
  )
  return rows.map(({ line }) => line).join('\n')
}

const STATEMENTS = [
  `SELECT state.source, state.ad_id, state.content, state.text_language, state.disclaimer, state.countries,
     state.regions, state.currency, state.spend_lower_minor, state.spend_upper_minor, state.search::text, state.missing_since, state.withdrawn_at, state.recorded_abroad
   FROM disclosure_state state WHERE state.to_revision IS NULL ORDER BY 1, 2`,
  `SELECT disclosure.ad_id, encode(held.fingerprint, 'hex') AS fingerprint, held.content,
     held.advertiser_vector::text, held.disclaimer_vector::text, held.facts_vector::text, held.texts_vector::text,
     held.language
   FROM disclosure_content held JOIN disclosure ON disclosure.id = held.disclosure_id ORDER BY 1, 2`,
  `SELECT disclosure.ad_id, file.name, o.record_number, o.observed_at, encode(o.fingerprint, 'hex') AS fingerprint
   FROM observation o JOIN disclosure ON disclosure.id = o.disclosure_id JOIN source_file file ON file.id = o.file_id
   ORDER BY 1, 2, 3`,
  `SELECT advertiser.platform, advertiser.key, spend.place, spend.currency, spend.is_whole, spend.starts_on, spend.ends_on,
     spend.ads, spend.lower_minor, spend.upper_minor, spend.open_tops, mention.payer
   FROM ad_spend spend JOIN advertiser ON advertiser.id = spend.advertiser_id
   LEFT JOIN mention ON mention.id = spend.mention_id ORDER BY 1, 2, 3, 4, 5, 6, 7, mention.payer`,
  `SELECT advertiser.platform, advertiser.key, ever.place, ever.currency, ever.is_whole, ever.last_day, ever.ads,
     ever.lower_minor, ever.upper_minor, ever.open_tops, mention.payer
   FROM ad_spend_ever ever JOIN advertiser ON advertiser.id = ever.advertiser_id
   LEFT JOIN mention ON mention.id = ever.mention_id ORDER BY 1, 2, 3, 4, 5, mention.payer`,
  `SELECT advertiser.platform, advertiser.key, advertiser.account_id, advertiser.only_country, said.kind, said.text,
     said.first_seen_at, said.last_seen_at
   FROM advertiser LEFT JOIN advertiser_name said ON said.advertiser_id = advertiser.id ORDER BY 1, 2, 5, 6`,
  `SELECT advertiser.key, fact.source, fact.label, fact.value, fact.first_seen_at, fact.last_seen_at
   FROM advertiser_fact fact JOIN advertiser ON advertiser.id = fact.advertiser_id ORDER BY 1, 2, 3, 4`,
  `SELECT held.statement_key, held.fingerprint, held.lower_minor, held.upper_minor, held.is_current, file.name,
     o.record_number, o.part, o.observed_at, mention.payer AS payer_of_mention
   FROM statement_observation o
   JOIN spend_statement held ON held.id = o.statement_id
   LEFT JOIN mention ON mention.id = held.mention_id
   JOIN source_file file ON file.id = o.file_id ORDER BY 1, 2, 6, 7, 8`,
  'SELECT source, place, currency, from_day, to_day, is_partial, statements FROM statement_period ORDER BY 1, 2, 3, 4, 5, 6',
  'SELECT place, currency, platform, ads, statements FROM place_total ORDER BY 1, 2, 3',
  `SELECT absence.source, absence.series, disclosure.ad_id, advertiser.key, missing.name AS missing,
     withdrawn.name AS withdrawn, restored.name AS restored
   FROM absence
   LEFT JOIN disclosure ON disclosure.id = absence.disclosure_id
   LEFT JOIN advertiser ON advertiser.id = absence.advertiser_id
   JOIN source_file missing ON missing.id = absence.missing_file_id
   LEFT JOIN source_file withdrawn ON withdrawn.id = absence.withdrawn_file_id
   LEFT JOIN source_file restored ON restored.id = absence.restored_file_id ORDER BY 1, 2, 3, 4, 5`,
  `SELECT hold.source, hold.series, file.name, hold.listed, hold.absent, hold.status,
     (SELECT count(*) FROM hold_member member WHERE member.hold_id = hold.id) AS members
   FROM hold JOIN source_file file ON file.id = hold.file_id ORDER BY 1, 2, 3`,
  'SELECT facet, value, ads FROM facet_total ORDER BY 1, 2',
  'SELECT currency, ads, lower_minor, upper_minor, open_tops FROM currency_total ORDER BY 1',
  'SELECT source, name, records FROM unresolved_place ORDER BY 1, 2',
  'SELECT file.name, held.place, held.records FROM file_place held JOIN source_file file ON file.id = held.file_id ORDER BY 1, 2',
  'SELECT file.name, record.record_number, record.code, record.raw FROM quarantined_record record JOIN source_file file ON file.id = record.file_id ORDER BY 1, 2',
]

/** Runs a statement as a load would: under a revision that is being made. */
export function underRevision(database: DataSource, sql: string): Promise<unknown> {
  return database.transaction(async (manager) => {
    await manager.query("SELECT set_config('paidfor.revision', max(id)::text, true) FROM revision")
    return manager.query(sql)
  })
}

/** Which row versions there are: equal before and after means that no row was inserted, updated or deleted. */
export async function rowVersions(database: DataSource): Promise<unknown> {
  const tables: { name: string }[] = await database.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  )
  const versions: Record<string, unknown> = {}
  for (const { name } of tables) {
    const [row] = await database.query(
      `SELECT count(*) AS rows, md5(string_agg(ctid::text || xmin::text, ',' ORDER BY ctid)) AS versions FROM ${name}`,
    )
    versions[name] = row
  }
  return versions
}
