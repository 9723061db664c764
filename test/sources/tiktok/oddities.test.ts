import { isAbsent } from '../../../src/domain/disclosure.ts'
import { asciiSearch } from '../../../src/sources/tiktok/ascii.ts'
import { peopleRange } from '../../../src/sources/tiktok/counts.ts'
import { normaliseTikTokAd } from '../../../src/sources/tiktok/normalise.ts'
import { tiktok } from '../../../src/sources/tiktok/source.ts'

interface Changes {
  readonly ad?: Readonly<Record<string, unknown>>
  readonly advertiser?: Readonly<Record<string, unknown>>
  readonly group?: Readonly<Record<string, unknown>>
}

/** An ad with its details, made by hand. */
function fieldsOf({ ad, advertiser, group }: Changes) {
  const own = { id: '9923845247192304', first_shown_date: '20260901', ...ad }
  return normaliseTikTokAd({ data: { ad: own, advertiser: { ...advertiser }, ad_group: { ...group } } }).fields
}

test('TT-1: either spelling of a key is read', () => {
  const expected = { advertiserId: '77', disclaimer: 'Who', reach: { lower: 856n, upper: 856n } }
  const tables = { business_id: 77, paid_for_by: 'Who' }
  expect(fieldsOf({ ad: { reach: { unique_users_seen: 856 } }, advertiser: tables })).toMatchObject(expected)
  const examples = { buisness_id: 77, paid_by: 'Who' }
  expect(fieldsOf({ ad: { reach: { unique_user_seen: '856' } }, advertiser: examples })).toMatchObject(expected)
  expect(fieldsOf({ ad: { ad_videos: [{}] } }).formats).toEqual(['video'])
  const choice = { country: ['IT'] }
  for (const group of [{ targeting_info: choice }, { target: choice }]) {
    expect(fieldsOf({ group })).toMatchObject({ countries: [{ code: 'IT' }], targeting: [{ values: ['IT'] }] })
  }
})

test('TT-2: “true” as text is true, and “false” is not', () => {
  const age = { '13-17': 'false', '18-24': 'true', '25-34': true, '35-44': false }
  expect(fieldsOf({ group: { target: { age } } }).targeting).toEqual([
    { criterion: 'age', mode: 'included', values: ['18-24', '25-34'] },
  ])
})

test.each([[20260901], ['20260901'], ['2026-09-01']])('TT-3: a day is read as a number and as text: %s', (day) => {
  expect(fieldsOf({ ad: { first_shown_date: day } }).startsOn).toBe('2026-09-01')
})

test('a day that is none is quarantined, and an active ad has no end yet', () => {
  expect(() => fieldsOf({ ad: { first_shown_date: 20261301 } })).toThrow('ad.first_shown_date is “20261301”')
  const dates = { last_shown_date: 20261104 }
  expect(fieldsOf({ ad: { ...dates, status: 'inactive' } }).endsOn).toBe('2026-11-04')
  expect(fieldsOf({ ad: { ...dates, status: 'active' } })).toMatchObject({
    endsOn: { absent: 'not_disclosed' },
    otherFacts: { 'Last shown': '2026-11-04' },
  })
})

test.each([
  ['Wählergruppe Größe', 'Wahlergruppe Grosse'],
  ['Νέα Δημοκρατία', 'Nea Dimokratia'],
  ['Продължаваме промяната', 'Prodalzhavame promyanata'],
  ['Łódź – “miasto”', 'Lodz - "miasto"'],
  ['  plain   words ', 'plain words'],
])('TT-4: a search is written in ASCII: %s', (words, ascii) => {
  expect(asciiSearch(words)).toBe(ascii)
})

test('TT-4: a search in a script that we cannot write is refused', () => {
  expect(asciiSearch('選挙')).toBeNull()
})

test.each([
  ['0', 0n, 0n],
  ['856', 856n, 856n],
  ['1K', 1n, 1_999n],
  ['11K', 10_001n, 11_999n],
  ['1.2M', 1_100_001n, 1_299_999n],
  ['1K-10K', 1_000n, 10_000n],
  ['0-1K', 0n, 1_000n],
  ['1M – 2M', 1_000_000n, 2_000_000n],
])('TT-6: %s is from %s to %s people', (text, lower, upper) => {
  expect(peopleRange(text)).toEqual({ lower, upper })
  expect(fieldsOf({ ad: { reach: { unique_users_seen: text } } })).toMatchObject({
    reach: { lower, upper },
    otherFacts: { 'Reach as written': text },
  })
})

