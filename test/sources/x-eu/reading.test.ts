import type { FileContext } from '../../../src/ports/source.ts'
import { xEu } from '../../../src/sources/x-eu/source.ts'

const [kept, csv] = xEu.formats
if (kept?.tells !== 'ads' || csv?.tells !== 'ads') throw new Error('X’s formats tell of ads')

const ROW = {
  'Advertiser Name': 'Brezel',
  'Funding Entity': 'Aktion Brezel',
  Creative: 'https://x.com/brezel/status/1965000000000000001',
  'Start date': '2026-09-01',
  'End Date': '2026-09-30',
  'Targeted Segments': 'Age: 18 and up',
  'Excluded Targeting Segments': '',
  Impressions: '5',
  Reach: '4',
}
const PASS = 'x-eu~8940342.DE.2026-09~2026-11-28T051200Z~whole.jsonl'
const inFile = (name: string): FileContext => ({ name, folder: '', observedOn: '2026-11-28' as never })
const read = (cells: Partial<typeof ROW> = {}, name = PASS) => kept.normalise({ ...ROW, ...cells }, inFile(name))

test('an ad has an id of its creative, its days, its segments and the country that was asked about', () => {
  const ids = [
    read(),
    read({ Creative: 'https://x.com/brezel/status/1965000000000000002' }),
    read({ 'Start date': '2026-09-02' }),
    read({ 'End Date': '' }),
    read({}, PASS.replace('DE', 'FR')),
    read({ 'Targeted Segments': 'Age: 25 and up' }),
    read({ 'Excluded Targeting Segments': 'Age: 18 and up', 'Targeted Segments': '' }),
  ].map(({ adId }) => adId)
  expect(new Set(ids).size).toBe(7)
  expect(read({ Impressions: '9', 'Advertiser Name': 'New' }).adId).toBe(ids[0])
  expect(read({}, PASS.replace('2026-11-28', '2026-12-01')).adId).toBe(ids[0])
  expect(xEu.manifest.adUrl(ids[0] ?? '')).toBe('https://x.com/i/status/1965000000000000001')
  expect(xEu.manifest.adUrl(read({ Creative: 'a card' }).adId)).toBeNull()
})

test('the country stands in the name of the pass, or of the file by hand', () => {
  const code = (name: string) => read({}, name).fields.countries
  expect(code(PASS)).toEqual([{ name: 'DE', code: 'DE' }])
  expect(code('report_FR_2026.csv')).toEqual([{ name: 'FR', code: 'FR' }])
  expect(() => code('report.csv')).toThrow(/nothing tells which country/)
  expect(() => code('FR-and-DE.csv')).toThrow(/nothing tells which country/)
})

test('files are known by the name of a pass, or by their columns', () => {
  const json = (start: string) => ({ shape: 'json' as const, start })
  expect(kept.recognises(json('{"items":[]}'), PASS)).toBe(true)
  expect(kept.recognises(json('{"items":[]}'), 'other.jsonl')).toBe(false)
  expect(kept.recognises(json(JSON.stringify({ items: [ROW] })), 'other.jsonl')).toBe(true)
  expect(csv.recognises({ shape: 'csv', header: Object.keys(ROW) }, 'a.csv')).toBe(true)
  expect(csv.lacks?.({ shape: 'csv', header: Object.keys(ROW).slice(1) })).toEqual(['advertisername'])
})

test('a column that is new is told of', () => {
  const start = JSON.stringify({ items: [{ ...ROW, 'Landing Page': 'a' }] })
  expect(kept.drift?.({ shape: 'json', start })).toEqual(['the column “Landing Page” is new'])
  expect(csv.drift?.({ shape: 'csv', header: [...Object.keys(ROW), 'Landing Page'] })).toEqual(
    expect.arrayContaining(['the column “Landing Page” is new']),
  )
})

test.each([
  [{ Creative: '' }, /Creative is blank/],
  [{ Impressions: 'many' }, /Impressions is “many”/],
  [{ 'Start date': '14/9/2026' }, /no day as X writes it/],
])('%j is put aside, not guessed', (cells, words) => {
  expect(() => read(cells)).toThrow(words)
})

test('a whole pass lists all there is in its unit; a part, or a file by hand, does not', () => {
  expect(xEu.seriesOf?.(inFile(PASS), 'x-eu-export')).toEqual({ name: '8940342.DE.2026-09', kind: 'standing' })
  expect(xEu.seriesOf?.(inFile(PASS.replace('whole', 'part')), 'x-eu-export')).toBeNull()
  expect(xEu.dateInName(PASS)).toBe('2026-11-28')
})
