import type { Operation } from './operation.ts'
import { PROBLEMS, type WebProblemCode } from './problems.ts'
import type { SchemaName } from './schemas.ts'

/** Parts of the document that all operations share. */

type Part = Readonly<Record<string, unknown>>

/** Header fields, by name. */
export const HEADERS: Readonly<Record<string, Part>> = {
  'X-Request-Id': {
    description: 'The number under which this request stands in our log.',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  },
  'RateLimit-Limit': {
    description: 'Requests that your network may make in a window. Missing where the site sets no limit.',
    schema: { type: 'integer', minimum: 1 },
  },
  'RateLimit-Remaining': {
    description: 'Requests that are left in this window.',
    schema: { type: 'integer', minimum: 0 },
  },
  'RateLimit-Reset': {
    description: 'Seconds until the window ends and all are left again.',
    schema: { type: 'integer', minimum: 0 },
  },
  'RateLimit-Policy': {
    description: 'The limit and the window in seconds: 2000;w=60.',
    schema: { type: 'string', pattern: '^\\d+;w=\\d+$' },
  },
  'Retry-After': {
    description: 'Seconds after which the same request may be answered.',
    schema: { type: 'integer', minimum: 0 },
  },
  'X-Total-Count': {
    description: 'Rows of the file. Missing where nobody counted.',
    schema: { type: 'integer', minimum: 0 },
  },
  'X-Search-Backend': {
    description:
      'Who found a page of a search: elasticsearch, a search index beside the archive; postgres, the archive itself, where there is no index, or none that can answer. Both find the same ads; by relevance they order them differently. Missing on files of results.',
    schema: { enum: ['elasticsearch', 'postgres'] },
  },
  'Content-Disposition': {
    description: 'Of a file: a name to keep it under.',
    schema: { type: 'string' },
  },
  ETag: {
    description:
      'Send it as If-None-Match, and what has not changed is not sent again. Missing on files of any length.',
    schema: { type: 'string' },
  },
  Location: { description: 'Where to go.', required: true, schema: { type: 'string' } },
  Allow: { description: 'The methods that are answered.', required: true, schema: { const: 'GET, HEAD' } },
}

const LIMIT = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'RateLimit-Policy']

export function headers(names: readonly string[]): Part {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

/** Names of the fields that an answer with 200 may carry. */
export function headersOf({ answers, isProbe, isSearch }: Operation): Part {
  const isFile = answers.csv !== undefined || answers.json !== undefined || answers.ndjson !== undefined
  return headers([
    'X-Request-Id',
    ...(isProbe ? [] : LIMIT),
    'ETag',
    ...(isSearch ? ['X-Search-Backend'] : []),
    ...(isFile && !isProbe ? ['Content-Disposition', 'X-Total-Count'] : []),
  ])
}

const PAGE = { 'text/html': { schema: { type: 'string' } } }
const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

/** The refusals that an operation refers to, by status. */
export const RESPONSES: Readonly<Record<string, Part>> = {
  SentOn: {
    description: 'as_of names a day that is not over: go to the newest moment, which stays what it is.',
    headers: headers(['X-Request-Id', ...LIMIT, 'Location']),
    content: { 'text/html': { schema: { type: 'string' } }, 'text/plain': { schema: { type: 'string' } } },
  },
  MovedOn: {
    description: 'A former id: the sponsor has another one by now, and is there for ever.',
    headers: headers(['X-Request-Id', ...LIMIT, 'Location']),
    content: { 'text/html': { schema: { type: 'string' } }, 'text/plain': { schema: { type: 'string' } } },
  },
  NotModified: {
    description: 'Nothing has changed since the ETag that was sent.',
    headers: headers(['X-Request-Id', ...LIMIT, 'ETag']),
  },
  Invalid: refused('request.invalid'),
  NotFound: refused('request.not_found'),
  Refused: refused('request.refused', ['Allow']),
  Gone: refused('request.gone'),
  BadRange: refused('request.bad_range'),
  TooMany: refused('request.too_many', ['Retry-After']),
  Internal: refused('internal'),
  Unavailable: {
    description: `${PROBLEMS['request.busy'].meaning} Or: ${PROBLEMS['request.too_slow'].meaning} Or the site is starting.`,
    headers: headers(['Retry-After']),
    content: { ...PROBLEM, ...PAGE, 'text/plain': { schema: { type: 'string' } } },
  },
}

function refused(code: WebProblemCode, also: readonly string[] = []): Part {
  const { title, meaning } = PROBLEMS[code]
  return {
    description: `${title}. ${meaning}`,
    headers: headers(['X-Request-Id', ...LIMIT, ...also]),
    content: { ...PROBLEM, ...PAGE },
  }
}

const NAMES: readonly (readonly [number, keyof typeof RESPONSES])[] = [
  [301, 'MovedOn'],
  [302, 'SentOn'],
  [304, 'NotModified'],
  [400, 'Invalid'],
  [404, 'NotFound'],
  [405, 'Refused'],
  [410, 'Gone'],
  [416, 'BadRange'],
  [429, 'TooMany'],
  [500, 'Internal'],
  [503, 'Unavailable'],
]

/** Every status that an operation may answer with. */
export function responsesOf(operation: Operation): Part {
  const { also = [], isProbe = false } = operation
  const isMet = (status: number) =>
    [301, 302, 404, 410, 416].includes(status)
      ? also.some((each) => each === status)
      : !(isProbe && [400, 429].includes(status))
  return {
    200: { description: 'What was asked for.', headers: headersOf(operation), content: contentOf(operation) },
    ...Object.fromEntries(
      NAMES.filter(([status]) => isMet(status)).map(([status, name]) => [
        status,
        { $ref: `#/components/responses/${name}` },
      ]),
    ),
  }
}

function contentOf({ answers: { page, json, csv, text, ndjson, file, citation } }: Operation): Part {
  const plain = (description: string) => ({ schema: { type: 'string', description } })
  return {
    ...(page === undefined ? {} : { 'text/html': plain(page) }),
    ...(json === undefined ? {} : { 'application/json': { schema: schemaOf(json.schema, json.meaning) } }),
    ...(csv === undefined ? {} : { 'text/csv': plain(csv) }),
    ...(ndjson === undefined ? {} : { 'application/x-ndjson': plain(ndjson) }),
    ...(text === undefined ? {} : { 'text/plain': plain(text) }),
    ...(citation === undefined
      ? {}
      : {
          'text/plain': plain('With cite=text.'),
          'application/x-bibtex': plain('With cite=bibtex.'),
          'application/x-research-info-systems': plain('With cite=ris.'),
        }),
    ...(file === undefined ? {} : { '*/*': { schema: { description: file } } }),
  }
}

function schemaOf(names: SchemaName | readonly SchemaName[], description: string): Part {
  const refs = [names].flat().map((name) => ({ $ref: `#/components/schemas/${name}` }))
  return refs.length === 1 ? { description, ...refs[0] } : { description, anyOf: refs }
}
