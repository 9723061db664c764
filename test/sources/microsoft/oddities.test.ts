import { calendarDate } from '../../../src/domain/calendar.ts'
import { NOT_DISCLOSED } from '../../../src/domain/disclosure.ts'
import type { FileHead } from '../../../src/ports/source.ts'
import { countryNumber, MICROSOFT_COUNTRIES, microsoftCountry } from '../../../src/sources/microsoft/countries.ts'
import { impressionsRange } from '../../../src/sources/microsoft/impressions.ts'
import { normaliseMicrosoftAd } from '../../../src/sources/microsoft/normalise.ts'
import { microsoft } from '../../../src/sources/microsoft/source.ts'
import { readJson } from '../../../src/sources/shared/read-json.ts'

const [format] = microsoft.formats
const read = (ad: Readonly<Record<string, unknown>>) =>
  normaliseMicrosoftAd({ AdId: '72568001234567', AdvertiserId: 1001, AdvertiserName: 'Hand Ltd', ...ad }).fields
const withDetails = (details: Readonly<Record<string, unknown>>) => read({ AdDetails: details })
const passFile = (name: string) => ({ name, folder: '', observedOn: calendarDate('2026-11-28') })

async function recordsOf(text: string) {
  const found: unknown[] = []
  async function* content() {
    yield Buffer.from(text)
  }
  for await (const record of readJson(content(), format?.items)) found.push('value' in record ? record.value : record)
  return found as Readonly<Record<string, unknown>>[]
}

test('MS-1: what targeting was used is read from Targets as from TargetTypes, by name or by number', () => {
  const targets = [
    { TargetType: 'Location', UsedForExclusion: true },
    { TargetType: 22, UsedForExclusion: false },
    { TargetType: 77 },
  ]
  const choices = [
    { criterion: 'Location', mode: 'included', values: [] },
    { criterion: 'Location', mode: 'excluded', values: [] },
    { criterion: 'MicrosoftAudiences', mode: 'included', values: [] },
    { criterion: '77', mode: 'included', values: [] },
  ]
  expect(withDetails({ Targets: targets }).targeting).toEqual(choices)
  expect(withDetails({ TargetTypes: targets }).targeting).toEqual(choices)
  expect(withDetails({ Targets: [], TargetTypes: targets }).targeting).toEqual(choices)
  expect(withDetails({ Targets: targets.slice(0, 2), TargetTypes: targets.slice(1) }).targeting).toEqual(choices)
  expect(withDetails({}).targeting).toEqual(NOT_DISCLOSED)
})

test('MS-2: countries are Microsoft’s own numbers, Cyprus 207 and Romania 226 among them', () => {
  expect(MICROSOFT_COUNTRIES).toHaveLength(30)
  expect([countryNumber('CY'), countryNumber('RO'), countryNumber('DE')]).toEqual([207, 226, 72])
  expect(() => countryNumber('US')).toThrow(RangeError)
  for (const told of [226, '226', 'Romania', 'RO']) expect(microsoftCountry(told).code).toBe('RO')
  expect(microsoftCountry('Nowhere')).toEqual({ name: 'Nowhere', code: null })
})

test('MS-3: ids above 2^53 keep each digit', async () => {
  const [first, second] = await recordsOf(
    '{"value":[{"AdId":72568001234567891,"AdvertiserId":90071992547409931},{"AdId":72568001234567892}]}',
  )
  expect([first, second].map((record) => normaliseMicrosoftAd(record ?? {}).adId)).toEqual([
    '72568001234567891',
    '72568001234567892',
  ])
  expect(normaliseMicrosoftAd(first ?? {}).fields.advertiserId).toBe('90071992547409931')
})

test('MS-4: accounts that were verified as one body are one advertiser, and the account stands beside it', () => {
  const advertiser = {
    AdvertiserId: 7001,
    AdvertiserName: 'Hand Holding AG',
    AdvertiserCountry: 'Ireland',
    IsVerified: true,
  }
  expect(read({ advertiser })).toMatchObject({
    advertiserId: '7001',
    advertiserName: 'Hand Holding AG',
    otherFacts: {
      'Account id': '1001',
      'Account name': 'Hand Ltd',
      'Advertiser’s country': 'Ireland',
      'Verified advertiser': 'yes',
    },
  })
  const same = read({ advertiser: { ...advertiser, AdvertiserId: 1001, AdvertiserName: 'Hand Limited' } })
  expect(same).toMatchObject({ advertiserId: '1001', advertiserName: 'Hand Ltd' })
  expect(same.otherFacts).not.toHaveProperty('Account id')
})

test('MS-5: AssetJson is JSON inside a text: addresses are read out of it, and broken JSON is no record', () => {
  expect(
    read({ AssetJson: '[{"Url":"https://a.example/1.png"},{"Image":{"ImageUrl":"https://a.example/2.png"}}]' })
      .mediaUrls,
  ).toEqual(['https://a.example/1.png', 'https://a.example/2.png'])
  expect(read({ AssetJson: '' }).mediaUrls).toEqual(NOT_DISCLOSED)
  expect(() => read({ AssetJson: '[{' })).toThrow(expect.objectContaining({ code: 'record.malformed' }))
})

