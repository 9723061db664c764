import { gleif } from '../../src/registries/gleif/registry.ts'
import { openSanctions } from '../../src/registries/opensanctions/registry.ts'
import { ukEc } from '../../src/registries/uk-ec/registry.ts'
import { readAs } from './support/reading.ts'

/** Made by hand: no such entity has these. */
const CHILD = '00000000000000DAM101'
const PARENT = '00000000000000DAM202'

const record = (relationships: object) =>
  JSON.stringify({
    data: [
      {
        type: 'lei-records',
        id: CHILD,
        attributes: {
          lei: CHILD,
          entity: {
            legalName: { name: 'Dam Works GmbH' },
            otherNames: [{ name: 'Old Dam GmbH', type: 'PREVIOUS_LEGAL_NAME' }],
            legalAddress: { addressLines: ['1 Dam Street'], country: 'DE', region: 'DE-BY' },
            status: 'ACTIVE',
          },
        },
        relationships,
      },
    ],
  })

test('an entity of GLEIF comes with its names, country and region; its street is not kept', async () => {
  const { rows } = await readAs(gleif, 'answer.json', record({}))
  expect(rows[0]?.records[0]).toMatchObject({
    scheme: 'lei',
    key: CHILD,
    country: 'DE',
    state: 'BY',
    names: [
      { name: 'Dam Works GmbH', kind: 'name' },
      { name: 'Old Dam GmbH', kind: 'former' },
    ],
  })
  expect(rows[0]?.records[0]?.facts['direct_parent']).toBeUndefined()
  expect(JSON.stringify(rows)).not.toContain('Dam Street')
})

test('a link to a reporting exception says that the parent is not reported, never that there is none', async () => {
  const answer = record({
    'direct-parent': { links: { 'reporting-exception': 'x' } },
    'ultimate-parent': { links: { 'lei-record': 'y' } },
  })
  const { rows } = await readAs(gleif, 'answer.json', answer)
  expect(rows[0]?.records[0]?.facts).toMatchObject({ direct_parent: 'not_reported', ultimate_parent: 'reported' })
})

test('an exception tells why no parent is reported', async () => {
  const attributes = { lei: CHILD, category: 'DIRECT_ACCOUNTING_CONSOLIDATION_PARENT', reason: 'NO_KNOWN_PERSON' }
  const { rows } = await readAs(
    gleif,
    'x.json',
    JSON.stringify({ data: { type: 'reporting-exceptions', id: '1', attributes } }),
  )
  expect(rows[0]?.records[0]?.facts).toEqual({
    direct_parent: 'not_reported',
    direct_parent_exception: 'NO_KNOWN_PERSON',
  })
})

test('the golden copy tells the same in rows: entities, relationships, exceptions', async () => {
  const entities = await readAs(
    gleif,
    'lei2.csv',
    `LEI,Entity.LegalName,Entity.LegalAddress.Country,Entity.EntityStatus\n${CHILD},Dam Works GmbH,DE,ACTIVE\n1,No LEI,DE,ACTIVE\n`,
  )
  const relations = await readAs(
    gleif,
    'rr.csv',
    `Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,Relationship.Period.1.startDate\n${CHILD},${PARENT},IS_ULTIMATELY_CONSOLIDATED_BY,2020-01-01T00:00:00Z\n`,
  )
  const exceptions = await readAs(
    gleif,
    'repex.csv',
    `LEI,Exception.Category,Exception.Reason.1\n${CHILD},ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT,NATURAL_PERSONS\n`,
  )
  expect([entities.rows.length, entities.rejected.length]).toEqual([1, 1])
  expect(relations.rows[0]?.relations).toMatchObject([
    { kind: 'ultimate_parent', subject: { key: CHILD }, object: { key: PARENT }, from: '2020-01-01' },
  ])
  expect(exceptions.rows[0]?.records[0]?.facts).toMatchObject({ ultimate_parent: 'not_reported' })
})

const donation = (more: object) => ({
  ECRef: 'C0000001',
  DonorName: 'Pat Doe',
  DonorStatus: 'Individual',
  DonorId: 5,
  RegulatedEntityName: 'Dam Party',
  RegulatedEntityType: 'Political Party',
  RegulatedEntityId: 7,
  Value: 1000,
  AcceptedDate: '/Date(1688083200000)/',
  Postcode: 'SW1A 0AA',
  ...more,
})

