import fc from 'fast-check'
import type { CalendarDate, Instant } from '../../src/domain/calendar.ts'
import { COLUMNS, toldOf } from '../../src/domain/columns.ts'
import { csvRow } from '../../src/domain/csv.ts'
import { type DisclosureFields, NOT_DISCLOSED, WITHHELD } from '../../src/domain/disclosure.ts'
import type { HeldDisclosure } from '../../src/domain/held-disclosure.ts'
import { disclosureId, type PlatformId, sourceId } from '../../src/domain/ids.ts'
import { currency } from '../../src/domain/money.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import { lineWriter, WRITING_LENGTH, wholeLine, writing } from '../../src/domain/written-line.ts'

const source = sourceId('snap')
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('', '=1+1', '"a", b', 'two\r\nlines', '\0x', ' -5', 'Ünïcode ✓', ','),
)
const told = <Value>(value: fc.Arbitrary<Value>) => fc.oneof(value, fc.constantFrom(NOT_DISCLOSED, WITHHELD))
const somefields = fc.record(
  {
    advertiserName: told(text),
    disclaimer: told(text),
    texts: told(fc.array(fc.record({ part: fc.constant('body' as const), text }), { minLength: 1, maxLength: 3 })),
    startsOn: told(fc.constant('2024-10-01' as CalendarDate)),
    spend: told(
      fc.record({
        lower: fc.bigInt(0n, 9n),
        upper: fc.option(fc.bigInt(9n, 99n)),
        currency: fc.constant(currency('USD')),
      }),
    ),
    formats: told(fc.constant(['video' as const, 'text' as const])),
    otherFacts: told(fc.dictionary(fc.string({ minLength: 1 }), text)),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<DisclosureFields>

const anAd = fc.record({
  fields: somefields,
  missingSince: fc.option(fc.constant('2024-10-05T00:00:00Z' as Instant)),
  advertiser: fc.option(fc.record({ platform: fc.constant('snap' as PlatformId), key: fc.constant('n-1') })),
  recordedAbroad: fc.constantFrom([], ['currency' as const]),
  searchLanguage: fc.option(fc.constant('en')),
})

test('a line that was written ahead is, with what the moment adds, the row that the columns make', () => {
  fc.assert(
    fc.property(anAd, ({ missingSince, ...rest }) => {
      const held: HeldDisclosure = {
        ...rest,
        id: disclosureId(source, 'a1'),
        source,
        adId: 'a1',
        firstSeenAt: '2024-10-02T00:00:00Z' as Instant,
        lastSeenAt: '2024-10-03T00:00:00Z' as Instant,
        listing: { missingSince, withdrawnAt: null },
      }
      const line = lineWriter(source, ['reach'])(held)
      fc.pre(line !== null)
      const asMade = toldOf(held, ['reach'])
      expect(wholeLine(line ?? '', { ...held, dataQuality: null })).toBe(
        csvRow(
          COLUMNS.map(({ name, kind, value }) => ({ kind, value: name === 'data_quality' ? null : value(asMade) })),
        ),
      )
    }),
    { numRuns: 300 },
  )
})

test('an ad whose words hold the mark of a gap is not written ahead', () => {
  const ad = { id: disclosureId(source, 'a'), source, adId: 'a', recordedAbroad: [], searchLanguage: null }
  expect(lineWriter(source, [])({ ...ad, fields: { advertiserName: 'plain' } })).not.toBeNull()
  expect(lineWriter(source, [])({ ...ad, fields: { advertiserName: 'a\u001eb' } })).toBeNull()
})

test('other rules are marked otherwise, and every mark is of one length', () => {
  const marks = [writing(source, []), writing(source, ['reach']), writing(sourceId('meta'), [])]
  expect(new Set(marks).size).toBe(3)
  expect(marks.every((mark) => mark.length === WRITING_LENGTH)).toBe(true)
})

/** Lines of before are copied for as long as VERSION stays: what makes this test fail must raise it. */
test('what a line says is what lines of this version have always said', () => {
  const ad = {
    id: disclosureId(source, 'a1'),
    source,
    adId: 'a1',
    recordedAbroad: ['currency' as const],
    searchLanguage: 'en',
  }
  const fields: DisclosureFields = {
    advertiserName: 'Citizens',
    disclaimer: NOT_DISCLOSED,
    payerAddress: WITHHELD,
    countries: [{ name: 'united states', code: 'US' as CountryCode }],
    startsOn: '2024-10-01' as CalendarDate,
    spend: { lower: 100n, upper: null, currency: currency('USD') },
    impressions: { lower: 0n, upper: 999n },
    formats: ['video', 'text'],
    texts: [{ part: 'body', text: 'Vote "yes", now' }],
    targeting: [{ criterion: 'Age', mode: 'included', values: ['18+', '=1'] }],
    audience: [{ age: '18-24', gender: 'female', share: 0.25 }],
    otherFacts: { Zeta: '1', Alpha: '-2' },
  }
  const line = lineWriter(source, ['reach'])({ ...ad, fields })
  expect(line?.slice(WRITING_LENGTH + 1).split('\u001e')).toEqual([
    'snap/a1,snap,a1,Citizens,,,,US,,2024-10-01,',
    'currency',
    'USD,1,,0,999,,,,,video | text,"body: Vote ""yes"", now",,,,,en,Age (included): 18+; =1,18-24 female: 0.25,Alpha: -2 | Zeta: 1,,disclaimer | reach,payerAddress,advertiserId | billingCountry | regions | endsOn | audienceSize | landingUrls | mediaUrls | placements | languages',
  ])
})
