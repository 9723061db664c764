import { millions, onServer, openFilled, timed } from './scratch.mjs'

const WANTED_MS = 300
/** As many statements as there are of ads, and a third more: a year of daily reports by region, and weeks of a bundle. */
const STATEMENTS_AN_AD = 1.3

/** Questions of the pages about spending, over ads and statements; of each ranking, sponsors beside accounts of the same run. */
export async function bench({ count, kept }) {
  const scratch = await openFilled({ kept, count, statements: count * STATEMENTS_AN_AD })
  const { archive } = scratch
  await attributeAll(scratch)
  const { rows: sizes } = await onServer(scratch, (client) =>
    client.query(
      `SELECT (SELECT count(*) FROM ad_spend) AS cells, (SELECT count(*) FROM spend_statement) AS statements,
         (SELECT count(*) FROM advertiser) AS advertisers, (SELECT count(*) FROM mention) AS mentions,
         (SELECT count(*) FROM sponsor) AS sponsors`,
    ),
  )
  console.log(`${millions(count)} ads; ${JSON.stringify(sizes[0])}`)
  const country = { place: 'US', currency: 'USD', platform: null, from: null, to: null }
  const days = { from: '2023-01-01', to: '2023-01-30' }
  for (const [name, query] of [
    ['the US, 30 days', { ...country, ...days }],
    ['the US, 30 days, one platform', { ...country, ...days, platform: 'meta' }],
    ['the US, all time', country],
    ['the US, all time, one platform', { ...country, platform: 'meta' }],
    ['everywhere, all time', { ...country, place: null }],
    ['a state, all time', { ...country, place: 'US-MN' }],
  ]) {
    await ranked(archive, name, query)
    if (query.place === 'US') report(`regional, ${name}`, await timed((round) => archive.regional(anew(query, round))))
  }
  report('choices', await timed(() => archive.spendingChoices({ place: 'US' })))
  await ofOne(archive, country)
  await scratch.close()
}

/** The same question, which nobody has asked before: what was answered is remembered until something new comes. */
function anew(query, round) {
  return { ...query, round }
}

async function ranked(archive, name, query) {
  const times = {}
  for (const by of ['advertiser', 'sponsor']) {
    const asked = { ...query, by }
    const page = await archive.spending(asked, null, 50)
    times[by] = await timed((round) => archive.spending(anew(asked, round), null, 50))
    report(`spending by ${by}, ${name} (${page.total.rows} rows)`, times[by])
    if (page.next !== null)
      report('  its second page', await timed((round) => archive.spending(anew(asked, round), page.next, 50)))
  }
  const share = (times.sponsor.p50 / times.advertiser.p50).toFixed(2)
  console.log(`  sponsors take ${share} times as long as accounts`)
}

/** Pages of one account and one sponsor, and why a number is what it is. */
async function ofOne(archive, country) {
  const everything = { from: null, to: null }
  const { rows } = await archive.spending({ ...country, by: 'advertiser' }, null, 20)
  const refs = rows.map(({ advertiser }) => advertiser)
  const each = (list, act) => timed((round) => act(list[round % list.length]))
  report('advertiser', await each(refs, (ref) => archive.advertiser(ref, everything)))
  report('advertiserSpending', await each(refs, (ref) => archive.advertiserSpending(ref, 'USD')))
  const sponsors = (await archive.spending({ ...country, by: 'sponsor' }, null, 50)).rows
  const ids = sponsors.flatMap(({ sponsor }) => sponsor?.id ?? []).slice(0, 20)
  if (ids.length === 0) return
  const limits = { accounts: 20, each: 25 }
  report('sponsorMoney', await each(ids, (id) => archive.sponsorMoney(id, everything)))
  report('sponsorSpending', await each(ids, (id) => archive.sponsorSpending(id, 'USD')))
  report('why', await each(ids, (id) => archive.why({ kind: 'sponsor', id }, country, limits)))
}

/** Four of five mentions go to sponsors, about three to each, unless they have been resolved already. */
async function attributeAll(scratch) {
  await onServer(scratch, async (client) => {
    const { rows } = await client.query('SELECT count(*)::int AS count FROM mention_sponsor')
    if (rows[0].count > 0) return
    await client.query("SELECT set_config('paidfor.revision', max(id)::text, false) FROM revision")
    await client.query(
      `INSERT INTO sponsor (id, type, name)
       SELECT 'sp-' || lpad(number::text, 16, '0'), 'unknown', 'Sponsor ' || number
       FROM generate_series(1, (SELECT count(*) / 3 + 1 FROM mention)) number`,
    )
    await client.query(
      `INSERT INTO mention_sponsor (mention_id, sponsor_id, method, confidence, reason, rule_version)
       SELECT mention.id, 'sp-' || lpad((1 + (hashint8(mention.id)::bigint & 2147483647) % known.sponsors)::text, 16, '0'),
         'auto', 0.9, 'single', 'bench'
       FROM mention, (SELECT count(*) AS sponsors FROM sponsor) known WHERE mention.id % 5 <> 0`,
    )
    await client.query('ANALYZE sponsor, mention_sponsor')
  })
}

function report(name, { p50, p95 }) {
  const ratio = (p95 / WANTED_MS).toFixed(2)
  console.log(`${name}: ${p50.toFixed(0)}/${p95.toFixed(0)} ms, ${ratio} of the ${WANTED_MS} ms wanted`)
}
