/** The shape of our document, as far as the page about it reads it. */

export interface ApiParameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly description: string
  readonly required: boolean
  /** An empty one counts as not given. */
  readonly allowEmptyValue?: true
  readonly schema: Readonly<Record<string, unknown>>
  readonly example?: string | number
}

export interface ApiOperation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly parameters: readonly ApiParameter[]
  readonly responses: Readonly<Record<string, unknown>>
}

export interface ApiDocument {
  readonly openapi: '3.1.1'
  readonly paths: Readonly<Record<string, { readonly get: ApiOperation }>>
  readonly [part: string]: unknown
}
