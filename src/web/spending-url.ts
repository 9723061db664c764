import { queryUrl } from './query-url.ts'
import { type SpendingParams, spendingParamsSchema } from './spending-request.ts'

type SpendingChanges = { readonly [Name in keyof SpendingParams]?: string | null | undefined }

const NAMES = spendingParamsSchema.keyof().options

/** The URL of a ranking, its parameters always in the same order. */
export function spendingUrl(params: SpendingChanges): string {
  return queryUrl('/spending', NAMES, params)
}

/** The same ranking with something changed, from its first page. */
export function changedSpendingUrl(params: SpendingParams, changes: SpendingChanges): string {
  const { after, format, table, cite, ...kept } = params
  return spendingUrl({ ...kept, ...changes })
}
