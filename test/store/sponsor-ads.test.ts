import type { DisclosureFields } from '../../src/domain/disclosure.ts'
import { type DisclosureId, sponsorId } from '../../src/domain/ids.ts'
import { alike } from '../../src/store/postgres/creatives/alike.ts'
import { postgresSponsorAds } from '../../src/store/postgres/creatives/sponsor-ads.ts'
import { WORDINGS_THERE } from '../../src/store/postgres/migrations/0015-wordings.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { adRecords, aFile } from '../support/loads.ts'

const SPONSOR = sponsorId('sp-aaaaaaaaaaaaaaaa')
const NOBODY = sponsorId('sp-bbbbbbbbbbbbbbbb')

let opened: TestArchive
beforeAll(async () => {
  opened = await openTestArchive()
})
afterAll(() => opened.close())

interface Made {
  readonly id: string
  readonly account: string
  readonly payer?: string
  readonly text?: string
  readonly day?: string
  readonly removed?: boolean
}

function fieldsOf({ account, payer, text, day, removed }: Made): DisclosureFields {
  return {
    advertiserId: account,
    advertiserName: `Page ${account}`,
    ...(payer === undefined ? {} : { disclaimer: payer }),
    ...(text === undefined ? {} : { texts: text.split('|').map((each) => ({ part: 'body', text: each })) }),
    ...(day === undefined ? {} : { startsOn: day as NonNullable<Extract<DisclosureFields['startsOn'], string>> }),
    ...(removed === true ? { remarks: ['removed_at_source'] } : {}),
  }
}

const SAID = 'Vote for the dam on Tuesday: it holds the river, and it keeps the lights on in Harbour Town.'
const NEARLY = 'Vote for the dam on Thursday: it holds the river, and it keeps the lights on in Harbour Town.'

const OF_META: Made[] = [
  { id: 'm1', account: '1', payer: 'Friends', text: SAID, day: '2024-10-01' },
  { id: 'm2', account: '1', payer: 'Friends', text: SAID.toUpperCase(), day: '2024-10-03' },
  { id: 'm3', account: '1', payer: 'Friends', text: NEARLY, day: '2024-10-02' },
  { id: 'm4', account: '1', payer: 'Somebody else', text: SAID, day: '2024-10-09' },
  { id: 'm5', account: '1', text: 'Something that no other ad of anybody says at all.', day: '2024-10-02' },
  { id: 'm6', account: '1', payer: 'Friends', text: SAID, day: '2024-10-04', removed: true },
]
const OF_SNAP: Made[] = [
  { id: 's1', account: '9', payer: 'Friends', text: `  ${SAID.replace('Town.', 'Town!')}|${SAID}` },
  { id: 's2', account: '9', payer: 'Friends', text: 'Vote!', day: '2024-09-01' },
  { id: 's3', account: '9', payer: 'Friends' },
]

/** Attributes two accounts with the payer Friends, and one without a payer, as the resolver would. */
async function attribute(): Promise<void> {
  await opened.database.query(`
    SELECT set_config('paidfor.revision', (max(revision.id))::text, false) FROM revision;
    INSERT INTO sponsor (id, type, name) VALUES ('${SPONSOR}', 'committee', 'Friends');
    INSERT INTO mention_sponsor (mention_id, sponsor_id, method, confidence, reason, rule_version)
    SELECT mention.id, '${SPONSOR}', 'auto', 0.97, 'exact_payer_n2', 'test' FROM mention
    JOIN advertiser ON advertiser.id = mention.advertiser_id
    WHERE coalesce(mention.payer, '') IN ('Friends', '')`)
}

const load = (source: string, day: string, made: readonly Made[]) =>
  opened.importDeps.store.load(
    aFile(source, `${source}-${day}.json`, day),
    adRecords(made.map((each) => ({ id: each.id, fields: fieldsOf(each) }))),
  )

beforeAll(async () => {
  await load('meta', '2024-11-01', OF_META)
  await load('snap', '2024-11-02', OF_SNAP)
  await attribute()
})

const ads = () => postgresSponsorAds(opened.database)
const all = { listing: null, after: null, size: 50 } as const

test('the ads of a sponsor are those of its mentions, newest first, those without a day last', async () => {
  const { rows, total, next } = await ads().ads(SPONSOR, all)
  expect(rows.map(({ adId }) => adId)).toEqual(['m6', 'm2', 'm5', 'm3', 'm1', 's2', 's3', 's1'])
  expect([total, next]).toEqual([8, null])
  expect((await ads().ads(NOBODY, all)).rows).toEqual([])
})

