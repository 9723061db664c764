import { linkMention } from '../../../src/sponsors/linking/link-mention.ts'
import { registryIndex } from '../../../src/sponsors/linking/registry-index.ts'
import { aCommittee, aMention, linkTo } from './registry-of.ts'

const candidate = { name: 'QUILLFEATHER, MARGARET' }
const committee = aCommittee({ id: 'C00000011', names: 'MARGARET QUILLFEATHER FOR CONGRESS', candidate })

test.each([
  ['Margaret Quillfeather for Governor', 'Margaret Quillfeather'],
  ['Friends of Margaret Quillfeather', 'Margaret Quillfeather for State Senate'],
  ['Margaret Quillfeather for GA Senate', 'Margaret Quillfeather for GA Senate'],
  ['Quillfeather for Assembly', 'Maggie Quillfeather'],
  ['Committee to elect Sheriff Quillfeather', null],
  ['Margaret Quillfeather for Mayor of Seven Harbours', 'Mayor Quillfeather'],
  ['Judge Quillfeather Campaign', 'Judge Margaret Quillfeather'],
  ['Quillfeather for House District 12', 'Rep. Maggie Quillfeather'],
])('“%s” on the page “%s” runs for no federal office and is no federal campaign', (payer, page) => {
  expect(linkTo([committee], payer, page)).toMatchObject({ decision: 'nil', registryId: null, relation: null })
})

test('T19: the name of a former federal committee is no link of a later state race', () => {
  const former = aCommittee({
    id: 'C00000012',
    names: 'QUILLFEATHER FOR GEORGIA',
    candidate: { ...candidate, cycles: ['2018', '2020'], elections: ['2018'] },
  })
  expect(linkTo([former], 'Quillfeather for Georgia', 'Margaret Quillfeather').decision).not.toBe('auto')
  expect(linkTo([former], 'Quillfeather for Georgia', 'Quillfeather for State House').decision).toBe('nil')
})

test('T4: a page that speaks against a candidate is not the candidate’s', () => {
  const link = linkTo([committee], 'Seven Harbours Majority', 'Stop Margaret Quillfeather for Congress')
  expect(link).toMatchObject({ decision: 'nil', reason: 'nil_no_candidate' })
})

test('another person of the same surname is no reason', () => {
  expect(linkTo([committee], 'Tobias Quillfeather for Congress').decision).toBe('nil')
})

test('T17: an office holder’s office is affiliated with the campaign, never the same', () => {
  const link = linkTo([committee], 'Office of Congresswoman Margaret Quillfeather', 'Margaret Quillfeather')
  expect(link).toMatchObject({ registryId: 'C00000011', relation: 'affiliated_with' })
})

describe('a body that a committee belongs to', () => {
  const facts = { connected_organization: 'AMALGAMATED LAMPLIGHTERS UNION' }
  const pac = aCommittee({ id: 'C00000041', names: 'LAMPLIGHTERS POLITICAL FUND', facts })

  test('is affiliated with it, never the same', () => {
    expect(linkTo([pac], 'Amalgamated Lamplighters Union')).toMatchObject({
      ...{ registryId: 'C00000041', relation: 'affiliated_with', decision: 'auto' },
    })
  })

  test('is left to a reviewer where several committees say so', () => {
    const other = aCommittee({ id: 'C00000042', names: 'LAMPLIGHTERS OF OHIO', facts })
    expect(linkTo([pac, other], 'Amalgamated Lamplighters Union')).toMatchObject({ decision: 'review' })
  })

  test('and its committee’s own name is the committee', () => {
    expect(linkTo([pac], 'Lamplighters Political Fund')).toMatchObject({ relation: 'same_as', decision: 'auto' })
  })
})

test('what a mention declares of itself changes nothing, nor does the order of the registry', () => {
  const other = aCommittee({ id: 'C00000012', names: 'QUILLFEATHER FOR OHIO', candidate: { state: 'OH' } })
  const mention = aMention('Maggie Quillfeather for Congress', 'Maggie Quillfeather')
  const link = linkMention(registryIndex([committee, other]), mention)
  expect(linkMention(registryIndex([other, committee]), { ...mention, registryIds: ['us-fec:C00000012'] })).toEqual(
    link,
  )
})

test('a text without a letter is nobody', () => {
  expect(linkTo([committee], ' – ', '')).toMatchObject({ decision: 'nil', reason: 'nil_no_candidate' })
  expect(linkTo([], 'Quillfeather for Congress')).toMatchObject({ decision: 'nil' })
})
