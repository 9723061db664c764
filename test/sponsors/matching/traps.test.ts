import { aCommittee, aMention, areOne, edgeOf, resolved } from '../../support/a-mention.ts'

test('T1: an agency that pays on pages of two candidates makes them no sponsor', () => {
  const doe = aMention({ page: 'Pat Doe for Congress', payer: 'Acme Media LLC' })
  const roe = aMention({ page: 'Sam Roe for Senate', payer: 'Acme Media LLC' })
  expect(areOne([doe, roe])).toBe(false)
  expect(edgeOf([doe, roe])?.relation).toBe('pays_for')
})

test('T1: one company under several advertiser ids with several registrations is not one sponsor', () => {
  const one = (account: string, id: string) =>
    aMention({ platform: 'google', accountId: account, payer: 'Acme Widgets', registryIds: [`us-fec:${id}`] })
  expect(areOne([one('AR1', 'C00000001'), one('AR2', 'C00000002')])).toBe(false)
})

test('T2: ads without a disclaimer have nothing in common', () => {
  const none = (page: string) => aMention({ page, payer: 'These ads ran without a disclaimer' })
  expect(resolved([none('Alder Bakery'), none('Birch Garage')]).groups).toHaveLength(2)
})

test('T3: a name that two registered committees bear needs more than itself', () => {
  const registry = { entries: [aCommittee('C1', 'Better Roads Fund'), aCommittee('C2', 'Better Roads Fund')] }
  const [a, b] = [
    aMention({ payer: 'Better Roads Fund' }),
    aMention({ payer: 'BETTER ROADS FUND', platform: 'google' }),
  ]
  expect(areOne([a, b])).toBe(true)
  expect(areOne([a, b], { registry })).toBe(false)
  expect(edgeOf([a, b], { registry })?.vetoes).toContain('V8')
  expect(
    areOne(
      [
        { ...a, landingDomains: ['roads.example.org'] },
        { ...b, landingDomains: ['example.org'] },
      ],
      { registry },
    ),
  ).toBe(true)
})

test('T3: one name at one post code is a campaign that was registered anew', () => {
  const mentions = [
    aMention({ payer: 'Alder for Congress' }),
    aMention({ payer: 'ALDER FOR CONGRESS', platform: 'google' }),
  ]
  const registered = (...zips: (string | undefined)[]) => ({
    entries: zips.map((zip, at) =>
      aCommittee(`C${at}`, 'Alder for Congress', { facts: zip === undefined ? {} : { zip } }),
    ),
  })
  expect(areOne(mentions, { registry: registered('00001', '00001') })).toBe(true)
  expect(areOne(mentions, { registry: registered('00001', '00002') })).toBe(false)
  expect(areOne(mentions, { registry: registered('00001', '00001', '00002') })).toBe(false)
  expect(areOne(mentions, { registry: registered(undefined, undefined) })).toBe(false)
})

test('T4: a page against a candidate is not the candidate', () => {
  const campaign = aMention({ page: 'Pat Doe', payer: 'Pat Doe for Congress' })
  const against = aMention({ page: 'Pat Doe', payer: 'Republican Party of Example County' })
  const truth = aMention({ page: 'The Truth About Pat Doe', payer: 'Example Majority PAC' })
  expect(resolved([campaign, against, truth]).groups).toHaveLength(3)
})

test('T5: two measures are not one for having one funder', () => {
  const yes = aMention({ payer: 'Yes on 12, major funding from Acme Corp' })
  const other = aMention({ payer: 'Roads Fund, major funding from Acme Corp' })
  expect(areOne([yes, other])).toBe(false)
})

test('T6: a candidate for another office has another campaign', () => {
  const house = aMention({ page: 'Pat Doe', payer: 'Pat Doe for Congress' })
  const senate = aMention({ page: 'Pat Doe for Senate', payer: 'Pat Doe for US Senate' })
  expect(areOne([house, senate])).toBe(false)
  expect(edgeOf([house, senate])?.vetoes).toEqual(['V3'])
})

