import type { ManifestSource, ReleaseManifest, ReleaseTable } from '../ports/releases.ts'

/** `README.txt`, for whoever opens the folder. */
export function readme(tables: readonly ReleaseTable[], manifest: Omit<ReleaseManifest, 'documents'>): string {
  const { id, asOf, schemaVersion, sources, totals } = manifest
  const rowsOf = (name: string) => totals.find(({ table }) => table === name)?.rows ?? 0
  return `Release ${id}
${'='.repeat(8 + id.length)}

What this archive of political-ad disclosures held at its revision ${asOf.revision}, made at ${asOf.madeAt}.
Version ${schemaVersion} of the tables. The same release, built again, is the same byte for byte.

Tables
------
${tables.map(({ name, meaning }) => `${name} (${rowsOf(name)} rows)\n  ${meaning}\n`).join('')}
Each table lies in files by source and year (by platform for advertisers), as CSV with gzip and as Parquet, with the
same rows in the same order. dictionary.csv says what every column means; manifest.json how many rows each file holds,
of which days, and its SHA-256. datapackage.json is the same for Frictionless Data.

Is all of it there?
-------------------
sha256sum -c SHA256SUMS

How to read it
--------------
PostgreSQL:  psql -X -f load.sql <an empty database>
DuckDB:      SELECT count(*) FROM read_parquet('ads-*.parquet');
pandas:      pandas.read_parquet('ads-snap-2024.parquet')

Good to know
------------
- Amounts are in major units of their currency. A lower and an upper bound are what the source disclosed: never take the
  middle for the amount, and never add different currencies.
- An empty cell is no zero: the columns not_disclosed, withheld and not_collected say why a field is empty.
- In CSV, a text that a spreadsheet would run as a formula has one ' in front. Parquet and load.sql give the text itself.
- What changed after this release: /bulk/changes?since=${id} on the site that it came from.

Sources and their terms
-----------------------
${sources.map(sourceText).join('\n')}`
}

function sourceText({ name, publisherUrl, legalBasis, terms, withheldBecause }: ManifestSource): string {
  const isIn = withheldBecause === null ? '' : `\n  Not in this release. ${withheldBecause}`
  return `${name}\n  ${publisherUrl}\n  ${legalBasis}\n  ${terms}${isIn}\n`
}
