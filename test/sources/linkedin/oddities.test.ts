import { NOT_DISCLOSED, WITHHELD } from '../../../src/domain/disclosure.ts'
import type { FileHead } from '../../../src/ports/source.ts'
import { adIdIn, normaliseLinkedInAd } from '../../../src/sources/linkedin/normalise.ts'
import { linkedIn } from '../../../src/sources/linkedin/source.ts'

const [format] = linkedIn.formats
const adUrl = 'https://www.linkedin.com/ad-library/detail/900000001'
const company = (id: string) => ({ advertiserName: 'Acme', advertiserUrl: `https://www.linkedin.com/company/${id}` })
const read = (details: Readonly<Record<string, unknown>>) =>
  normaliseLinkedInAd({ adUrl, isRestricted: false, details }).fields

test('LI-2: companies of one name are told apart by their address', () => {
  expect(read({ advertiser: company('1') })).toMatchObject({ advertiserName: 'Acme', advertiserId: '1' })
  expect(read({ advertiser: company('acme-ltd/?x=1') }).advertiserId).toBe('acme-ltd')
})

test('a natural person is neither named nor told apart, nor is who paid, and all of it is masked', () => {
  const site = 'https://de.linkedin.com'
  for (const advertiserUrl of [`${site}/in/erika`, `${site}/pub/erika/1/2/3`, `${site}/erika`, '', null, undefined]) {
    const details = { advertiser: { advertiserName: 'Erika', advertiserUrl, adPayer: 'Erika N.' } }
    const fields = read(details)
    expect(fields).toMatchObject({ advertiserName: WITHHELD, advertiserId: WITHHELD, disclaimer: WITHHELD })
    expect(JSON.stringify(fields)).not.toMatch(/erika/i)
    expect(format?.isPrivate?.({ adUrl, details })).toBe(true)
  }
  expect(format?.publicKeys.has('details')).toBe(false)
  expect(read({})).toMatchObject({ advertiserName: NOT_DISCLOSED, disclaimer: NOT_DISCLOSED })
})

test('LI-3, LI-7: shares of countries stay as they are given, and countries are read out of their URN', () => {
  const shares = [
    { country: 'urn:li:country:DE', impressionPercentage: 31.54 },
    { country: 'urn:li:country:ZZ', impressionPercentage: 1 },
  ]
  expect(read({ adStatistics: { impressionsDistributionByCountry: shares } })).toMatchObject({
    countries: [
      { name: 'Germany', code: 'DE' },
      { name: 'urn:li:country:ZZ', code: null },
    ],
    otherFacts: { 'Impressions by country': 'Germany: 31.54%; urn:li:country:ZZ: 1%' },
  })
})

test('LI-4: without statistics days, impressions and countries are not disclosed, which is not zero', () => {
  const fields = read({ type: 'TEXT_AD', advertiser: company('1'), adTargeting: [] })
  for (const field of ['startsOn', 'endsOn', 'impressions', 'countries', 'targeting'] as const) {
    expect(fields[field]).toEqual(NOT_DISCLOSED)
  }
  const zero = read({ adStatistics: { totalImpressions: { from: 0, to: 1000 } } })
  expect(zero.impressions).toEqual({ lower: 0n, upper: 1000n })
})

test('LI-5: the same facts under three sets of names', () => {
  const facet = { facetName: 'Location' }
  const first = Date.parse('2026-01-02T23:59:59Z')
  const plain = read({
    type: 'SPONSORED_VIDEO',
    adStatistics: { firstImpressionAt: first, totalImpressions: { from: 1000, to: 5000 } },
    adTargeting: [{ ...facet, isIncluded: true, includedSegments: ['Germany'], excludedSegments: ['Bremen'] }],
  })
  const variant = read({
    adType: 'SPONSORED_VIDEO',
    statistics: { firstImpressionDate: '2026-01-02', impressionsFrom: 1000, impressionsTo: '5000' },
    adTargeting: [{ ...facet, isInclusive: true, inclusiveSegments: ['Germany'], exclusiveSegments: ['Bremen'] }],
  })
  expect(variant).toEqual(plain)
  expect(plain).toMatchObject({
    startsOn: '2026-01-02',
    formats: ['video'],
    targeting: [
      { criterion: 'Location', mode: 'included', values: ['Germany'] },
      { criterion: 'Location', mode: 'excluded', values: ['Bremen'] },
    ],
  })
})

