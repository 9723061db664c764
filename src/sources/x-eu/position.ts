import type { Position } from '../../ports/crawling.ts'
import type { Operations } from './operations.ts'

interface Asked extends Position {
  /** The account’s numeric id. */
  readonly user: string
  readonly country: string
  readonly from: string
  readonly to: string
  /** How often the ids of the operations were looked for. */
  readonly looks: number
}

/** An export that was asked for. */
interface Begun {
  readonly exportId: string
  /** How often it was asked whether it is there. */
  readonly polls: number
}

/**
 * Where a report stands: the page with the ids of the operations, and the scripts that the page names; the order for the
 * export; whether it is there; its download. Looking for the ids again, an export under way is carried along.
 */
export type At =
  | (Asked & Partial<Begun> & { readonly step: 'page' })
  | (Asked & Partial<Begun> & { readonly step: 'script'; readonly script: string; readonly more: readonly string[] })
  | (Asked & { readonly step: 'create'; readonly operations: Operations })
  | (Asked & Begun & { readonly step: 'status'; readonly operations: Operations })
  | (Asked & Begun & { readonly step: 'download'; readonly operations: Operations; readonly url: string })
