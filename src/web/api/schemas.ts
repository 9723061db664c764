import { z } from 'zod'
import { adHistorySchema, adSchema } from './ad.ts'
import { advertiserSchema } from './advertiser.ts'
import { bulkIndexSchema } from './bulk.ts'
import { plainPattern } from './patterns.ts'
import { problemSchema } from './problem.ts'
import { qualitySchema } from './quality.ts'
import { registriesSchema, registryRecordSchema } from './registries.ts'
import { sourceRunsSchema } from './runs.ts'
import { searchFileSchema, searchPageSchema } from './search.ts'
import { sourceHealthSchema, sourcesSchema } from './sources.ts'
import { spendersSchema, spendingRowSchema, spendingSchema } from './spending.ts'
import { sponsorAdsSchema, sponsorListSchema, sponsorSchema } from './sponsor.ts'
import { statementSchema } from './statement.ts'
import { totalsSchema } from './totals.ts'
import { recordPointerSchema } from './values.ts'
import { whyConvertedSchema, whySchema } from './why.ts'

/** Every answer of JSON by its name in the document. */
export const SCHEMAS = {
  Ad: adSchema,
  AdHistory: adHistorySchema,
  Advertiser: advertiserSchema,
  BulkIndex: bulkIndexSchema,
  Problem: problemSchema,
  Quality: qualitySchema,
  RecordPointer: recordPointerSchema,
  Registries: registriesSchema,
  RegistryRecord: registryRecordSchema,
  SearchFile: searchFileSchema,
  SearchPage: searchPageSchema,
  SourceHealth: sourceHealthSchema,
  SourceRuns: sourceRunsSchema,
  Sources: sourcesSchema,
  Spenders: spendersSchema,
  Spending: spendingSchema,
  SpendingRow: spendingRowSchema,
  Sponsor: sponsorSchema,
  SponsorAds: sponsorAdsSchema,
  SponsorList: sponsorListSchema,
  Statement: statementSchema,
  Totals: totalsSchema,
  Why: whySchema,
  WhyConverted: whyConvertedSchema,
} as const satisfies Readonly<Record<string, z.ZodType>>

export type SchemaName = keyof typeof SCHEMAS

type JsonSchema = Readonly<Record<string, unknown>>

/** The same in JSON Schema, each once; those inside others as references. */
export function componentSchemas(): Readonly<Record<string, JsonSchema>> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    io: 'output',
    uri: (id) => `#/components/schemas/${id}`,
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _id, ...schema }]) => [id, schema]),
  )
}

/** What a query may hold, parameter by parameter, as it is written in an address. */
export function parameterSchemas(query: z.ZodObject): Readonly<Record<string, JsonSchema>> {
  const { properties = {} } = z.toJSONSchema(query, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' })
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, readable(Object(schema))]))
}

function readable(schema: JsonSchema): JsonSchema {
  const { pattern } = schema
  return typeof pattern === 'string' ? { ...schema, pattern: plainPattern(pattern) } : schema
}
