import { join } from 'node:path'
import { disclosureId, sourceId } from '../../src/domain/ids.ts'
import { replay } from '../../src/pipeline/replay.ts'
import { sources } from '../../src/sources/registry.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { type PoisonedFile, poisonedMeta, poisonedSnap } from '../support/poison.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize, seeded } from '../support/seeded.ts'
import { tolerantReader, tolerantSources } from '../support/tolerant.ts'

const RECORDS = proofSize(1_000)
const BAD = RECORDS / 100

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

interface Quarantined {
  readonly name: string
  readonly record_number: number
  readonly code: string
  readonly reason: string
  readonly raw: string
}

const QUARANTINE = `
SELECT file.name, record.record_number, record.code, record.reason,
  encode(sha256(decode(rtrim(encode(record.raw, 'escape'), E'\\r\\n'), 'escape')), 'hex') AS raw
FROM quarantined_record record JOIN source_file file ON file.id = record.file_id`

const quarantined = (): Promise<Quarantined[]> => opened.database.query(QUARANTINE)
const one = async (statement: string): Promise<number> => {
  const [row] = await opened.database.query(statement)
  return Number(Object.values(row)[0])
}

/** Bad records that are not in quarantine with their own bytes, a code and a reason; and good ones that are. */
function unaccounted(rows: readonly Quarantined[], files: readonly PoisonedFile[]): string[] {
  const wanted = new Map(files.flatMap(({ name, bad }) => [...bad].map(([number, raw]) => [`${name} ${number}`, raw])))
  const odd: string[] = []
  for (const { name, record_number, code, reason, raw } of rows) {
    const key = `${name} ${record_number}`
    const isRight = wanted.get(key) === raw && code.startsWith('record.') && reason !== ''
    if (!isRight) odd.push(`${key}: ${code}: ${reason}`)
    wanted.delete(key)
  }
  return [...odd, ...wanted.keys()]
}

async function load(): Promise<{ files: PoisonedFile[]; loaded: number; quarantined: number }> {
  const random = seeded()
  const files = [
    await poisonedSnap(join(opened.folder, '2024-10-01_2024.csv'), RECORDS / 2, BAD / 2, random),
    await poisonedMeta(join(opened.folder, '2024-10-01.json'), RECORDS / 2, BAD / 2, random),
  ]
  let [loaded, aside] = [0, 0]
  for (const { source, name } of files) {
    const [outcome] = await opened.importPath(source, join(opened.folder, name))
    loaded += reportOf(outcome).loaded
    aside += reportOf(outcome).quarantined
  }
  return { files, loaded, quarantined: aside }
}

async function retry() {
  const fixed = { ...opened.importDeps, sources: tolerantSources(sources), reader: tolerantReader }
  let [recovered, changed, left] = [0, 0, 0]
  const deps = { ...fixed, rawArchive: opened.rawArchive, upkeep: opened.upkeep }
  for await (const outcome of replay(deps, { source: null, onlyQuarantined: true })) {
    if ('problem' in outcome) throw outcome.problem
    recovered += outcome.report.recovered
    changed += outcome.report.changed
    left += outcome.report.quarantined
  }
  return { recovered, changed, left }
}

test('I-7 bad records are put aside with their bytes and reasons, the rest is loaded, and a fix takes them back', async () => {
  const { files, ...counts } = await load()
  expect(counts).toEqual({ loaded: RECORDS - BAD, quarantined: BAD })
  const rows = await quarantined()
  // The verifier sees a record whose bytes are not its own, and one that is not there.
  const [first, ...rest] = rows
  if (first === undefined) throw new Error('nothing in quarantine')
  expect(unaccounted([{ ...first, raw: 'other' }, ...rest], files)).toHaveLength(1)
  expect(unaccounted(rest, files)).toHaveLength(1)
  expect(unaccounted(rows, files)).toEqual([])
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()

  expect(await retry()).toEqual({ recovered: BAD, changed: 0, left: 0 })
  const left = await one('SELECT count(*) FROM quarantined_record')
  const observations = await one('SELECT count(*) FROM observation')
  const ads = await one('SELECT count(*) FROM disclosure_state state WHERE state.to_revision IS NULL')
  const reread = await one('SELECT count(*) FROM reread_record WHERE old_fingerprint IS NULL')
  proveReport({ ...counts, left, duplicates: observations - RECORDS + (ads - RECORDS), reread })
  expect({ left, observations, ads, reread }).toEqual({ left: 0, observations: RECORDS, ads: RECORDS, reread: BAD })
  const [taken] = await opened.database.query(
    `SELECT disclosure.source, disclosure.ad_id FROM disclosure
     JOIN reread_record reread ON reread.disclosure_id = disclosure.id LIMIT 1`,
  )
  const history = await opened.archive.history(disclosureId(sourceId(taken.source), taken.ad_id))
  expect(history?.events.map(({ kind }) => kind)).toEqual(['reread'])
})
