import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { DataSource } from 'typeorm'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { type ImportDeps, type ImportOutcome, importFile } from '../../src/pipeline/import-file.ts'
import type { Archive } from '../../src/ports/archive.ts'
import type { LoadReport } from '../../src/ports/disclosure-store.ts'
import type { RawArchive } from '../../src/ports/raw-archive.ts'
import type { Source } from '../../src/ports/source.ts'
import type { Upkeep } from '../../src/ports/upkeep.ts'
import { neverDisclosedBy, sourceFacts, sources } from '../../src/sources/registry.ts'
import { recordReader } from '../../src/sources/shared/record-reader.ts'
import { fileRawArchive } from '../../src/store/blobs/raw-archive.ts'
import { postgresArchive } from '../../src/store/postgres/archive.ts'
import { openDatabase } from '../../src/store/postgres/data-source.ts'
import { postgresDisclosureStore } from '../../src/store/postgres/load-records.ts'
import { postgresStatementStore } from '../../src/store/postgres/load-statements.ts'
import { postgresUpkeep } from '../../src/store/postgres/upkeep.ts'

/** An archive of its own on the run's server, with a folder of its own. */
export interface TestArchive {
  readonly database: DataSource
  readonly archive: Archive
  readonly rawArchive: RawArchive
  readonly upkeep: Upkeep
  readonly importDeps: ImportDeps
  readonly folder: string
  /** Writes a file into the archive's folder and imports it. */
  readonly importText: (source: string, name: string, content: string | Buffer) => Promise<ImportOutcome[]>
  readonly importPath: (source: string, path: string, observedOn?: CalendarDate) => Promise<ImportOutcome[]>
  readonly close: () => Promise<void>
}

/** @param template the database that its own is a clone of */
export async function openTestArchive(template = 'paidfor_template'): Promise<TestArchive> {
  const { url, drop } = await scratchDatabase(`TEMPLATE ${template} STRATEGY FILE_COPY`)
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-archive-'))
  const database = await openDatabase(url)
  const rawArchive = fileRawArchive(join(folder, 'raw'))
  const importDeps: ImportDeps = {
    rawArchive,
    store: postgresDisclosureStore(database, neverDisclosedBy),
    statementStore: postgresStatementStore(database),
    sources,
    reader: recordReader,
    detectLanguage: (text) => (/[éèç]|\b(le|la|les|vote[zr])\b/.test(text) ? 'fr' : 'en'),
    today: () => '2026-11-25' as CalendarDate,
    onProgress: () => undefined,
  }
  const importPath: TestArchive['importPath'] = async (source, path, observedOn) => {
    const found = importFile(importDeps, { source: sourceOf(source), path, observedOn: observedOn ?? null })
    const outcomes: ImportOutcome[] = []
    for await (const outcome of found) outcomes.push(outcome)
    return outcomes
  }
  return {
    database,
    archive: postgresArchive(database, sourceFacts),
    upkeep: postgresUpkeep(database),
    rawArchive,
    importDeps,
    folder,
    importPath,
    importText: async (source, fileName, content) => {
      await writeFile(join(folder, fileName), content)
      return importPath(source, join(folder, fileName))
    },
    close: async () => {
      if (database.isInitialized) await database.destroy()
      await drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A database on the run's server: empty, or a clone of a template. */
export async function scratchDatabase(options = ''): Promise<{ url: string; drop: () => Promise<unknown> }> {
  const name = `t_${randomBytes(8).toString('hex')}`
  const url = await onServer((client) => client.query(`CREATE DATABASE ${name} ${options}`), name)
  return { url, drop: () => onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`), name) }
}

function sourceOf(id: string): Source {
  const source = sources.find(({ manifest }) => manifest.id === id)
  if (source === undefined) throw new Error(`no source ${id}`)
  return source
}

/** The report of an import that is expected to succeed. */
export function reportOf(outcome: ImportOutcome | undefined): LoadReport {
  if (outcome === undefined || 'problem' in outcome) throw outcome?.problem ?? new Error('nothing was imported')
  return outcome.report
}

/** On a connection of its own to the run's server. @returns the address of `database` there */
export async function onServer(act: (client: pg.Client) => Promise<unknown>, database = 'postgres'): Promise<string> {
  const server = process.env['PAIDFOR_TEST_SERVER']
  if (server === undefined) throw new Error('start the tests with npm test: they need their server')
  const client = new pg.Client(server)
  await client.connect()
  try {
    await act(client)
  } finally {
    await client.end()
  }
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
