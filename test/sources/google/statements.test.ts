import { google } from '../../../src/sources/google/source.ts'
import { weeklySpend } from '../../../src/sources/google/weekly-spend.ts'
import { anAdvertiser, formatOf, problemOf, readStatements } from './builders.ts'

const publicIds = (text: string) => readStatements(anAdvertiser({ Public_IDs_List: text })).advertisers[0]?.facts

test('G-8, google.dirty-public-ids: what looks like an id is told by kind, and the text as it came', () => {
  expect(publicIds('FEC ID c00810044')).toEqual({ 'Public ids': 'FEC ID c00810044', 'FEC id': 'C00810044' })
  expect(publicIds('FEC ID COO795948')).toHaveProperty('FEC id', 'COO795948')
  expect(publicIds('FEC ID H8OH01043')).toHaveProperty('FEC id', 'H8OH01043')
  expect(publicIds('EIN ID 47-4596232, FEC ID C00495861, FEC ID C90017997')).toMatchObject({
    EIN: '47-4596232',
    'FEC id': 'C00495861; C90017997',
  })
  expect(publicIds('Registered in US-WI 0106228, Registered in US-KY ')).toMatchObject({
    'State registration': 'US-WI 0106228; US-KY (no number)',
  })
  expect(publicIds('')).toEqual({})
})

test('G-8: what looks like no id of its kind stays in the text alone', () => {
  for (const text of [
    'FEC ID PO Box 7156 Round Rock, TX 78683',
    'EIN ID C00807743',
    'EIN ID DNP-20185035426',
    'FEC ID CC001234567',
  ]) {
    expect(publicIds(text)).toEqual({ 'Public ids': text })
  }
})

test('G-10: advertisers with one public id stay two', () => {
  const ids = ['AR00000000000000000011', 'AR00000000000000000012'].map((id) => {
    const row = anAdvertiser({ Advertiser_ID: id, Public_IDs_List: 'EIN ID 53-0000001' })
    return readStatements(row).advertisers[0]
  })
  expect(ids.map((each) => [each?.id, each?.formerIds])).toEqual([
    ['AR00000000000000000011', []],
    ['AR00000000000000000012', []],
  ])
})

test('G-1, google.id-mapping: ids of before are aliases of an advertiser that the row does not name', () => {
  const row = { OldAdvertiserId: 'AR800000000000000009', NewAdvertiserId: 'AR00000000000000000011' }
  expect(readStatements(row)).toEqual({
    statements: [],
    advertisers: [{ id: 'AR00000000000000000011', name: null, facts: {}, formerIds: ['AR800000000000000009'] }],
  })
})

test('G-13, G-15: where an advertiser’s ads ran is kept as listed, the EU by name', () => {
  const [advertiser] = readStatements(anAdvertiser({ Regions: 'EU, FI' })).advertisers
  expect(advertiser?.countries).toEqual([
    { name: 'EU', code: null },
    { name: 'FI', code: 'FI' },
  ])
})

test('G-9: the name of an advertiser keeps its tab', () => {
  const { statements, advertisers } = readStatements(anAdvertiser({ Advertiser_Name: 'Partij voor de Brug\t' }))
  expect(advertisers[0]?.name).toBe('Partij voor de Brug\t')
  expect(statements[0]?.about).toMatchObject({ name: 'Partij voor de Brug\t' })
})

const week = (cells: Record<string, string>) => {
  const row = { Advertiser_ID: 'AR800000000000000009', Advertiser_Name: 'Friends', Spend_USD: '200', ...cells }
  return readStatements({ Week_Start_Date: '', ...row }).statements[0]
}

test('a week runs from Sunday to Saturday, its start written either way', () => {
  for (const start of ['2018-05-27', '5/27/2018']) {
    expect(week({ Week_Start_Date: start })).toMatchObject({
      key: 'week/AR800000000000000009/2018-05-27/USD',
      period: { from: '2018-05-27', to: '2018-06-02' },
      spend: { lower: 20_000n, upper: 20_000n },
    })
  }
  expect(problemOf(() => week({ Week_Start_Date: 'May' }))).toBe('record.malformed')
})

test('the election cycle of a week is a fact, and its last day is the latest of the file', () => {
  const read = week({ Week_Start_Date: '2018-05-27', Election_Cycle: 'US-Federal-2018' })
  expect(read?.facts).toEqual({ 'Election cycle': 'US-Federal-2018' })
  expect(weeklySpend.latestDay({ Week_Start_Date: '2018-05-27' })).toBe('2018-06-02')
  expect(weeklySpend.latestDay({ Week_Start_Date: 'May' })).toBeNull()
})

