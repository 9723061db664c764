import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { snapAdId, snapCsv } from './snap-csv.ts'

/** A file with bad records at known places. */
export interface PoisonedFile {
  readonly source: string
  readonly name: string
  readonly records: number
  /** SHA-256 of the bytes of each bad record, without its line end, by record number. */
  readonly bad: ReadonlyMap<number, string>
}

type Spoil = (line: string) => string | Buffer

/** As much as a 10 MB field, and no more than one in a hundred bad ones. */
const HUGE = 'x'.repeat(10 * 1024 * 1024)
const DEEP = '['.repeat(10_000) + ']'.repeat(10_000)

const replaced =
  (from: string | RegExp, to: string): Spoil =>
  (line) =>
    line.replace(from, () => to)

/** Bytes that are no UTF-8 stand where the letters were. */
const withBytes =
  (from: string): Spoil =>
  (line) =>
    Buffer.from(line.replace(from, 'a\u00ffb'), 'latin1')

const NAME = 'Harbour Lane'

const SPOIL_SNAP: readonly Spoil[] = [
  withBytes(NAME),
  replaced(NAME, 'a\0b'),
  replaced(',100,', ',NaN,'),
  replaced(',100,', `,${DEEP},`),
  replaced(',USD,', ',Euro,'),
  replaced(/^[0-9a-f]{64}/, '__proto__'),
  replaced(/$/, ',one more'),
  replaced(NAME, '"Harbour Lane'),
  (line) => line.slice(0, 150),
]

const SPOIL_META: readonly Spoil[] = [
  withBytes(NAME),
  replaced(NAME, 'a\\ud800b'),
  replaced(NAME, 'a\\u0000b'),
  replaced('"lower_bound":"1"', '"lower_bound":NaN'),
  replaced('{"lower_bound":"1","upper_bound":"9"}', DEEP),
  replaced('"USD"', '"Euro"'),
  replaced(/^\{"id":"\d+"/, '{"id":{"__proto__":{"$numberLong":"1"}}'),
  (line) => line.slice(0, -1),
  () => '"just a text"',
]

/** `records` ads of Snap, of which so many are bad. Record 1 is the header. */
export function poisonedSnap(path: string, records: number, bad: number, random: () => number): Promise<PoisonedFile> {
  const [header = '', row = ''] = snapCsv([{}]).split('\r\n')
  const lineOf = (index: number) => `${snapAdId(index + 1)}${row.slice(64)}`
  const name = '2024-10-01_2024.csv'
  return write({
    ...{ path, name, source: 'snap', records, header, lineOf },
    spoils: spoilt(SPOIL_SNAP, records, bad, random),
  })
}

/** The same of Meta, an ad a line. Every tenth good one has a key that must not reach a prototype. */
export function poisonedMeta(path: string, records: number, bad: number, random: () => number): Promise<PoisonedFile> {
  const lineOf = (index: number) =>
    `{"id":"${100_000_000_000_000 + index}","page_id":"1","page_name":"Harbour Lane","ad_creative_bodies":["Vote"],` +
    `"ad_delivery_start_time":"2024-01-01","currency":"USD","spend":{"lower_bound":"1","upper_bound":"9"}` +
    `${index % 10 === 0 ? ',"__proto__":{"polluted":true}' : ''}}`
  const name = '2024-10-01.json'
  return write({
    ...{ path, name, source: 'meta', records, header: null, lineOf },
    spoils: spoilt(SPOIL_META, records, bad, random),
  })
}

/** Places of bad records, the first two lines left whole: they tell what the file is. */
function spoilt(spoils: readonly Spoil[], records: number, bad: number, random: () => number): Map<number, Spoil> {
  const places = new Map<number, Spoil>()
  while (places.size < bad) {
    const at = 2 + Math.floor(random() * (records - 2))
    if (places.has(at)) continue
    const spoil = spoils[places.size % spoils.length]
    const isHuge = places.size % 100 === 6
    places.set(at, isHuge || spoil === undefined ? replaced(NAME, HUGE) : spoil)
  }
  return places
}

interface Plan {
  readonly path: string
  readonly name: string
  readonly source: string
  readonly records: number
  readonly header: string | null
  readonly lineOf: (index: number) => string
  readonly spoils: ReadonlyMap<number, Spoil>
}

async function write({ path, name, source, records, header, lineOf, spoils }: Plan): Promise<PoisonedFile> {
  const file = createWriteStream(path)
  const bad = new Map<number, string>()
  if (header !== null) file.write(`${header}\n`)
  for (let index = 0; index < records; index++) {
    const line = Buffer.from(spoils.get(index)?.(lineOf(index)) ?? lineOf(index))
    if (spoils.has(index)) bad.set(index + (header === null ? 1 : 2), sha256Of(line))
    if (!file.write(Buffer.concat([line, Buffer.from('\n')]))) await once(file, 'drain')
  }
  file.end()
  await finished(file)
  return { source, name, records, bad }
}

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
