import { createHash } from 'node:crypto'
import type { ElasticsearchSettings } from './settings.ts'

const KEYWORD = { type: 'keyword' }
const LONG = { type: 'long' }
/** Only added up: neither searched nor sorted by. */
const PART = { type: 'long', index: false }

/** Words come folded and separated from `domain/search-text.ts`, stems from the archive: the engine cuts at blanks. */
const ANALYSIS = { analyzer: { words: { type: 'custom', tokenizer: 'whitespace' } } }

/** README.md says what each holds. */
const PROPERTIES = {
  id: LONG,
  source: KEYWORD,
  ad_id: KEYWORD,
  words: { type: 'text', analyzer: 'words' },
  stems: { type: 'text', analyzer: 'words', index_options: 'docs', norms: false },
  names: { type: 'text', analyzer: 'words' },
  delivery: {
    type: 'nested',
    dynamic: 'strict',
    properties: { place: KEYWORD, kind: KEYWORD, share: { type: 'double' } },
  },
  formats: KEYWORD,
  recorded_abroad: KEYWORD,
  listing: KEYWORD,
  account: KEYWORD,
  advertiser: KEYWORD,
  payer: KEYWORD,
  currency: KEYWORD,
  spend_lower: LONG,
  spend_lower_high: PART,
  spend_lower_low: PART,
  spend_upper: LONG,
  spend_upper_high: PART,
  spend_upper_low: PART,
  impressions_lower: LONG,
  starts: LONG,
  ends: LONG,
}

const MAPPING = { dynamic: 'strict', properties: PROPERTIES }

/** Another one for each other mapping. */
export const SCHEMA = createHash('sha256')
  .update(JSON.stringify([MAPPING, ANALYSIS]))
  .digest('hex')
  .slice(0, 12)

type Layout = Pick<ElasticsearchSettings, 'shards' | 'replicas'>

/** Nothing is refreshed but by us, when a revision is complete: searches go through points in time alone. */
export function settingsOf({ shards, replicas }: Layout) {
  return {
    number_of_shards: shards,
    number_of_replicas: replicas,
    refresh_interval: '-1',
    gc_deletes: '0s',
    analysis: ANALYSIS,
  }
}

/** What an index that bears such a name by accident is given: nothing can be written into it that we do not know. */
export function templateBody(layout: Layout) {
  return { settings: settingsOf(layout), mappings: MAPPING }
}

export function indexBody(archive: string, layout: Layout) {
  return { settings: settingsOf(layout), mappings: { ...MAPPING, _meta: { archive, schema: SCHEMA } } }
}

/** An index as the engine describes it. */
export interface IndexDescription {
  readonly mappings?: Readonly<Record<string, unknown>>
  readonly settings?: { readonly index?: Readonly<Record<string, unknown>> }
}

/** Whether it is laid out as we would do it, for this archive. Copies are not looked at: operators change them as they go. */
export function isSound(found: IndexDescription, archive: string, { shards }: Pick<Layout, 'shards'>): boolean {
  const wanted = { ...MAPPING, _meta: { archive, schema: SCHEMA } }
  const settings = { number_of_shards: shards, analysis: ANALYSIS }
  return holds(wanted, found.mappings, false) && holds(settings, found.settings?.index, false)
}

/** The engine tells numbers as text, and what it adds itself is no fault; a field more is. */
function holds(wanted: unknown, found: unknown, isExact: boolean): boolean {
  if (Array.isArray(wanted)) return JSON.stringify(wanted) === JSON.stringify(found)
  if (typeof wanted !== 'object' || wanted === null) return String(wanted) === String(found)
  if (typeof found !== 'object' || found === null) return false
  const entries = Object.entries(wanted)
  if (isExact && entries.length !== Object.keys(found).length) return false
  return entries.every(([name, value]) =>
    holds(value, (found as Readonly<Record<string, unknown>>)[name], name === 'properties'),
  )
}
