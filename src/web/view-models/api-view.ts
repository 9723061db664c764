import type { Example } from '../api/examples.ts'
import { arithmetic, type LimitRow, limitRows } from '../api/limits.ts'
import type { ApiDocument, ApiOperation, ApiParameter } from '../api/openapi.ts'
import { PROBLEMS, problemAnchor, type WebProblemCode } from '../api/problems.ts'
import type { Limits } from '../web-deps.ts'

interface ParameterView {
  readonly name: string
  /** What it takes, and where it stands if that is not the query: `in the address: text`. */
  readonly kind: string
  readonly description: string
  readonly example: string | null
}

interface OperationView {
  readonly id: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly caption: string
  readonly parameters: readonly ParameterView[]
  readonly answers: readonly { readonly status: string; readonly types: string }[]
}

export interface ApiView {
  /** Whether the site counts requests. */
  readonly isLimited: boolean
  readonly limits: readonly LimitRow[]
  readonly arithmetic: string
  readonly problems: readonly {
    readonly anchor: string
    readonly code: string
    readonly status: number
    readonly title: string
    readonly meaning: string
  }[]
  readonly groups: readonly { readonly tag: string; readonly operations: readonly OperationView[] }[]
  readonly examples: readonly Example[]
}

/** The page about the API, made of the document, so that it says the same. */
export function apiView(document: ApiDocument, limits: Limits, examples: readonly Example[]): ApiView {
  const operations = Object.entries(document.paths).map(([path, { get }]) => ({ path, operation: get }))
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))]
  return {
    isLimited: limits.requestsPerMinute !== null,
    limits: limitRows(limits),
    arithmetic: arithmetic(limits),
    problems: (Object.keys(PROBLEMS) as WebProblemCode[]).map((code) => ({
      anchor: problemAnchor(code),
      code,
      ...PROBLEMS[code],
    })),
    groups: tags.map((tag) => ({
      tag,
      operations: operations
        .filter(({ operation }) => operation.tags.includes(tag))
        .map(({ path, operation }) => operationView(path, operation)),
    })),
    examples,
  }
}

function operationView(
  path: string,
  { operationId, summary, description, parameters, responses }: ApiOperation,
): OperationView {
  return {
    id: operationId,
    path,
    summary,
    description,
    caption: `Parameters of ${path}`,
    parameters: parameters.map(parameterView),
    answers: Object.entries(responses).map(([status, response]) => ({ status, types: typesOf(response) })),
  }
}

function parameterView({ name, in: place, description, required, schema, example }: ApiParameter): ParameterView {
  const where = place === 'path' ? 'in the address: ' : required ? 'always needed: ' : ''
  return {
    name,
    kind: `${where}${valuesOf(schema)}`,
    description,
    example: example === undefined ? null : String(example),
  }
}

function valuesOf({ enum: choices, type, minimum, maximum, maxLength, format }: ApiParameter['schema']): string {
  if (Array.isArray(choices)) return `one of ${choices.join(', ')}`
  if (type === 'integer') return `${minimum} to ${maximum}`
  if (format === 'date') return 'a day: YYYY-MM-DD'
  return maxLength === undefined ? 'text' : `text of at most ${maxLength} characters`
}

/** `text/html, application/json`; of a refusal, nothing. */
function typesOf(response: unknown): string {
  const { content } = Object(response)
  return content === undefined ? '' : Object.keys(content).join(', ')
}