const place = (cells: Record<string, string>) => readStatements(cells).statements[0]

test('money of a district counts for no state, and a state’s has its code', () => {
  const state = {
    Country: 'IN',
    Country_Subdivision_Primary: 'IN-AP',
    Country_Subdivision_Secondary: '',
    Spend_INR: '500',
  }
  expect(place(state)).toMatchObject({
    key: 'geo/IN/IN-AP//INR',
    about: { kind: 'place' },
    region: { name: 'IN-AP', code: 'IN-AP' },
    facts: { Level: 'state' },
  })
  for (const district of [
    { Country: 'US', Country_Subdivision_Primary: 'US-AL', Country_Subdivision_Secondary: 'AL-1', Spend_USD: '100' },
    { State: 'US-AL', Congressional_District: 'AL-1', Total_Spend_USD: '100' },
  ]) {
    expect(place(district)).toMatchObject({
      key: 'geo/US/US-AL/AL-1/USD',
      country: { name: 'US', code: 'US' },
      region: { name: 'AL-1', code: null },
      facts: { Level: 'congressional district', State: 'US-AL' },
    })
  }
  const country = { Country: 'AT', Country_Subdivision_Primary: '', Country_Subdivision_Secondary: '', Spend_EUR: '50' }
  expect(place(country)).toMatchObject({ key: 'geo/AT///EUR', region: null, facts: { Level: 'country' } })
})

test('states of India are found under the codes they had, unless two were joined', () => {
  const code = (state: string) =>
    place({ Country: 'IN', Country_Subdivision_Primary: state, Spend_INR: '500' })?.region?.code
  expect([code('IN-TG'), code('IN-OR'), code('IN-DD')]).toEqual(['IN-TS', 'IN-OD', null])
})

test('an advertiser’s money in a state is the advertiser’s, there', () => {
  const row = { ...anAdvertiser(), Country: 'US', Country_Subdivision_Primary: 'US-GA', Spend_USD: '4100' }
  const { Total_Creatives, Public_IDs_List, ...geo } = row as Record<string, string>
  expect(place(geo)).toMatchObject({
    key: 'advertiser-geo/AR00000000000000000011/US/US-GA//USD',
    about: { kind: 'advertiser', id: 'AR00000000000000000011' },
    region: { code: 'US-GA' },
  })
})

test('declared names are facts of an advertiser, and a promoter’s address is kept from sight', () => {
  const row = {
    Advertiser_ID: 'AR00000000000000000018',
    Region: 'NZ',
    Advertiser_Declared_Name: 'Bridge Party',
    Advertiser_Declared_Promoter_Name: 'The Bridge Promoter',
    Advertiser_Declared_Promoter_Address: '1 Made-up Street',
  }
  const [advertiser] = readStatements(row).advertisers
  expect(advertiser?.facts).toEqual({
    'Declared for': 'NZ',
    'Declared name': 'Bridge Party',
    'Declared promoter': 'The Bridge Promoter',
  })
  expect(formatOf(row).publicKeys.has('advertiser_declared_promoter_address')).toBe(false)
})

test('a keyword’s figure is of the whole cycle up to the report', () => {
  const row = { Election_Cycle: 'US-Federal-2018', Report_Date: '2018-08-13', Keyword_1: 'old dam', Spend_1: '37500' }
  expect(readStatements(row).statements).toMatchObject([
    {
      key: 'keyword/US/2018-08-13/old dam/USD',
      about: { kind: 'keyword', keyword: 'old dam' },
      period: { from: null, to: '2018-08-13' },
      spend: { lower: 3_750_000n, currency: 'USD' },
    },
  ])
})

test('nothing is told by files that only join ids of ads or that Google gave up', () => {
  for (const row of [
    { OldCreativeId: 'CR900000000000000009', NewCreativeId: 'CR00000000000000000001' },
    { Campaign_ID: '1', Ads_List: 'CR900000000000000009' },
  ]) {
    expect(readStatements(row)).toEqual({ statements: [], advertisers: [] })
  }
})

test('no page of Google’s is to be had from the ad’s id alone: it wants the advertiser’s too', () => {
  const { adUrl } = google.manifest
  expect(adUrl('CR00000000000000000001')).toBeNull()
  expect(adUrl('CR00000000000000000001', 'AR00000000000000000011')).toBe(
    'https://adstransparency.google.com/advertiser/AR00000000000000000011/creative/CR00000000000000000001',
  )
  expect(adUrl('CR00000000000000000001', 'AR1/../x')).toBeNull()
})
