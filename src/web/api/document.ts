import type { Limits } from '../web-deps.ts'
import { HEADERS, RESPONSES, responsesOf } from './answers.ts'
import { arithmetic } from './limits.ts'
import type { ApiDocument, ApiOperation, ApiParameter } from './openapi.ts'
import { type Operation, TAGS } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import type { ParameterWords } from './parameter-patterns.ts'
import { OWN_WORDS, PARAMETER_WORDS, PATH_WORDS } from './parameter-words.ts'
import { componentSchemas, parameterSchemas } from './schemas.ts'

/** Raised in its first place when something that was answered is answered no more. */
const API_VERSION = '1.0.0'

/** What differs from site to site. */
export interface DocumentSettings {
  readonly limits: Limits
  /** Ids of the sources, and of the companies behind them. */
  readonly sources: readonly string[]
  readonly platforms: readonly string[]
}

/** The API of this site in OpenAPI 3.1, made of the schemas that parse requests and of those that tests hold answers to. */
export function apiDocument(settings: DocumentSettings): ApiDocument {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Paidfor: the record of political advertising',
      version: API_VERSION,
      summary: 'Everything this archive shows, as data.',
      description: aboutTheApi(settings.limits),
      license: {
        name: 'GNU AGPL 3.0 (the software; records are under the terms of their sources)',
        identifier: 'AGPL-3.0-only',
      },
    },
    externalDocs: { url: '/api', description: 'The same for people, with examples.' },
    servers: [{ url: '/', description: 'This site' }],
    security: [],
    tags: TAGS,
    paths: Object.fromEntries(
      OPERATIONS.map((operation) => [operation.path, { get: operationOf(operation, settings) }]),
    ),
    components: { schemas: componentSchemas(), headers: HEADERS, responses: RESPONSES },
  }
}

function aboutTheApi(limits: Limits): string {
  return [
    'No key is needed to read, and there are none. Every address is one for people and, with format=csv or format=json, the same as data.',
    'GET and HEAD are answered, anything else is 405, or 403 where an operator acts. A parameter that is unknown or repeated is refused; an empty one counts as not given. Lengths are counted in units of UTF-16.',
    'Amounts are decimal text in major units of their currency, and bounds: nothing is estimated. Ids are text.',
    'Lists are followed by next. Cursors are opaque and name a revision of the archive: they stay valid for ever and show the archive as it was. By relevance, one of a list that a search index found (X-Search-Backend: elasticsearch) is valid for a while alone: then the answer is 410, and never the same ads over again.',
    arithmetic(limits),
    'Texts of ads are untrusted: escape them where you show them.',
  ].join('\n\n')
}

function operationOf(operation: Operation, settings: DocumentSettings): ApiOperation {
  const { id, tag, summary, description } = operation
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    parameters: [...pathParameters(operation), ...queryParameters(operation, settings)],
    responses: responsesOf(operation),
  }
}

function pathParameters({ path }: Operation): ApiParameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const words = wordsOf(PATH_WORDS, name)
    return {
      name,
      in: 'path',
      description: words.description,
      required: true,
      schema: { ...words.schema },
      example: words.example,
    }
  })
}

function queryParameters({ path, query }: Operation, settings: DocumentSettings): ApiParameter[] {
  if (query === null) return []
  const own = { ...PARAMETER_WORDS, ...OWN_WORDS[path] }
  return Object.entries(parameterSchemas(query)).map(([name, made]) => {
    const { description, example, schema, isNeeded = false } = wordsOf(own, name)
    const choices = name === 'platform' ? { enum: path === '/spending' ? settings.platforms : settings.sources } : {}
    const required = isNeeded || query.shape[name]?._zod.optin !== 'optional'
    return {
      name,
      in: 'query',
      description,
      required,
      ...(required ? {} : { allowEmptyValue: true }),
      schema: { ...made, ...schema, ...choices },
      ...(example === '' ? {} : { example: name === 'platform' ? (choices.enum?.[0] ?? example) : example }),
    }
  })
}

/** @throws {TypeError} where a parameter is not explained: then the document would not be whole. */
function wordsOf(words: Readonly<Record<string, ParameterWords>>, name: string): ParameterWords {
  const found = words[name]
  if (found === undefined) throw new TypeError(`the parameter ${name} is not explained`)
  return found
}
