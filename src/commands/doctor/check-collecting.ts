import type { Config } from '../../config.ts'
import type { CalendarDate } from '../../domain/calendar.ts'
import { addressSetting } from '../../domain/ids.ts'
import { type PullFacts, pullFacts } from '../../pipeline/pull-facts.ts'
import type { Collecting } from '../../ports/collecting.ts'
import type { Source } from '../../ports/source.ts'
import { type Check, fail, ok, warn } from './check.ts'

/** Asks an address whether it is there, with one short request. @returns null when it is, else what is wrong */
export type Reach = (url: string) => Promise<string | null>

interface Asked {
  readonly config: Config
  readonly sources: readonly Source[]
  /** Null: nothing leaves the machine. */
  readonly reach: Reach | null
  readonly now: Date
}

/** Which sources can be collected, which are, and whether the platforms' addresses answer. */
export async function checkCollecting({ config, sources, reach, now }: Asked): Promise<readonly Check[]> {
  const checks: Check[] = []
  for (const { manifest, collecting, crawling } of sources) {
    const facts = pullFacts({ collecting, crawling })
    if (facts === null) continue
    const address = config.addresses.get(manifest.id) ?? facts.address
    const isOn = config.collect.includes(manifest.id)
    checks.push(isOn ? on(manifest.id, facts, address) : off(manifest.id, config, facts))
    const url = collecting === undefined ? address : oneUrl(collecting, address, now)
    if (isOn && reach !== null) checks.push(await reached(manifest.id, url, reach))
  }
  return [...checks, ...checkContact(config)]
}

/** Of an address nothing but the host is told: the operator's own may hold what is nobody's business. */
function on(name: string, { everyHours, size }: PullFacts, address: string): Check {
  return ok(name, `it is collected every ${everyHours} hours from ${new URL(address).host}; the first time ${size}`)
}

function off(name: string, { collect }: Config, { size }: PullFacts): Check {
  const wanted = [...collect, name].join(',')
  return ok(name, `it is not collected; COLLECT=${wanted} would, the first time ${size}`)
}

/** The last file of those that change least: where any is there, it is. */
function oneUrl({ files }: Collecting, address: string, now: Date): string {
  return files(address, now.toISOString().slice(0, 10) as CalendarDate).at(-1)?.url ?? address
}

async function reached(name: string, url: string, reach: Reach): Promise<Check> {
  const trouble = await reach(url)
  const { host } = new URL(url)
  if (trouble === null) return ok(`${name} online`, `${host} answers`)
  return fail(
    `${name} online`,
    `${host}: ${trouble}`,
    `Check the network of this machine, and ${addressSetting(name)} if you set it.`,
  )
}

function checkContact({ collect, contact }: Config): Check[] {
  if (collect.length === 0) return []
  if (contact !== null) return [ok('COLLECT_CONTACT', 'platforms can write to you')]
  const says = 'is not set: a platform that minds our requests can write to nobody, and may block them'
  return [warn('COLLECT_CONTACT', says, 'Set it to a mail address or a page of yours; it is sent with each request.')]
}