test('T8: a committee under one id is one, whatever its name', () => {
  const of = (payer: string) =>
    aMention({ platform: 'registry', accountId: '', payer, registryIds: ['us-fec:C00000001'] })
  expect(areOne([of('Women for Alder 2020'), of('Birch Leadership Fund')])).toBe(true)
})

test('T9: a renamed page is one account', () => {
  const page = (name: string) => aMention({ accountId: '77', page: name })
  expect(areOne([page('Pat Doe for State Senate District 12'), page('Mayor Pat Doe')])).toBe(true)
})

test('T10: an id that a platform replaced leads to the new one', () => {
  const [before, after] = ['AR1', 'AR2'].map((accountId) =>
    aMention({ platform: 'google', accountId, payer: accountId }),
  )
  if (before === undefined || after === undefined) throw new Error('two were made')
  expect(areOne([before, after])).toBe(false)
  const idChanges = [{ platform: 'google', formerId: 'AR1', id: 'AR2' }]
  expect(areOne([before, after], { idChanges })).toBe(true)
})

test('T11: pseudo-ids of one organisation do not contradict each other, those of committees do', () => {
  const of = (id: string) => aMention({ payer: 'Example Growers Union', registryIds: [`us-fec:${id}`] })
  expect(areOne([of('C90000001'), of('C70000002')])).toBe(true)
  expect(areOne([of('C00000001'), of('C00000002')])).toBe(false)
})

test('T12: an id that many unrelated names declare is none', () => {
  const offices = ['Alder', 'Birch', 'Cedar', 'Doe', 'Elm', 'Fir'].map((name) =>
    aMention({ payer: `Office of the Honorable ${name}`, registryIds: ['us-ein:12-3456789'] }),
  )
  expect(resolved(offices).groups).toHaveLength(6)
  expect(resolved(offices.slice(0, 5)).groups).toHaveLength(1)
})

test.each([
  ['DOE4CONGRESS', 'Doe for Congress'],
  ['ALDERMANNFORCONGRESS-COM', 'Aldermann for Congress'],
  ['FriendsOfAldermann', 'Friends of Aldermann'],
])('T14: “%s” is “%s”', (glued, plain) => {
  expect(areOne([aMention({ payer: glued }), aMention({ payer: plain, platform: 'google' })])).toBe(true)
})

test('T15: a typing error is found and scored below the exact name', () => {
  const [a, b] = [
    aMention({ payer: 'Quimby Aldermann for Congress' }),
    aMention({ payer: 'Quimby Aldernann for Congress' }),
  ]
  const exact = edgeOf([a, { ...b, payer: a.payer }])?.score ?? 0
  const typo = edgeOf([a, b])?.score ?? 0
  expect(typo).toBeGreaterThan(0.5)
  expect(typo).toBeLessThan(exact)
})

test('T17: an official page and the campaign are two, and affiliated', () => {
  const office = aMention({ page: 'Congresswoman Pat Doe', payer: 'Office of Congresswoman Pat Doe' })
  const campaign = aMention({ page: 'Pat Doe', payer: 'Pat Doe for Congress' })
  expect(areOne([office, campaign])).toBe(false)
  expect(edgeOf([office, campaign])?.relation).toBe('affiliated_with')
})

test('T18: a branch is affiliated with the party, and a body with its committee', () => {
  for (const [whole, part] of [
    ['Example Growers Party', 'Example Growers Party of Alder County'],
    ['Association of Example Growers', 'Association of Example Growers PAC'],
  ]) {
    const mentions = [aMention({ payer: whole ?? '' }), aMention({ payer: part ?? '' })]
    expect(areOne(mentions)).toBe(false)
    expect(edgeOf(mentions)?.relation).toBe('affiliated_with')
  }
})

test('T21: one payer on many pages is one, and a page with several payers joins none of them', () => {
  const pays = (page: string) => aMention({ page, payer: 'Example Roads Coalition' })
  expect(areOne([pays('Fix the Bridge'), pays('Alder Drivers'), pays('Birch Riders')])).toBe(true)
  const on = (payer: string) => aMention({ accountId: '9', page: 'Daily Example', payer })
  expect(
    resolved([on('Pat Doe for Congress'), on('Sam Roe for Senate'), on('Example Action Fund')]).groups,
  ).toHaveLength(3)
})