test.each(['many', '10K-1K', '1K-2K-3K', '1.5', '-1', '11,000', '<1K', 1.5])(
  'TT-6: what is no count that we can be sure of is no figure, and stays as it was written: %s',
  (text) => {
    const targeting_info = { number_of_users_targeted: text }
    const { otherFacts, ...fields } = fieldsOf({
      ad: { reach: { unique_users_seen: text } },
      group: { targeting_info },
    })
    expect(otherFacts).toEqual({ 'Reach as written': String(text), 'People aimed at, as written': String(text) })
    expect(fields).not.toHaveProperty('reach')
    expect(fields).not.toHaveProperty('audienceSize')
    expect(fields.startsOn).toBe('2026-09-01')
  },
)

test('a country without a count is a country all the same', () => {
  const reach = { unique_users_seen: '12K', unique_users_seen_by_country: { GB: null, IT: '12K' } }
  const { countries, otherFacts } = fieldsOf({ ad: { reach } })
  expect(countries).toMatchObject([{ code: 'GB' }, { code: 'IT' }])
  expect(otherFacts).toEqual({ 'Reach as written': '12K', 'Reach by country': 'IT: 12K' })
})

test('“No” says that nothing was chosen, and is no choice', () => {
  const no = { audience_targeting: 'No', video_interactions: 'no', creator_interactions: 'No' }
  expect(fieldsOf({ group: { targeting_info: no } }).targeting).toEqual({ absent: 'not_disclosed' })
  const yes = { ...no, audience_targeting: 'Yes' }
  expect(fieldsOf({ group: { targeting_info: yes } }).targeting).toEqual([
    { criterion: 'audience', mode: 'included', values: ['Yes'] },
  ])
})

test('TT-7: addresses that expire are in no field; what kind of media they are is', () => {
  const url = 'https://media.example/1?x-expires=1'
  const fields = fieldsOf({ ad: { videos: [{ url }], image_urls: [url] } })
  expect(fields.formats).toEqual(['video', 'image'])
  expect(JSON.stringify(fields, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
    'media.example',
  )
  expect(tiktok.formats[0]?.publicKeys.has('data')).toBe(false)
})

test('an ad of the list alone has the country that was asked about, and no word on what its details would say', () => {
  const name = 'tiktok~NO.2026-11~2026-11-28T034100Z~part.jsonl'
  const file = { name, folder: '', observedOn: '2026-11-28' as never }
  const { fields } = normaliseTikTokAd({ ad: { id: 9923845247192 }, advertiser: {} }, file)
  expect(fields.countries).toEqual([{ name: 'Norway', code: 'NO' }])
  for (const field of ['texts', 'landingUrls', 'targeting', 'audienceSize']) expect(fields).not.toHaveProperty(field)
  const byCountry = { unique_users_seen_by_country: { GB: '18K', IT: '12K' } }
  const all = normaliseTikTokAd({ ad: { id: 9923845247192, reach: byCountry } }, file).fields.countries
  expect(isAbsent(all) ? [] : all?.map(({ code }) => code)).toEqual(['GB', 'IT'])
})

test('a field of a type that was never seen is quarantined, and so is an id that is none', () => {
  expect(() => fieldsOf({ ad: { title: { en: 'x' } } })).toThrow('another shape than we know: ad.title')
  expect(() => fieldsOf({ ad: { id: 'abc' } })).toThrow('ad.id is “abc”')
})

test('its own passes and saved answers are recognised; a field that is new is told', () => {
  const [format] = tiktok.formats
  const recognises = (start: string, name = 'a.json') => format?.recognises({ shape: 'json', start }, name)
  expect(recognises('{}', 'tiktok~DE.2026-11~2026-11-25T034100Z~whole.jsonl')).toBe(true)
  expect(recognises('{"first_shown_date":1,"business_id":2}', 'x-eu~a~2026-11-25T034100Z~whole.jsonl')).toBe(false)
  expect(recognises('[{"ad":{"first_shown_date":1},"advertiser":{"buisness_id":2}}]')).toBe(true)
  expect(recognises('[{"page_id":1,"spend":2}]')).toBe(false)
  const start = '{"data":{"ads":[{"ad":{"id":1,"mood":"x"},"advertiser":{"business_name":"y","colour":2}}]}}'
  expect(format?.drift?.({ shape: 'json', start })).toEqual(['the field “mood” is new', 'the field “colour” is new'])
})

test('only a whole pass over all ads of a month lists all that there is', () => {
  const seriesOf = (name: string) =>
    tiktok.seriesOf?.({ name, folder: '', observedOn: '2026-11-28' as never }, 'tiktok-json')
  expect(seriesOf('tiktok~DE.2026-11~2026-11-25T034100Z~whole.jsonl')).toEqual({ name: 'DE.2026-11', kind: 'standing' })
  expect(seriesOf('tiktok~DE.2026-11~2026-11-25T034100Z~part.jsonl')).toBeNull()
  expect(seriesOf('tiktok~DE.2026-11.umbrella~2026-11-25T034100Z~whole.jsonl')).toBeNull()
})
