import type { ManifestFile, ManifestSource, ReleaseColumn, ReleaseManifest, ReleaseTable } from '../ports/releases.ts'
import { primaryKeyOf } from './primary-key.ts'

/** `datapackage.json`: the CSV files of a release as a Frictionless Data Package, version 1. */
export function dataPackage({ id, asOf, schemaVersion, sources, files }: Omit<ReleaseManifest, 'documents'>): object {
  return {
    profile: 'tabular-data-package',
    name: `paidfor-${id}`,
    id: `paidfor-${id}`,
    title: `Political ads as platforms disclosed them, as of ${asOf.day}`,
    version: `${schemaVersion}.0.0`,
    description: `What this archive held at its revision ${asOf.revision}. Read README.txt first.`,
    keywords: ['political advertising', 'transparency', 'ad library'],
    sources: sources.map(({ name, publisherUrl }) => ({ title: name, path: publisherUrl })),
    resources: files.filter(({ format }) => format === 'csv.gz').map((file) => resource(file, sources)),
  }
}

function resource({ path, bytes, sha256, table, of, year, rows }: ManifestFile, sources: readonly ManifestSource[]) {
  const source = sources.find(({ id }) => id === of)
  return {
    profile: 'tabular-data-resource',
    name: path.replace(/\.csv\.gz$/, ''),
    title: [table, of, year].filter((part) => part !== null).join(', '),
    description: source === undefined ? `${rows} rows.` : `${rows} rows. Terms of ${source.name}: ${source.terms}`,
    path,
    format: 'csv',
    mediatype: 'text/csv',
    compression: 'gz',
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${sha256}`,
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    schema: `schema-${table}.json`,
  }
}

const TYPES: Readonly<Record<ReleaseColumn['kind'], string>> = {
  text: 'string',
  json: 'object',
  count: 'integer',
  money: 'number',
  date: 'date',
  instant: 'datetime',
  boolean: 'boolean',
}

/** `schema-ads.json`: the columns of a table as a Frictionless Table Schema. */
export function tableSchema(table: ReleaseTable): object {
  const primaryKey = primaryKeyOf(table)
  return {
    fields: table.columns.map(({ name, kind, unit, meaning }) => ({
      name,
      type: TYPES[kind],
      ...(kind === 'boolean' ? { trueValues: ['true'], falseValues: ['false'] } : {}),
      ...(kind === 'instant' ? { format: 'any' } : {}),
      description: unit === null ? meaning : `${meaning} Unit: ${unit}.`,
    })),
    missingValues: [''],
    ...(primaryKey === null ? {} : { primaryKey }),
  }
}
