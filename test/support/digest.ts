import type { DataSource } from 'typeorm'

/** All that the archive says, without what depends on when a file happened to arrive: ids, revisions, import times. */
export async function archiveDigest(database: DataSource): Promise<unknown> {
  const rows = await Promise.all(STATEMENTS.map((statement) => database.query(statement)))
  return rows
}

const STATEMENTS = [
  `SELECT state.source, state.ad_id, state.content, state.text_language, state.disclaimer, state.countries,
     state.regions, state.currency, state.spend_lower_minor, state.spend_upper_minor, state.search::text
   FROM disclosure_state state WHERE state.to_revision IS NULL ORDER BY 1, 2`,
  `SELECT disclosure.ad_id, encode(held.fingerprint, 'hex') AS fingerprint, held.content,
     held.advertiser_vector::text, held.disclaimer_vector::text, held.facts_vector::text, held.texts_vector::text,
     held.language
   FROM disclosure_content held JOIN disclosure ON disclosure.id = held.disclosure_id ORDER BY 1, 2`,
  `SELECT disclosure.ad_id, file.name, o.record_number, o.observed_at, encode(o.fingerprint, 'hex') AS fingerprint
   FROM observation o JOIN disclosure ON disclosure.id = o.disclosure_id JOIN source_file file ON file.id = o.file_id
   ORDER BY 1, 2, 3`,
  'SELECT source, name, is_disclaimer, currency, ads, lower_minor, upper_minor, open_tops FROM sponsor_total ORDER BY 1, 2, 3, 4',
  'SELECT facet, value, ads FROM facet_total ORDER BY 1, 2',
  'SELECT * FROM currency_total ORDER BY 1',
  'SELECT source, name, records FROM unresolved_place ORDER BY 1, 2',
  'SELECT file.name, record.record_number, record.code, record.raw FROM quarantined_record record JOIN source_file file ON file.id = record.file_id ORDER BY 1, 2',
]

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