test('ranges of impressions are whole counts, with an open top where one is told', () => {
  for (const [text, lower, upper] of [
    ['0 - 1K', 0n, 1000n],
    ['500K - 1M', 500_000n, 1_000_000n],
    ['1,000-5,000', 1000n, 5000n],
    ['1.5M–2M', 1_500_000n, 2_000_000n],
    ['<1K', 0n, 999n],
    ['10M+', 10_000_000n, null],
    ['>1M', 1_000_001n, null],
    ['42', 42n, 42n],
  ] as const) {
    expect(impressionsRange(text)).toEqual({ lower, upper })
  }
  for (const text of ['plenty', '5K - 1K', '', '0.5']) expect(() => impressionsRange(text)).toThrow(RangeError)
})

test('days are read as ISO has them, and as .NET writes them, the month first', () => {
  const days = (StartDate: string) => withDetails({ StartDate }).startsOn
  for (const text of ['2024-11-13', '2024-11-13T00:00:00Z', '11/13/2024 12:00:00 AM', '11/13/2024']) {
    expect(days(text)).toBe('2024-11-13')
  }
  expect(days('1/2/2024 12:00:00 AM')).toBe('2024-01-02')
  expect(() => days('13/11/2024 00:00:00')).toThrow(expect.objectContaining({ code: 'record.malformed' }))
})

test('what cannot be read names its field, and another type is a changed schema', () => {
  for (const field of ['StartDate', 'EndDate', 'TotalImpressionsRange']) {
    const told = expect.objectContaining({ code: 'record.malformed', message: expect.stringContaining(field) })
    expect(() => withDetails({ [field]: 'soon' })).toThrow(told)
  }
  expect(() => read({ AdDetails: [] })).toThrow(expect.objectContaining({ code: 'record.schema_changed' }))
  for (const withoutId of [{ Title: 'x' }, { AdId: '' }]) {
    const changed = expect.objectContaining({ code: 'record.schema_changed' })
    expect(() => normaliseMicrosoftAd(withoutId)).toThrow(changed)
  }
})

test('an ad without details tells the country that was asked for, and nothing of what was not collected', () => {
  const ad = { AdId: 1, AdvertiserId: 2, AdvertiserName: 'Hand Ltd' }
  const { fields } = normaliseMicrosoftAd(ad, passFile('microsoft~by-hand.NO.2026-11~2026-11-28T032000Z~part.jsonl'))
  expect(fields.countries).toEqual([{ name: 'Norway', code: 'NO' }])
  for (const field of ['impressions', 'startsOn', 'endsOn', 'disclaimer', 'targeting']) {
    expect(fields).not.toHaveProperty(field)
  }
  expect(normaliseMicrosoftAd(ad, passFile('list.json')).fields).not.toHaveProperty('countries')
})

test('shares of countries stay as they are written, and an ad without impressions tells none', () => {
  const shares = [
    { Country: 'Germany', ImpressionShare: '17.3%' },
    { Country: 'Austria', ImpressionShare: '0.2%' },
  ]
  expect(withDetails({ ImpressionsByCountry: shares }).otherFacts).toEqual({
    'Impressions by country': 'Germany: 17.3%; Austria: 0.2%',
  })
  expect(withDetails({}).impressions).toEqual(NOT_DISCLOSED)
})

test('a line with a list holds no record, and a saved list holds each of its rows', async () => {
  const list = '{"@odata.count":2,"value":[{"AdId":1},{"AdId":2}]}'
  expect(await recordsOf(`{"listing":${list},"items":[]}\n{"AdId":3,"AdDetails":{}}\n`)).toEqual([
    { AdId: 3, AdDetails: {} },
  ])
  expect(await recordsOf(list)).toEqual([{ AdId: 1 }, { AdId: 2 }])
})

const json = (start: string): FileHead => ({ shape: 'json', start })

test('passes are known by their name, other files by their keys', () => {
  const ad = json('{"AdId":1,"AdvertiserId":2}')
  expect(format?.recognises(json('{}'), 'microsoft~a.DE.2026-11~2026-11-28T032000Z~whole.jsonl')).toBe(true)
  expect(format?.recognises(ad, 'saved.json')).toBe(true)
  expect(format?.recognises(ad, 'meta~US~2026-11-28T032000Z~whole.jsonl')).toBe(false)
  expect(format?.recognises(json('{"id":"1","page_id":"2"}'), 'saved.json')).toBe(false)
})

test('a field that is new is told, of an ad as of its details, and is masked', () => {
  const lines = [
    '{"listing":{"@odata.count":1,"value":[{"AdId":1,"AdvertiserId":2,"Mood":"x"}]},"items":[]}',
    '{"advertiser":{"AdvertiserId":2},"@odata.context":"x","AdId":1,"Tone":1,"AdDetails":{"StartDate":"2026-01-01","Budget":1}}',
  ]
  expect(format?.drift?.(json(lines.join('\n')))).toEqual([
    'the field “Mood” is new',
    'the field “Tone” is new',
    'the field “AdDetails.Budget” is new',
  ])
  expect(format?.publicKeys.has('Tone')).toBe(false)
})

test('the series of a whole pass knows its country, and a pass that is not whole proves nothing', () => {
  const name = 'microsoft~by-hand.DE.2026-11~2026-11-28T032000Z'
  expect(microsoft.seriesOf?.(passFile(`${name}~whole.jsonl`), '')).toEqual({
    name: 'by-hand.DE.2026-11',
    kind: 'standing',
  })
  expect(microsoft.seriesOf?.(passFile(`${name}~part.jsonl`), '')).toBeNull()
  expect(microsoft.countryOfSeries?.('by-hand.DE.2026-11')).toBe('DE')
})
