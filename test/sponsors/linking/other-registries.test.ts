import { aCommittee, linkTo } from './registry-of.ts'

const company = aCommittee({ id: '5299001', scheme: 'lei', names: 'Seven Harbours Lighting GmbH', country: 'DE' })
const page = 'Seven Harbours City Council News'

test('a body that alone bears the name and is of the same country is linked, whatever offices its page speaks of', () => {
  const link = linkTo([company], 'Seven Harbours Lighting', page, { country: 'DE' })
  expect(link).toMatchObject({ scheme: 'lei', registryId: '5299001', decision: 'auto', relation: 'same_as' })
})

test('one of another country is for a reviewer', () => {
  const link = linkTo([company], 'Seven Harbours Lighting', page, { country: 'US' })
  expect(link).toMatchObject({ decision: 'review', reason: 'exact_payer_n2;veto:V4' })
})

test('a name of one word, or one that several bear, is for a reviewer', () => {
  const short = aCommittee({ id: '5299002', scheme: 'lei', names: 'Lantern AG', country: 'DE' })
  const twin = { ...company, id: '5299003' }
  expect(linkTo([short], 'Lantern', null, { country: 'DE' }).decision).toBe('review')
  expect(linkTo([company, twin], 'Seven Harbours Lighting', null, { country: 'DE' }).decision).toBe('review')
})

test.each(['us-ofac', 'eu-journal', 'un-sc', 'gb-ec-donor', 'us-fara-principal', 'a-new-one'])(
  'nobody is linked to a record of %s without a person',
  (scheme) => {
    const listed = aCommittee({ id: '17', scheme, names: 'Seven Harbours Lighting', country: null })
    expect(linkTo([listed], 'Seven Harbours Lighting')).toMatchObject({ decision: 'review', registryId: '17' })
  },
)
