import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { ElasticsearchSettings } from '../search/elasticsearch/settings.ts'
import { isWebAddress } from './addresses.ts'
import type { Fault, Given } from './fault.ts'

export type ElasticsearchConfig = ElasticsearchSettings

export const elasticsearchSettings = {
  ELASTICSEARCH_URL: z
    .string()
    .transform(addresses)
    .refine((all) => all.length > 0 && all.every(isWebAddress), {
      message:
        'is no address http://… or https://…, nor several with commas between them; user and password do not belong in ' +
        'it: ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD hold them',
      abort: true,
    })
    .refine(
      (all) => all.every((each) => !/[?#]/.test(each)),
      'holds a “?” or a “#”: an address of a node ends before it',
    )
    .transform((all) => [...new Set(all.map((each) => new URL(each).href.replace(/\/+$/, '')))])
    .optional(),
  ELASTICSEARCH_USER: z
    .string()
    .regex(/^[^:\p{Cc}]+$/u, 'is no name of a user: it holds a colon or a line break')
    .optional(),
  ELASTICSEARCH_PASSWORD: z
    .string()
    .regex(/^\P{Cc}+$/u, 'is no password: it holds a line break')
    .optional(),
  ELASTICSEARCH_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'is no key: it holds a blank, a line break or a letter that no key has')
    .optional(),
  ELASTICSEARCH_CA: z
    .string()
    .transform((path) => resolve(path))
    .refine(holdsCertificate, 'names no file with a certificate in PEM (-----BEGIN CERTIFICATE-----) that can be read')
    .optional(),
  ELASTICSEARCH_INDEX: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,39}$/,
      'is no beginning of a name: a letter, then letters, digits and hyphens, all lower case, 40 at most',
    )
    .default('paidfor'),
  ELASTICSEARCH_SHARDS: wholeNumber(1, 64).default(1),
  ELASTICSEARCH_REPLICAS: wholeNumber(0, 5).default(0),
}

function addresses(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

function holdsCertificate(path: string): boolean {
  try {
    return readFileSync(path, 'utf8').includes('-----BEGIN CERTIFICATE-----')
  } catch {
    return false
  }
}

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,3}$/, `is no number from ${least} to ${most}`)
    .transform(Number)
    .refine((number) => number >= least && number <= most, `is no number from ${least} to ${most}`)
}

/** What the settings of Elasticsearch say against each other. */
export function elasticsearchFaults(given: Given): Fault[] {
  const isMade = (name: string) => given[`ELASTICSEARCH_${name}`] !== undefined
  const fault = (name: string, says: string) => [{ setting: `ELASTICSEARCH_${name}`, says }]
  if (!isMade('URL')) {
    const useless = Object.keys(elasticsearchSettings).filter((name) => given[name] !== undefined)
    const says = 'has no effect without ELASTICSEARCH_URL: make that too, or leave it out'
    return useless.map((setting) => ({ setting, says }))
  }
  if (isMade('API_KEY') && (isMade('USER') || isMade('PASSWORD'))) {
    return fault('API_KEY', 'is made, and so is a user or a password: leave one way to sign in out')
  }
  if (isMade('USER') && !isMade('PASSWORD')) return fault('USER', 'has no password: ELASTICSEARCH_PASSWORD is not made')
  if (isMade('PASSWORD') && !isMade('USER')) return fault('PASSWORD', 'has no user: ELASTICSEARCH_USER is not made')
  if (isMade('CA') && !given['ELASTICSEARCH_URL']?.includes('https:')) {
    return fault('CA', 'has no effect: no address in ELASTICSEARCH_URL begins with https:')
  }
  return []
}

type Read = z.infer<z.ZodObject<typeof elasticsearchSettings>>

/** Null: there is none, and PostgreSQL searches. */
export function elasticsearchConfig(read: Read): ElasticsearchConfig | null {
  if (read.ELASTICSEARCH_URL === undefined) return null
  return {
    nodes: read.ELASTICSEARCH_URL,
    auth: authOf(read),
    caFile: read.ELASTICSEARCH_CA ?? null,
    index: read.ELASTICSEARCH_INDEX,
    shards: read.ELASTICSEARCH_SHARDS,
    replicas: read.ELASTICSEARCH_REPLICAS,
  }
}

function authOf(read: Read): ElasticsearchConfig['auth'] {
  const { ELASTICSEARCH_USER: user, ELASTICSEARCH_PASSWORD: password, ELASTICSEARCH_API_KEY: apiKey } = read
  if (apiKey !== undefined) return { apiKey }
  return user === undefined || password === undefined ? null : { user, password }
}
