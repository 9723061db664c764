import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import pg from 'pg'
import { z } from 'zod'
import type { ManifestFile, ReleaseManifest, ReleaseTable } from '../../src/ports/releases.ts'
import { TABLES } from '../../src/store/postgres/releases/tables.ts'
import { scratchDatabase, type TestArchive } from '../support/archive.ts'
import { loadLaterElection } from '../support/later-election.ts'
import { openSmallElection } from '../support/small-election.ts'
import { HOSTILE_NAMES, hostileSnapFile } from './support/hostile-files.ts'
import { csvFilesOf, releasedRows, releaseInto } from './support/released.ts'

let opened: TestArchive
let shelf: string
let folder: string
let manifest: ReleaseManifest
beforeAll(async () => {
  opened = await openSmallElection()
  shelf = mkdtempSync(join(tmpdir(), 'paidfor-readers-'))
  await opened.importText('snap', 'snap-2024-11-01_2023.csv', hostileSnapFile())
  await loadLaterElection(opened)
  const built = await releaseInto(opened, shelf, { redistribute: ['meta'] })
  folder = built.folder
  manifest = built.manifest
})
afterAll(async () => {
  await opened.close()
  rmSync(shelf, { recursive: true, force: true })
})

const parquetOf = ({ path }: ManifestFile) => path.replace(/csv\.gz$/, 'parquet')

test('every table has rows, and all that is hostile is among them', () => {
  for (const { table, rows } of manifest.totals) expect([table, rows > 0]).toEqual([table, true])
  const column = TABLES[0]?.columns.findIndex(({ name }) => name === 'advertiser_name') ?? -1
  const names = csvFilesOf(manifest, 'ads').flatMap((file) => releasedRows(folder, file).map((row) => row[column]))
  expect(HOSTILE_NAMES.filter((name) => !names.includes(name))).toEqual([])
})

test.each(TABLES.map((table) => [table.name, table] as const))(
  'Parquet holds the rows of the CSV: %s',
  async (name, table) => {
    for (const file of csvFilesOf(manifest, name)) {
      const buffer = await asyncBufferFromFile(join(folder, parquetOf(file)))
      const metadata = await parquetMetadataAsync(buffer)
      expect(Number(metadata.num_rows)).toBe(file.rows)
      const rows = await parquetReadObjects({ file: buffer, metadata })
      expect(rows.map((row) => table.columns.map((column) => asText(column.kind, row[column.name])))).toEqual(
        releasedRows(folder, file).map((row) => row.map((cell, index) => asRead(table, index, cell))),
      )
    }
  },
)

/** hyparquet, which reads it here, makes a floating number of a decimal, and drops a byte-order mark before a text. */
function asText(kind: ReleaseTable['columns'][number]['kind'], value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date)
    return kind === 'date' ? value.toISOString().slice(0, 10) : value.toISOString().replace('.000Z', 'Z')
  return typeof value === 'number' ? String(Number(value.toFixed(4))) : String(value)
}

function asRead({ columns }: ReleaseTable, index: number, cell: string | null): string | null {
  if (cell === null) return null
  return columns[index]?.kind === 'money' ? String(Number(cell)) : cell.replace(/^\ufeff/, '')
}

const python = [process.env['TEST_PYTHON'] || 'python3', 'python3'].find(
  (each) => spawnSync(each, ['-c', 'import duckdb, pandas, pyarrow']).status === 0,
)
const withPython = python === undefined ? test.skip : test

withPython('DuckDB and pandas read the Parquet (skipped where python3 has neither)', () => {
  const script = `
import sys, json, glob, duckdb, pandas
folder, found = sys.argv[1], {}
for table in ['ads', 'versions', 'statements', 'advertisers', 'files']:
    pattern = folder + '/' + table + '*.parquet'
    count = duckdb.sql("SELECT count(*) FROM read_parquet('" + pattern + "')").fetchall()[0][0]
    rows = sum(len(pandas.read_parquet(path)) for path in glob.glob(pattern))
    types = duckdb.sql("DESCRIBE SELECT * FROM read_parquet('" + pattern + "')").fetchall()
    found[table] = {'duckdb': count, 'pandas': rows, 'types': sorted({row[1] for row in types})}
money = "SELECT sum(spend_lower)::text FROM read_parquet('" + folder + "/ads-snap-*.parquet')"
found['money'] = duckdb.sql(money).fetchall()[0][0]
marked = "SELECT count(*) FROM read_parquet('" + folder + "/ads-*.parquet') WHERE advertiser_name = chr(65279) || '-1'"
found['marked'] = duckdb.sql(marked).fetchall()[0][0]
print(json.dumps(found))`
  const found = JSON.parse(execFileSync(python ?? '', ['-c', script, folder], { encoding: 'utf8' }))
  for (const { table, rows } of manifest.totals) expect(found[table]).toMatchObject({ duckdb: rows, pandas: rows })
  expect(found.marked).toBe(1)
  expect(found.ads.types).toEqual(['BIGINT', 'DATE', 'DECIMAL(38,4)', 'TIMESTAMP WITH TIME ZONE', 'VARCHAR'])
  expect(found.statements.types).toEqual(['BIGINT', 'BOOLEAN', 'DATE', 'DECIMAL(38,4)', 'VARCHAR'])
  const [spend] = [TABLES[0]?.columns.findIndex(({ name }) => name === 'spend_lower') ?? -1]
  const snap = csvFilesOf(manifest, 'ads').filter(({ of }) => of === 'snap')
  const sum = snap.flatMap((file) => releasedRows(folder, file)).reduce((all, row) => all + Number(row[spend] ?? 0), 0)
  expect(Number(found.money)).toBeCloseTo(sum, 2)
})

