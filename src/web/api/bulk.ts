import { z } from 'zod'
import { count, day, instant, moment } from './values.ts'

const table = z.enum(['ads', 'versions', 'statements', 'advertisers', 'files'])
const path = z
  .string()
  .regex(/^\/bulk\//)
  .describe('An address on this site.')
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const file = z.strictObject({
  url: path,
  table,
  of: z.string().nullable().describe('The source, or of advertisers the platform. Null: all of them.'),
  year: z
    .string()
    .nullable()
    .describe('Of the table’s days; undated: rows that tell none. Null: not divided by years.'),
  format: z.enum(['csv.gz', 'parquet']),
  rows: count,
  bytes: count,
  sha256,
  period: z
    .strictObject({ from: day, to: day })
    .nullable()
    .describe('First and last day of the rows. Null: they tell none.'),
})

const release = z.strictObject({
  id: moment,
  asOf: z.strictObject({ day, revision: count, madeAt: instant }).describe('What the archive held at this moment.'),
  schemaVersion: count.describe('Raised when columns or their meaning change.'),
  changesToken: moment.describe('Changes since this release are asked for with it.'),
  totals: z.array(z.strictObject({ table, rows: count })),
  fileCount: count,
  bytes: count.describe('Of all files together.'),
  sources: z.array(z.strictObject({ source: z.string(), isRedistributed: z.boolean() })),
  manifest: path,
  sums: path.describe('For sha256sum -c.'),
  files: z.array(file).nullable().describe('Every file of rows. Null: an older release, whose manifest names them.'),
})

/** What there is to take. */
export const bulkIndexSchema = z
  .strictObject({
    schemaVersion: count.describe('Of releases that are made now.'),
    newest: moment.nullable().describe('The newest release. Null: there is none yet.'),
    changesSince: path.nullable().describe('Where changes since the newest release are told. Null: there is none yet.'),
    sources: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        platform: z.string(),
        publisherUrl: z.string(),
        legalBasis: z.string(),
        coverage: z.string(),
        terms: z.string(),
        isRedistributed: z.boolean().describe('Whether its full records are in releases.'),
        withheldBecause: z.string().nullable().describe('Why they are not. Null: they are.'),
      }),
    ),
    releases: z.array(release).describe('Newest first.'),
    complete: z.literal(true),
  })
  .describe('Every release, and the files of the newest.')
