import type { ApiPlatform } from '../ads.ts'
import { randomOf } from '../random.ts'
import type { Sponsor } from '../sponsors.ts'

/** A sponsor as a platform with an API knows it: each writes the same body in another way. */
export interface ApiNames {
  /** The account, page or handle. */
  readonly account: string
  /** The platform's id of it, 13 digits. */
  readonly accountId: string
  /** Who pays, as declared; null: the account says nothing of it. */
  readonly payer: string | null
}

export function apiNames(sponsor: Sponsor, platform: ApiPlatform): ApiNames {
  const { snap, google, meta, key } = sponsor
  const legal = google?.name ?? meta?.disclaimer ?? snap?.payer ?? key
  const common = meta?.page ?? snap?.payer ?? google?.name ?? key
  const random = randomOf(`api account ${platform} ${key}`)
  const accountId = `9${Array.from({ length: 12 }, () => random.whole(0, 9)).join('')}`
  const payer = random.happens(0.85) ? legal : null
  return { account: accountName(platform, common, sponsor), accountId, payer }
}

function accountName(platform: ApiPlatform, common: string, { snap }: Sponsor): string {
  if (platform === 'x' || platform === 'x-eu') return handle(common)
  if (platform === 'tiktok') return handle(common).toLowerCase()
  if (platform === 'snap-eu') return snap?.organization ?? common
  if (platform === 'linkedin') return common.toUpperCase()
  return common
}

/** X allows fifteen letters. */
function handle(name: string): string {
  const words = name.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? []
  return words
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('')
    .slice(0, 15)
}

/** So many digits out of an ad's id, the same every time; the first is a 9, so that no real id is alike for long. */
export function digitsOf(id: string, count: number): string {
  const random = randomOf(`digits ${id}`)
  return `9${Array.from({ length: count - 1 }, () => random.whole(0, 9)).join('')}`
}