test('page by page every ad comes once, also where days are equal or missing', async () => {
  for (const size of [1, 2, 3]) {
    const seen: string[] = []
    for (let after: string | null = null, first = true; first || after !== null; first = false) {
      const page = await ads().ads(SPONSOR, { listing: null, after, size })
      seen.push(...page.rows.map(({ adId }) => adId))
      after = page.next
    }
    expect(seen).toEqual(['m6', 'm2', 'm5', 'm3', 'm1', 's2', 's3', 's1'])
  }
  await expect(ads().ads(SPONSOR, { ...all, after: '1; DROP' })).rejects.toMatchObject({ code: 'request.invalid' })
})

test('ads that say the same, or nearly so, stand together over platforms; what was removed says nothing', async () => {
  const { rows, total } = await ads().sharedCreatives(SPONSOR)
  expect(total).toBe(1)
  expect(rows[0]).toMatchObject({ ads: 4, wordings: 2, isSame: false, platforms: ['meta', 'snap'] })
  expect(rows[0]).toMatchObject({ firstDay: '2024-10-01', lastDay: '2024-10-03' })
  expect(rows[0]?.examples).toEqual(['snap/s1', 'meta/m3'])
  expect((await ads().sharedCreatives(NOBODY)).rows).toEqual([])
})

test('whose an ad is, and why, is told for a whole page at once', async () => {
  const ids = ['meta/m1', 'meta/m4', 'snap/s3', 'snap/none'] as DisclosureId[]
  const known = await ads().ofAds(ids)
  expect([...known.keys()].sort()).toEqual(['meta/m1', 'snap/s3'])
  expect(known.get('meta/m1' as DisclosureId)).toEqual({
    ...{ id: SPONSOR, name: 'Friends', reason: 'exact_payer_n2', method: 'auto' },
  })
})

test('at an earlier moment there were fewer ads', async () => {
  const [{ newest }] = await opened.database.query('SELECT max(revision.id)::int AS newest FROM revision')
  expect((await ads().asOf(newest).ads(SPONSOR, all)).total).toBe(8)
  expect(
    (
      await ads()
        .asOf(newest - 1)
        .ads(SPONSOR, all)
    ).total,
  ).toBe(0)
})

test('an archive of before gets the same numbers for what its ads say as loads give', async () => {
  const wordings = () =>
    opened.database.query(
      'SELECT state.disclosure_id, state.from_revision, state.wording FROM disclosure_state state ORDER BY 1, 2',
    )
  const loaded = await wordings()
  expect(loaded.filter(({ wording }: { wording: string | null }) => wording !== null)).toHaveLength(6)
  await opened.database.query('UPDATE disclosure_state SET wording = NULL')
  await opened.database.query(WORDINGS_THERE)
  expect(await wordings()).toEqual(loaded)
})

test('what an ad says has one number, blind to case, accents, marks, blanks, order and repetition', async () => {
  const numberOf = async (...texts: string[]) => {
    const content = JSON.stringify({ texts: texts.map((text) => ({ part: 'body', text })) })
    const [{ wording }] = await opened.database.query('SELECT wording($1::jsonb) AS wording', [content])
    return wording
  }
  const one = await numberOf('Голосуйте за реку – во вторник', 'Élections pour tous')
  expect(
    await numberOf('elections pour  tous!!', 'ГОЛОСУЙТЕ ЗА РЕКУ, во вторник', 'ELECTIONS POUR TOUS'),
  ).not.toBeNull()
  expect(await numberOf('Élections pour tous', 'Голосуйте за реку – во вторник', 'Élections pour tous')).toBe(one)
  expect(await numberOf('Голосуйте за море – во вторник', 'Élections pour tous')).not.toBe(one)
  expect(await numberOf('Vote!')).toBeNull()
})

test('wordings are put together in one way, whatever the order in which they come', () => {
  const made = ['a b c d e f g h', 'a b c d e f g i', 'a b c d e f j i', 'x y z x y z', 'x y z'].map((text, index) => ({
    text,
    ads: 5 - index,
  }))
  const groups = (rows: typeof made) => alike(rows).map((group) => group.map(({ text }) => text))
  expect(groups(made)).toEqual(groups(made.toReversed()))
  expect(groups(made)[0]).toEqual(['a b c d e f g h', 'a b c d e f g i'])
})
