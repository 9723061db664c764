import type { FileContext, Series } from '../../ports/source.ts'

const NAME = 'google-political-ads-'

/** Of the bundle itself alone: exports and collectors' copies are selections, and nobody can be absent from them. */
export function bundleSeries({ name }: FileContext, formatId: string): Series | null {
  if (!name.includes(NAME)) return null
  if (formatId === 'google-creative-stats') return { name: 'bundle ads', kind: 'standing' }
  return formatId === 'google-advertiser-stats' ? { name: 'bundle advertisers', kind: 'standing' } : null
}

/** All that the bundle held in 2018; a later one without its ads has lost them. */
const MEMBERS_OF_2018 = ['advertiser-stats', 'advertiser-weekly-spend', 'geo-spend', 'top-keywords-history']
const NEEDED = ['creative-stats', 'advertiser-stats', 'advertiser-weekly-spend', 'geo-spend']

const AGAIN =
  'Get it again from https://storage.googleapis.com/political-csv/google-political-ads-transparency-bundle.zip'

/**
 * Why a zip is no whole bundle. The old address serves a readme alone, with status 200: that must never read as “no
 * ads”. `updated` is not asked for: bundles of 2018 to 2020 have none, and without it the file can still be dated.
 */
export function refuseBundle(members: readonly string[]): string | null {
  const names = members.map((member) => member.replace(/^.*[/\\]/, '').toLowerCase()).filter((name) => name !== '')
  if (names.length > 0 && names.every((name) => /^readme(\.\w+)?$/.test(name))) {
    return `it holds a readme and no data, as Google’s old address does. ${AGAIN}`
  }
  const held = names.flatMap((name) => /^google-political-ads-(.+?)\.csv/.exec(name)?.[1] ?? [])
  if (held.length === 0) return null
  const isOf2018 = held.every((member) => MEMBERS_OF_2018.includes(member))
  const missing = NEEDED.filter((member) => !held.includes(member) && !(isOf2018 && member === 'creative-stats'))
  if (missing.length === 0) return null
  return `it lacks ${missing.map((member) => `${NAME}${member}.csv`).join(', ')}. ${AGAIN}`
}