test('days of the Electoral Commission come in milliseconds, or day first', async () => {
  const json = await readAs(ukEc, 'a.json', JSON.stringify({ Total: 1, Result: [donation({})] }))
  const csv = await readAs(
    ukEc,
    'a.csv',
    'ECRef,RegulatedEntityId,RegulatedEntityName,DonorStatus,DonorName,DonorId,Value,AcceptedDate\nC1,7,Dam Party,Company,Dam Ltd,6,"£1,000.00",30/06/2023\n',
  )
  expect([json, csv].map(({ rows }) => rows[0]?.relations[0]?.from)).toEqual(['2023-06-30', '2023-06-30'])
})

test('of a donor that is a private person nothing is kept, of a company its name and number', async () => {
  const { rows } = await readAs(
    ukEc,
    'a.json',
    JSON.stringify({
      Result: [
        donation({}),
        donation({ ECRef: 'C2', DonorStatus: 'Company', DonorName: 'Dam Ltd', CompanyRegistrationNumber: '01' }),
      ],
    }),
  )
  expect(rows[0]?.records.map(({ key }) => key)).toEqual(['7'])
  expect(rows[0]?.relations[0]).toMatchObject({ kind: 'pays', key: 'C0000001', subject: { key: 'private-person' } })
  expect(JSON.stringify(rows)).not.toMatch(/Pat Doe|SW1A/)
  expect(rows[1]?.records[1]).toMatchObject({ scheme: 'gb-ec-donor', type: 'company', names: [{ name: 'Dam Ltd' }] })
})

const line = (id: string, schema: string, properties: object) => JSON.stringify({ id, schema, properties })
const entities = [
  line('a1', 'Organization', { name: ['Dam Party'], country: ['de'] }),
  line('b2', 'Person', { name: ['Pat Doe'], addressEntity: ['c3'], country: ['de'] }),
  line('c3', 'Address', { full: ['1 Secret Lane'] }),
  line('d4', 'Payment', {
    amountEur: ['100000'],
    payer: ['b2'],
    beneficiary: ['a1'],
    date: ['2011-12-29'],
    namesMentioned: ['Pat Doe'],
  }),
  line('e5', 'Person', { name: ['Alex Roe'], topics: ['sanction'] }),
  '{"id":"f6"',
].join('\n')

test('a person who only paid is nobody here: the payment stands, its payer is an id that says nothing', async () => {
  const { rows, rejected } = await readAs(openSanctions, 'parteispenden_entities.ftm.json', entities)
  expect(rows.flatMap(({ records }) => records).map(({ key }) => key)).toEqual(['a1', 'e5'])
  expect(rows.flatMap(({ relations }) => relations)).toMatchObject([
    {
      kind: 'pays',
      subject: { key: 'b2' },
      object: { key: 'a1' },
      from: '2011-12-29',
      facts: { amount_eur: '100000' },
    },
  ])
  expect(JSON.stringify(rows)).not.toMatch(/Pat Doe|Secret Lane/)
  expect(rejected).toHaveLength(1)
})

test('an entity in Senzing’s form is read by its names and topics, without births', async () => {
  const text = JSON.stringify({
    DATA_SOURCE: 'OS_DAM',
    RECORD_ID: 'NK-1',
    RECORD_TYPE: 'PERSON',
    NAMES: [{ NAME_TYPE: 'PRIMARY', NAME_FULL: 'Pat Doe' }],
    RISKS: [{ TOPIC: 'role.pep' }],
    DATES: [{ DATE_OF_BIRTH: '1960' }],
  })
  const { rows } = await readAs(openSanctions, 's.json', text)
  expect(rows[0]?.records[0]).toMatchObject({ key: 'NK-1', type: 'person', facts: { topics: 'role.pep' } })
  expect(JSON.stringify(rows)).not.toContain('1960')
})

test('a target of the simple list is read by its names and countries, without births, addresses or documents', async () => {
  const header =
    'id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change'
  const row = 'NK-2,Company,Dam Works,Dam JSC;Dam Ltd,1960,de,1 Secret Lane,P1,,,,DAM,Dam List,,,2026-01-01'
  const { rows } = await readAs(openSanctions, 'targets.simple.csv', `${header}\n${row}\n`)
  expect(rows[0]?.records[0]).toMatchObject({
    key: 'NK-2',
    type: 'company',
    country: 'DE',
    names: [{}, { name: 'Dam JSC' }, {}],
  })
  expect(JSON.stringify(rows)).not.toMatch(/1960|Secret Lane|P1/)
})
