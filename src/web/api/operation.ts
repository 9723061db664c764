import type { z } from 'zod'
import type { SchemaName } from './schemas.ts'

/** What an address answers, before it is put into the words of OpenAPI. */
export interface Operation {
  /** As OpenAPI writes it: `/ads/{source}/{adId}`. */
  readonly path: string
  readonly id: string
  readonly tag: (typeof TAGS)[number]['name']
  readonly summary: string
  readonly description: string
  /** The schema that the route itself parses its query with; null where it has no use for one. */
  readonly query: z.ZodObject | null
  /** What a 200 may hold. */
  readonly answers: {
    readonly page?: string
    readonly json?: { readonly schema: SchemaName | readonly SchemaName[]; readonly meaning: string }
    readonly csv?: string
    readonly text?: string
    readonly ndjson?: string
    readonly file?: string
    /** With the parameter cite. */
    readonly citation?: true
  }
  /** Beside 200, and beside what any request may meet. */
  readonly also?: readonly (301 | 302 | 404 | 410 | 416)[]
  /** Says in a field who searched. */
  readonly isSearch?: boolean
  /** Neither counted by the limit nor refused for parameters. */
  readonly isProbe?: boolean
}

export const TAGS = [
  { name: 'Ads', description: 'Ads as their sources tell them, with every version and record.' },
  { name: 'Sponsors', description: 'Who is behind the ads, over all platforms, with the reason for each join.' },
  { name: 'Money', description: 'Who spent how much: strict bounds, never estimates.' },
  { name: 'Registries', description: 'What public registries say, row by row, with the copy that each row is of.' },
  { name: 'Sources', description: 'What was read, how complete it is, and how fresh.' },
  { name: 'Bulk', description: 'Everything as files, and what changed since.' },
  { name: 'Site', description: 'About this site, and probes for whoever runs it.' },
] as const
