import { aCommittee, linkTo } from './registry-of.ts'

const linked = { decision: 'auto', relation: 'same_as' }
const quillfeather = aCommittee({ id: 'C00000011', names: 'QUILLFEATHER FOR CONGRESS', candidate: {} })
const named = aCommittee({
  id: 'C00000011',
  names: 'QUILLFEATHER FOR CONGRESS',
  candidate: { name: 'QUILLFEATHER, MARGARET J. MRS.' },
})

test('a payer that is a registered name is that committee, whatever its article and legal form', () => {
  const link = linkTo([quillfeather], 'The Quillfeather for Congress, Inc.')
  expect(link).toMatchObject({ ...linked, registryId: 'C00000011', reason: 'exact_payer_n2' })
  expect(link.confidence).toBeGreaterThan(0.95)
})

test.each([
  ['Maggie Quillfeather for Congress', null],
  ['Margaret Quillfeather for U.S. House', 'Margaret Quillfeather'],
  ['Margaret Quilfeather for Congress', 'Maggie Quillfeather'],
  ['Harbour Light Digital LLC', 'Margaret Quillfeather for Congress'],
  ['Quillfeather 4 Congress 2022, Pat Example, Treasurer', 'Maggie Quillfeather'],
  ['QUILLFEATHER4CONGRESS', null],
])('“%s” on the page “%s” is the campaign of the candidate it names', (payer, page) => {
  expect(linkTo([named], payer, page)).toMatchObject({ ...linked, registryId: 'C00000011' })
})

test('a name that two campaigns share is linked by no name alone', () => {
  const other = aCommittee({ id: 'C00000022', names: 'QUILLFEATHER FOR CONGRESS', candidate: { state: 'OH' } })
  const link = linkTo([quillfeather, other], 'Quillfeather for Congress')
  expect(link).toMatchObject({
    decision: 'review',
    candidates: [{ score: expect.closeTo(0.5) }, { score: expect.closeTo(0.5) }],
  })
  expect(link.reason).toContain('veto:V8')
})

describe('what decides between two campaigns of one name', () => {
  const georgian = named
  const ohioan = aCommittee({
    id: 'C00000022',
    names: 'QUILLFEATHER FOR CONGRESS',
    candidate: { name: 'QUILLFEATHER, TOBIAS', state: 'OH', elections: ['2018'] },
    cycles: ['2018', '2020'],
  })

  test('the name of the page', () => {
    expect(
      linkTo([georgian, ohioan], 'Quillfeather for Congress', 'Tobias Quillfeather', seen('2018')).registryId,
    ).toBe('C00000022')
    expect(linkTo([georgian, ohioan], 'Quillfeather for Congress', 'Maggie Quillfeather').registryId).toBe('C00000011')
  })

  test('the state', () => {
    const both = [
      georgian,
      aCommittee({ id: 'C00000022', names: 'QUILLFEATHER FOR CONGRESS', candidate: { state: 'OH' } }),
    ]
    expect(linkTo(both, 'Quillfeather for Congress', 'Quillfeather for Ohio')).toMatchObject({
      ...linked,
      registryId: 'C00000022',
    })
  })

  test('the cycle in which it was seen', () => {
    expect(linkTo([georgian, ohioan], 'Quillfeather for Congress')).toMatchObject({
      ...linked,
      registryId: 'C00000011',
    })
  })
})

test('of a candidate’s committees the principal one of the cycle is preferred', () => {
  const candidate = { id: 'H2GA00001', name: 'QUILLFEATHER, MARGARET' }
  const committees = [
    aCommittee({ id: 'C00000031', names: 'QUILLFEATHER VICTORY FUND', candidate, facts: { designation: 'J' } }),
    aCommittee({ id: 'C00000032', names: 'MAGGIE FOR GEORGIA', candidate }),
    aCommittee({ id: 'C00000033', names: 'TEAM MAGGIE 2018', candidate, cycles: ['2018', '2018'] }),
  ]
  expect(linkTo(committees, 'Margaret Quillfeather for Congress').registryId).toBe('C00000032')
})

test('T8: a former name counts, and the reason says so', () => {
  const renamed = {
    ...quillfeather,
    names: [
      { name: 'QUILLFEATHER FOR CONGRESS', from: '2020', to: '2022' },
      { name: 'SEVEN HARBOURS PAC', from: '2024', to: '2026' },
    ],
  }
  expect(linkTo([renamed], 'Quillfeather for Congress')).toMatchObject({
    ...linked,
    reason: expect.stringContaining('registry_alias'),
  })
})

test('T15: a typing error is found and scored below the right spelling', () => {
  const right = linkTo([named], 'Margaret Quillfeather for Congress')
  const wrong = linkTo([named], 'Margaret Quillfether for Congress')
  expect(wrong).toMatchObject({ ...linked, registryId: 'C00000011', reason: 'candidate_committee;fuzzy_name' })
  expect(wrong.confidence).toBeLessThan(right.confidence)
})

function seen(year: string) {
  return { firstSeen: `${year}-06-01`, lastSeen: `${year}-10-01` }
}
