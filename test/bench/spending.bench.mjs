import { millions, onServer, openFilled, timed } from './scratch.mjs'

const WANTED_MS = 300

/** Questions of the pages about spending, over ads and half as many statements. */
export async function bench({ count, kept }) {
  const scratch = await openFilled({ kept, count })
  const { archive } = scratch
  const { rows: sizes } = await onServer(scratch, (client) =>
    client.query(
      `SELECT (SELECT count(*) FROM ad_spend) AS cells, (SELECT count(*) FROM spend_statement) AS statements,
         (SELECT count(*) FROM advertiser) AS advertisers`,
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
    const page = await archive.spending(query, null, 50)
    report(
      `spending, ${name} (${page.total.advertisers} advertisers)`,
      await timed(() => archive.spending(query, null, 50)),
    )
    if (page.next !== null) report('  its second page', await timed(() => archive.spending(query, page.next, 50)))
    if (query.place === 'US') report(`regional, ${name}`, await timed(() => archive.regional(query)))
  }
  report('choices', await timed(() => archive.spendingChoices({ place: 'US' })))
  const { rows } = await archive.spending(country, null, 20)
  const refs = rows.map(({ advertiser }) => advertiser)
  const everything = { from: null, to: null }
  report('advertiser', await timed((round) => archive.advertiser(refs[round % refs.length], everything)))
  report('advertiserSpending', await timed((round) => archive.advertiserSpending(refs[round % refs.length], 'USD')))
  await scratch.close()
}

function report(name, { p50, p95 }) {
  const ratio = (p95 / WANTED_MS).toFixed(2)
  console.log(`${name}: ${p50.toFixed(0)}/${p95.toFixed(0)} ms, ${ratio} of the ${WANTED_MS} ms wanted`)
}
