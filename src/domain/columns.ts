import type { Cell } from './csv.ts'
import { type DisclosureFields, type FieldName, toldValue } from './disclosure.ts'
import { FIELD_NAMES, type FieldState, fieldState, type HeldDisclosure, textLanguage } from './held-disclosure.ts'
import { advertiserPage } from './ids.ts'
import { majorBounds } from './money.ts'
import type { Range } from './range.ts'

/** What a column needs to know beside the ad. */
interface Told {
  readonly held: HeldDisclosure
  /** How each of `FIELD_NAMES` stands, in their order. */
  readonly states: readonly FieldState[]
  readonly dataQuality: string | null
}

/**
 * What columns need to know of an ad, found out once for all of them. `dataQuality`: what is known against its days; null
 * where nothing is, and for rows that leave the column out.
 */
export function toldOf(
  held: HeldDisclosure,
  neverDisclosed: readonly FieldName[],
  dataQuality: string | null = null,
): Told {
  return { held, states: FIELD_NAMES.map((name) => fieldState(held.fields, name, neverDisclosed)), dataQuality }
}

/** The one column that tells of the files around an ad, and not of the ad: it changes with every file. */
export const QUALITY_COLUMN = 'data_quality'

/** A column of every CSV of ads. The same list makes the dictionary on the page about the data. */
export interface Column {
  readonly name: string
  /** Text may hold anything an advertiser wrote and is guarded in spreadsheets; numbers and dates are bare. */
  readonly kind: 'text' | 'number' | 'date'
  /** Meaning, unit, and what an empty cell says. */
  readonly meaning: string
  /** Null is an empty cell. */
  readonly value: (told: Told) => string | null
}

/** The cells of a row: all of them, or those of some columns. */
export function cellsOf(told: Told, columns: readonly Column[] = COLUMNS): Cell[] {
  return columns.map(({ kind, value }) => ({ kind, value: value(told) }))
}

const LIST = ' | '

export const COLUMNS: readonly Column[] = [
  text('id', 'Identity for ever: source and the source’s own ad id. The ad’s page is /ads/<id>.', ({ id }) => id),
  text('source', 'The ad library, by its short name.', ({ source }) => source),
  text('ad_id', 'The source’s own id of the ad. Text, whatever it looks like.', ({ adId }) => adId),
  field('advertiser_name', 'Account in whose name the ad ran, as the platform names it.', (f) =>
    toldValue(f.advertiserName),
  ),
  field('advertiser_id', 'The platform’s id of that account.', (f) => toldValue(f.advertiserId)),
  field(
    'paid_for_by',
    'The disclaimer, letter by letter. Empty: see not_disclosed and the two columns after it.',
    (f) => toldValue(f.disclaimer),
  ),
  field('billing_country', 'Country of the billing address (ISO 3166-1).', (f) =>
    codes(single(toldValue(f.billingCountry))),
  ),
  field('countries', 'Countries the ad was aimed at or shown in (ISO 3166-1); unresolved names as written.', (f) =>
    codes(toldValue(f.countries)),
  ),
  field('regions', 'Regions the ad was aimed at or shown in (ISO 3166-2); unresolved names as written.', (f) =>
    codes(toldValue(f.regions)),
  ),
  date('starts_on', 'First day of delivery, as configured or reported by the source, UTC.', (f) =>
    toldValue(f.startsOn),
  ),
  date('ends_on', 'Last day of delivery, UTC. Empty while no end is told.', (f) => toldValue(f.endsOn)),
  text('first_seen_at', 'When the archive’s files first show the ad, UTC.', ({ firstSeenAt }) => firstSeenAt),
  text('last_seen_at', 'When the archive’s files last show the ad, UTC.', ({ lastSeenAt }) => lastSeenAt),
  text(
    'missing_since',
    'When a complete file of the source first lacked the ad, UTC. Empty: it is listed, or nothing can be said.',
    ({ listing }) => listing.missingSince,
  ),
  text(
    'withdrawn_at',
    'When a second complete file lacked it, at least 20 hours later, UTC. Empty: not withdrawn as far as we know.',
    ({ listing }) => listing.withdrawnAt,
  ),
  text(
    'recorded_abroad',
    'Recorded facts that do not fit where the ad was aimed: billing_country, currency. An indicator, no verdict.',
    ({ recordedAbroad }) => list(recordedAbroad),
  ),
  text(
    'advertiser_page',
    'Path of the page of the account, under its identity for ever. Empty: the source names no account.',
    ({ advertiser }) => (advertiser === null ? null : advertiserPage(advertiser)),
  ),
  field(
    'currency',
    'ISO 4217 code of both spend columns. XXX: the file names no currency.',
    (f) => toldValue(f.spend)?.currency ?? null,
  ),
  number('spend_lower', 'Spend to date, lower bound, inclusive, in major units of the currency.', (f) =>
    bound(f, 'lower'),
  ),
  number('spend_upper', 'Upper bound, inclusive. Empty beside a lower bound: the range is open at the top.', (f) =>
    bound(f, 'upper'),
  ),
  number('impressions_lower', 'Times shown, lower bound, inclusive.', (f) => lower(toldValue(f.impressions))),
  number('impressions_upper', 'Times shown, upper bound. Empty beside a lower bound: open.', (f) =>
    upper(toldValue(f.impressions)),
  ),
  number('reach_lower', 'People reached, lower bound.', (f) => lower(toldValue(f.reach))),
  number('reach_upper', 'People reached, upper bound. Empty beside a lower bound: open.', (f) =>
    upper(toldValue(f.reach)),
  ),
  number('audience_size_lower', 'People the targeting could reach, lower bound.', (f) =>
    lower(toldValue(f.audienceSize)),
  ),
  number('audience_size_upper', 'Upper bound. Empty beside a lower bound: open.', (f) =>
    upper(toldValue(f.audienceSize)),
  ),
  field('formats', 'Kinds of creative.', (f) => list(toldValue(f.formats))),
  field('texts', 'The words of the ad, each as part: text.', (f) =>
    list(toldValue(f.texts)?.map(({ part, text: words }) => `${part}: ${words}`) ?? null),
  ),
  field('landing_urls', 'Where the ad leads.', (f) => list(toldValue(f.landingUrls))),
  field('media_urls', 'Where the platform kept image or video. Such links die.', (f) => list(toldValue(f.mediaUrls))),
  field('placements', 'Where on the platform it was shown.', (f) => list(toldValue(f.placements))),
  field('languages', 'Languages the source declares (ISO 639-1).', (f) => list(toldValue(f.languages))),
  text(
    'text_language',
    'Language of the texts: declared by the source, else detected. Empty where there are no texts.',
    textLanguage,
  ),
  field('targeting', 'Choices of the advertiser, as criterion (included or excluded): values.', (f) =>
    list(toldValue(f.targeting)?.map((c) => `${c.criterion} (${c.mode}): ${c.values.join('; ')}`) ?? null),
  ),
  field('audience', 'Who was reached, as age gender: share of delivery, 0 to 1.', (f) =>
    list(toldValue(f.audience)?.map((a) => `${a.age} ${a.gender}: ${a.share}`) ?? null),
  ),
  field('other_facts', 'What only this source tells, by its own labels.', (f) => {
    const facts = toldValue(f.otherFacts)
    return facts === null
      ? null
      : list(
          Object.keys(facts)
            .sort()
            .map((label) => `${label}: ${facts[label]}`),
        )
  }),
  field('remarks', 'What we noticed while reading the record.', (f) => list(f.remarks ?? null)),
  ...absences(),
  {
    name: QUALITY_COLUMN,
    kind: 'text',
    meaning:
      'Codes of what is known against days of the source on which the ad ran: unsettled, gap:days, partial:days, held_absences; more_gap or more_partial count those beyond 20. Empty: nothing. See /quality.',
    value: ({ dataQuality }) => dataQuality,
  },
]