const withPsql = spawnSync('psql', ['--version']).status === 0 ? test : test.skip

function loadInto(url: string) {
  return spawnSync('psql', ['-X', '-q', '-d', url, '-f', 'load.sql'], { cwd: folder, encoding: 'utf8' })
}

withPsql('load.sql puts all rows into an empty PostgreSQL, letter by letter (skipped without psql)', async () => {
  const { url, drop } = await scratchDatabase('TEMPLATE template0 ENCODING UTF8')
  const client = new pg.Client(url)
  try {
    const { stderr, status } = loadInto(url)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    await client.connect()
    await client.query("SET TimeZone = 'UTC'")
    for (const table of TABLES) {
      const { rows } = await client.query({
        text: `SELECT ${table.columns.map(sqlText)} FROM ${table.name}`,
        rowMode: 'array',
      })
      const released = csvFilesOf(manifest, table.name).flatMap((file) => releasedRows(folder, file))
      expect(inOrder(rows)).toEqual(inOrder(released))
      const comments = await client.query(
        `SELECT count(*)::int AS n FROM pg_description WHERE objoid = '${table.name}'::regclass`,
      )
      expect(comments.rows[0].n).toBe(table.columns.length + 1)
    }
  } finally {
    await client.end()
    await drop()
  }
})

const inOrder = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort()

function sqlText({ name, kind }: ReleaseTable['columns'][number]): string {
  if (kind !== 'instant') return `"${name}"::text`
  const [date, time] = [`to_char("${name}", 'YYYY-MM-DD"T"HH24:MI:SS.MS')`, 'Z']
  return `replace(${date} || '${time}', '.000Z', 'Z')`
}

withPsql('load.sql loads nothing where a file is not whole (skipped without psql)', async () => {
  const { url, drop } = await scratchDatabase('TEMPLATE template0 ENCODING UTF8')
  const [file] = csvFilesOf(manifest, 'advertisers')
  const path = join(folder, file?.path ?? '')
  const whole = readFileSync(path)
  const [other] = csvFilesOf(manifest, 'advertisers').slice(1)
  writeFileSync(path, readFileSync(join(folder, other?.path ?? '')))
  try {
    const { status } = loadInto(url)
    expect(status).not.toBe(0)
    const client = new pg.Client(url)
    await client.connect()
    const { rows } = await client.query("SELECT count(*)::int AS n FROM pg_class WHERE relname = 'ads'")
    await client.end()
    expect(rows[0].n).toBe(0)
  } finally {
    writeFileSync(path, whole)
    await drop()
  }
})

const fieldSchema = z.strictObject({
  name: z.string().min(1),
  type: z.enum(['string', 'number', 'integer', 'boolean', 'object', 'date', 'datetime']),
  format: z.literal('any').optional(),
  trueValues: z.array(z.string()).optional(),
  falseValues: z.array(z.string()).optional(),
  description: z.string().min(10),
})
const tableSchemaSchema = z.strictObject({
  fields: z.array(fieldSchema).min(5),
  missingValues: z.tuple([z.literal('')]),
  primaryKey: z.array(z.string()).min(1).optional(),
})
const dataPackageSchema = z.strictObject({
  profile: z.literal('tabular-data-package'),
  name: z.string().regex(/^[a-z0-9._-]+$/),
  id: z.string(),
  title: z.string(),
  description: z.string(),
  version: z.string(),
  keywords: z.array(z.string()),
  sources: z.array(z.strictObject({ title: z.string(), path: z.url() })).min(1),
  resources: z
    .array(
      z.strictObject({
        profile: z.literal('tabular-data-resource'),
        name: z.string().regex(/^[a-z0-9._-]+$/),
        title: z.string(),
        description: z.string(),
        path: z.string().regex(/^[\w.-]+$/),
        format: z.literal('csv'),
        mediatype: z.literal('text/csv'),
        compression: z.literal('gz'),
        encoding: z.literal('utf-8'),
        bytes: z.int().positive(),
        hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
        dialect: z.record(z.string(), z.unknown()),
        schema: z.string().regex(/^schema-\w+\.json$/),
      }),
    )
    .min(5),
})

test('datapackage.json is a Frictionless Data Package, and its schemas tell the columns of the files', () => {
  const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const { resources } = dataPackageSchema.parse(json('datapackage.json'))
  expect(resources.map(({ path }) => path)).toEqual(
    manifest.files.filter(({ format }) => format === 'csv.gz').map(({ path }) => path),
  )
  for (const { name, columns } of TABLES) {
    const schema = tableSchemaSchema.parse(json(`schema-${name}.json`))
    expect(schema.fields.map((field) => field.name)).toEqual(columns.map((column) => column.name))
  }
})
