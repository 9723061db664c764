import type { CalendarDate } from '../domain/calendar.ts'
import { daysLater } from '../domain/days.ts'
import { googleZip } from './platforms/google.ts'
import { snapZip } from './platforms/snap.ts'
import { type StoredObject, storedObject } from './stored-object.ts'
import type { Switches } from './switches.ts'
import type { World } from './world.ts'

export type Served = 'snap' | 'google'

/** The addresses below the sandbox's own, as the platforms have them. */
export const PATHS = {
  snap: '/snap/political/{year}/PoliticalAds.zip',
  google: '/google/google-political-ads-transparency-bundle.zip',
} as const

/** What an address is the address of; null: of nothing. */
export interface Place {
  readonly platform: Served
  /** Of Snap's file. */
  readonly year: number
}

export function placeAt(path: string): Place | null {
  if (path === PATHS.google) return { platform: 'google', year: 0 }
  const [, year] = /^\/snap\/political\/(\d{4})\/PoliticalAds\.zip$/.exec(path) ?? []
  return year === undefined ? null : { platform: 'snap', year: Number(year) }
}

interface Contents {
  readonly world: World
  readonly day: CalendarDate
  readonly switches: Switches
  /** When the files of the day were published. */
  readonly publishedAt: Date
}

export interface ObjectStore {
  /** Null where nothing lies. `issue` 2 is the one by which `google.changed-midway` replaces the first. */
  readonly at: (place: Place, issue: 1 | 2) => Promise<StoredObject | null>
}

/** All that lies at the addresses on one day; each file is made when it is first asked for. */
export function objectStore(contents: Contents): ObjectStore {
  const made = new Map<string, Promise<StoredObject | null>>()
  return {
    at: (place, issue) => {
      const key = `${place.platform} ${place.year} ${issue}`
      const object = made.get(key) ?? objectAt(contents, place, issue)
      made.set(key, object)
      return object
    },
  }
}

async function objectAt(contents: Contents, { platform, year }: Place, issue: 1 | 2): Promise<StoredObject | null> {
  const { world, day, switches, publishedAt } = contents
  const bytes =
    platform === 'snap' ? await snapZip(world.on(day), year, switches) : await bundle({ ...contents, issue })
  return bytes === null
    ? null
    : misrepresented(storedObject(bytes, stamp(publishedAt, switches, issue)), platform, switches)
}

/** Of the same day by its own word, with what the morning after would tell. */
function bundle({ world, day, switches, issue }: Contents & { readonly issue: 1 | 2 }): Promise<Buffer> {
  return googleZip(world.on(issue === 1 ? day : daysLater(day, 1)), switches, day)
}

const HOUR = 3_600_000

function stamp(publishedAt: Date, switches: Switches, issue: 1 | 2): Date {
  const isEarlier = switches.has('google.changed-midway') && issue === 1
  return isEarlier ? new Date(publishedAt.getTime() - HOUR) : publishedAt
}

const PAGE = '<!doctype html><html><head><title>Please log in</title></head><body>Please log in.</body></html>\n'

/** What a switch puts in the place of a file, with the store's own honest headers about that. */
function misrepresented(object: StoredObject, platform: Served, switches: Switches): StoredObject {
  const { lastModified } = object
  const isOn = (name: string) => (switches as ReadonlySet<string>).has(`${platform}.${name}`)
  if (isOn('one-byte')) return storedObject(Buffer.from('\n'), lastModified)
  if (isOn('html-200')) return storedObject(Buffer.from(PAGE), lastModified, 'text/html; charset=utf-8')
  if (isOn('empty-body')) return storedObject(Buffer.alloc(0), lastModified)
  if (isOn('soft-json')) return storedObject(Buffer.from('{"ads":[]}'), lastModified, 'application/json')
  if (isOn('wrong-type')) return { ...object, type: 'text/html; charset=utf-8' }
  if (isOn('wrong-hash')) return { ...object, hash: storedObject(Buffer.from('other bytes'), lastModified).hash }
  return object
}