/** Columns of the CSV for a field; the page about the data says so too. */
function absences(): Column[] {
  return [
    absence('not_disclosed', 'Fields the source left blank, or tells about no ad at all.'),
    absence('withheld', 'Fields that are known and not shown, such as private addresses.'),
    absence('not_collected', 'Fields that the files at hand do not carry: nothing is known about them.'),
  ]
}

function absence(state: Exclude<FieldState, 'told'>, meaning: string): Column {
  const value = ({ states }: Told) => list(FIELD_NAMES.filter((_, index) => states[index] === state))
  return { name: state, kind: 'text', meaning, value }
}

function text(name: string, meaning: string, value: (held: HeldDisclosure) => string | null): Column {
  return { name, kind: 'text', meaning, value: ({ held }) => value(held) }
}

function field(name: string, meaning: string, value: (fields: DisclosureFields) => string | null): Column {
  return { name, kind: 'text', meaning, value: ({ held }) => value(held.fields) }
}

function number(name: string, meaning: string, value: (fields: DisclosureFields) => string | null): Column {
  return { name, kind: 'number', meaning, value: ({ held }) => value(held.fields) }
}

function date(name: string, meaning: string, value: (fields: DisclosureFields) => string | null): Column {
  return { name, kind: 'date', meaning, value: ({ held }) => value(held.fields) }
}

function bound(fields: DisclosureFields, side: 'lower' | 'upper'): string | null {
  const spend = toldValue(fields.spend)
  return spend === null ? null : majorBounds(spend, spend.currency)[side]
}

function lower(range: Range | null): string | null {
  return range === null ? null : range.lower.toString()
}

function upper(range: Range | null): string | null {
  return range?.upper == null ? null : range.upper.toString()
}

function list(values: readonly string[] | null): string | null {
  return values === null || values.length === 0 ? null : values.join(LIST)
}

function single<Value>(value: Value | null): Value[] | null {
  return value === null ? null : [value]
}

function codes(places: readonly { readonly name: string; readonly code: string | null }[] | null): string | null {
  return list(places?.map(({ name, code }) => code ?? name) ?? null)
}