test('the highest tier has no end, the lowest may have no beginning, and a facet may tell no more than that it was used', () => {
  expect(read({ adStatistics: { totalImpressions: { from: 1_000_000 } } }).impressions).toEqual({
    lower: 1_000_000n,
    upper: null,
  })
  const shown = (told: object) => read({ adStatistics: { totalImpressions: told } }).impressions
  expect(shown({ to: 1000 })).toEqual({ lower: 0n, upper: 1000n })
  expect(shown({ from: 1000, to: '' })).toEqual({ lower: 1000n, upper: null })
  expect(shown({ from: null, to: null })).toEqual(NOT_DISCLOSED)
  const used = {
    facetName: 'Job Titles',
    isIncluded: false,
    isExcluded: true,
    includedSegments: [],
    excludedSegments: [],
  }
  expect(read({ adTargeting: [used] }).targeting).toEqual([{ criterion: 'Job Titles', mode: 'excluded', values: [] }])
})

test('the id of an ad is the end of its address', () => {
  expect(adIdIn('https://www.linkedin.com/ad-library/detail/123456789/?trk=1')).toBe('123456789')
  expect(() => adIdIn('https://www.linkedin.com/ad-library/')).toThrow(
    expect.objectContaining({ code: 'record.malformed' }),
  )
  expect(linkedIn.manifest.adUrl('123456789')).toBe('https://www.linkedin.com/ad-library/detail/123456789')
})

test('what cannot be read names its field, and another type is a changed schema', () => {
  const malformed = (field: string) =>
    expect.objectContaining({ code: 'record.malformed', message: expect.stringContaining(field) })
  expect(() => read({ adStatistics: { firstImpressionAt: 'soon' } })).toThrow(malformed('firstImpressionAt'))
  expect(() => read({ adStatistics: { totalImpressions: { from: 5, to: 1 } } })).toThrow(malformed('totalImpressions'))
  expect(() => read({ adTargeting: {} })).toThrow(expect.objectContaining({ code: 'record.schema_changed' }))
})

test('a restricted ad says so, with the reasons as they stand there', () => {
  const { fields } = normaliseLinkedInAd({
    adUrl,
    isRestricted: true,
    restrictionDetails: { reason: 'x' },
    details: {},
  })
  expect(fields.otherFacts).toEqual({ Restricted: 'yes', Restriction: '{"reason":"x"}' })
})

test('files are known by the name of a pass or by the addresses of ads, and new fields are told', () => {
  const json = (start: string): FileHead => ({ shape: 'json', start })
  const answer = json(
    `{"elements":[{"adUrl":"${adUrl}","mood":1,"details":{"type":"x","tone":1,"adStatistics":{"firstImpressionAt":1,"depth":2}}}]}`,
  )
  expect(format?.recognises(json('{}'), 'linkedin~keyword.a~2026-11-28T035000Z~whole.jsonl')).toBe(true)
  expect(format?.recognises(answer, 'saved.json')).toBe(true)
  expect(format?.recognises(answer, 'meta~US~2026-11-28T035000Z~whole.jsonl')).toBe(false)
  expect(format?.recognises(json('{"elements":[]}'), 'saved.json')).toBe(false)
  expect(format?.drift?.(answer)).toEqual([
    'the field “mood” is new',
    'the field “details.tone” is new',
    'the field “details.adStatistics.depth” is new',
  ])
})

test('links to other pages of an answer are nothing new in an ad', () => {
  const start =
    '{"paging":{"links":[{"rel":"next","href":"/x","type":"application/json"}]},"elements":[{"adUrl":"x","details":{"type":"TEXT_AD"}}]}'
  expect(linkedIn.formats[0]?.drift?.({ shape: 'json', start })).toEqual([])
  const novel = start.replace('"TEXT_AD"', '"TEXT_AD","advertiser":{},"novelty":1')
  expect(linkedIn.formats[0]?.drift?.({ shape: 'json', start: novel })).toEqual(['the field “details.novelty” is new'])
})
