import { createHash } from 'node:crypto'
import { fingerprint } from '../../dist/src/domain/fingerprint.js'

const SYLLABLES =
  'ba be bo ca co da de do fa fen ga gor ha hol ja ka ker la len lo ma mer mo na nor pa per ra ren ro sa sel ta ten to va wen wick yo za'.split(
    ' ',
  )
const OFFICES = ['for Congress', 'for Senate', 'for Governor', 'for Mayor', 'for State House', 'for Council']
const STATES = ['US-OH', 'US-GA', 'US-TX', 'US-WI', 'US-AZ', 'US-ME']

/** The same number for the same text: 0 up to `below`. */
function numberOf(text, below) {
  return createHash('sha256').update(text).digest().readUInt32BE(0) % below
}

function word(seed, parts) {
  const made = Array.from({ length: parts }, (_, at) => SYLLABLES[numberOf(`${seed} ${at}`, SYLLABLES.length)]).join('')
  return made[0].toUpperCase() + made.slice(1)
}

/** Who is behind the nth mention: about two mentions each. */
function sponsorOf(n) {
  const id = numberOf(`sponsor of ${n}`, Math.max(1, Math.ceil(n / 2) + 20))
  const first = word(`first ${numberOf(`first of ${id}`, 400)}`, 2)
  const last = word(`last ${numberOf(`last of ${id}`, 30_000)}`, 3)
  return {
    id,
    first,
    last,
    office: OFFICES[numberOf(`office ${id}`, OFFICES.length)],
    state: STATES[id % STATES.length],
  }
}

/** As different hands write it: whole, short, in capitals, with a legal form, glued, with a slip, by way of an agency. */
function writtenBy(n, { first, last, office }) {
  const whole = `${first} ${last} ${office}`
  const ways = [
    whole,
    `${last} ${office}`,
    whole.toUpperCase(),
    `${whole}, Inc.`,
    `Friends of ${first} ${last}`,
    `${first}${last}${office}`.replaceAll(' ', ''),
    `${first} ${last.slice(0, 2)}${last.slice(3)} ${office}`,
    `Committee to Elect ${first} ${last}, Pat Example, Treasurer`,
  ]
  return ways[numberOf(`way ${n}`, ways.length)]
}

/** One ad of each mention from `from` on, as a normaliser makes it. */
export function* adsOfMentions(from, count) {
  for (let n = from; n < from + count; n++) {
    const sponsor = sponsorOf(n)
    const isMeta = n % 3 !== 0
    const cents = BigInt(100 * numberOf(`money ${n}`, 5_000))
    yield {
      source: isMeta ? 'meta' : 'google',
      id: isMeta ? `${n}` : `CR${n}`,
      fields: {
        advertiserId: isMeta ? `${1_000_000 + n}` : `AR${n}`,
        advertiserName: isMeta ? `${sponsor.first} ${sponsor.last}` : writtenBy(n, sponsor),
        ...(isMeta ? { disclaimer: writtenBy(n, sponsor) } : {}),
        spend: { lower: cents, upper: cents, currency: 'USD' },
        countries: [{ name: 'US', code: 'US' }],
        regions: [{ name: sponsor.state, code: sponsor.state, share: null }],
        landingUrls: n % 4 === 0 ? [`https://${sponsor.first}${sponsor.last}.example/`] : [],
      },
    }
  }
}

/** Loads them as files of the two platforms. */
export async function loadMentions({ store }, from, count) {
  for (const source of ['meta', 'google']) {
    const name = `${source} ${from}`
    await store.load(
      {
        ...{ source, name, blob: createHash('sha256').update(name).digest('hex'), blobBytes: 1, member: null },
        ...{ format: 'bench', formatVersion: 1, cutTokens: 0, observedOn: '2024-11-10', observedBy: 'name' },
        ...{ folder: '', series: null, drift: [] },
      },
      records(source, from, count),
    )
  }
}

async function* records(source, from, count) {
  let recordNumber = 1
  for (const ad of adsOfMentions(from, count)) {
    if (ad.source !== source) continue
    recordNumber++
    const disclosure = { adId: ad.id, observedAt: null, fields: ad.fields }
    yield { recordNumber, disclosure, fingerprint: fingerprint(ad.fields), words: {} }
  }
}
