import { ecbRates } from '../../src/rates/ecb/read-rates.ts'

const HISTORY = 'Date,USD,JPY,RUB,\n2024-11-05,1.0897,165.93,N/A,\n2024-11-04,1.0900,166.1,N/A,\n'
const DAY = 'Date, USD, JPY, \n05 November 2024, 1.0897, 165.93, \n'
const XML = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:subject>Reference rates</gesmes:subject>
<Cube><Cube time="2024-11-05"><Cube currency="USD" rate="1.0897"/><Cube currency="JPY" rate="165.93"/></Cube>
<Cube time='2024-11-04'><Cube currency='USD' rate='1.09'/></Cube></Cube></gesmes:Envelope>`

test('the history is read day by day, each rate as it was published; what was not quoted has none', () => {
  expect(ecbRates.read(HISTORY)).toEqual([
    { day: '2024-11-05', currency: 'USD', perEuro: '1.0897' },
    { day: '2024-11-05', currency: 'JPY', perEuro: '165.93' },
    { day: '2024-11-04', currency: 'USD', perEuro: '1.0900' },
    { day: '2024-11-04', currency: 'JPY', perEuro: '166.1' },
  ])
})

test('the file of one day writes it in words', () => {
  expect(ecbRates.read(DAY)).toEqual(ecbRates.read(HISTORY)?.slice(0, 2))
})

test('XML says the same', () => {
  expect(ecbRates.read(XML)).toEqual([
    ...(ecbRates.read(HISTORY)?.slice(0, 2) ?? []),
    { day: '2024-11-04', currency: 'USD', perEuro: '1.09' },
  ])
})

test.each(['a,b,c\n1,2,3\n', '<html></html>', ''])('%j is no file of rates', (text) => {
  expect(ecbRates.read(text)).toBeNull()
})

test.each([
  ['Date,USD,\n2024-13-05,1.1,\n', 'is no day'],
  ['Date,USD,\n2024-11-05,about one,\n', 'is no rate of USD'],
  ['Date,USD,\n2024-11-05,0,\n', 'is no rate of USD'],
  ['Date,USD,dollar\n2024-11-05,1.1,2\n', 'is no code of a currency'],
  ["<!-- eurofxref --><Cube currency='USD' rate='1.1'/>", 'neither a day nor a rate'],
])('%j is refused: nothing is guessed', (text, reason) => {
  expect(() => ecbRates.read(text)).toThrow(reason)
})
