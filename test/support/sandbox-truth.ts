import type { CalendarDate } from '../../src/domain/calendar.ts'
import { currency } from '../../src/domain/money.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import type { PlatformMoney, SpendReport } from '../../src/ports/spending.ts'
import type { SponsorProfile, Sponsors } from '../../src/ports/sponsors.ts'
import type { SandboxPlatform } from '../../src/sandbox/ads.ts'
import { nameTruth, type SpentTruth, spentTruth } from '../../src/sandbox/truth.ts'
import { makeWorld, type World } from '../../src/sandbox/world.ts'

/** That of `startSandbox` where none is asked for. */
const SEED = 7

const PLATFORMS: readonly SandboxPlatform[] = [
  ...(['snap', 'google', 'meta', 'x', 'x-eu', 'microsoft', 'linkedin', 'tiktok', 'snap-eu', 'reddit'] as const),
]

/** Where an account is a handle, cut at fifteen letters: without a payer nothing tells whose it is. */
const HANDLES: ReadonlySet<string> = new Set(['x', 'x-eu', 'tiktok'])

/** Every sponsor that the archive made of the made-up election, whole. */
export async function allSponsors({ find, sponsor }: Sponsors): Promise<readonly SponsorProfile[]> {
  const profiles: SponsorProfile[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await find('', after ?? null, 200)
    for (const { id } of page.rows) {
      const profile = await sponsor(id)
      if (profile !== null && !('movedTo' in profile)) profiles.push(profile)
    }
    after = page.next
  }
  return profiles
}

export interface NameFigures {
  /** Pairs of mentions in one sponsor that are two really, as `a / b`. */
  readonly wrong: readonly string[]
  /** Pairs that are one really, and how many of them are in one sponsor. */
  readonly pairs: number
  readonly found: number
}

/** How the archive's sponsors stand to who is really behind each name. */
export function againstTruth(profiles: readonly SponsorProfile[], today: CalendarDate): NameFigures {
  const truth = truthByName(makeWorld({ seed: SEED, today }))
  const placed = profiles.flatMap((profile) =>
    profile.members.flatMap(({ platform, accountName, payer }) => {
      if (payer === null && HANDLES.has(platform)) return []
      const sponsor = truth.get(nameKey(platform, accountName, payer))
      return sponsor === undefined ? [] : [{ group: profile.id, sponsor }]
    }),
  )
  const pairsOf = (keys: readonly string[]) => {
    const counts = new Map<string, number>()
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    return [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  }
  const bySponsor = new Map<string, Set<string>>()
  for (const { group, sponsor } of placed) bySponsor.set(group, (bySponsor.get(group) ?? new Set()).add(sponsor))
  return {
    wrong: [...bySponsor.values()].filter(({ size }) => size > 1).map((sponsors) => [...sponsors].join(' / ')),
    pairs: pairsOf(placed.map(({ sponsor }) => sponsor)),
    found: pairsOf(placed.map(({ group, sponsor }) => `${group} ${sponsor}`)),
  }
}

function truthByName({ sponsors }: World): ReadonlyMap<string, string> {
  const names = PLATFORMS.flatMap((platform) => nameTruth(sponsors, platform))
  const known = new Map<string, string>()
  for (const { platform, account, payer, sponsor } of names) {
    known.set(nameKey(platform, account, payer), sponsor)
    known.set(nameKey(platform, account, null), sponsor)
  }
  return known
}

function nameKey(platform: string, account: string | null, payer: string | null): string {
  return `${platform} ${account ?? ''} ${payer ?? ''}`
}

/** What nobody can have spent: sponsors whose bounds do not hold what they really did, in words. */
export async function wrongSums(
  { sponsorBounds }: Pick<SpendReport, 'sponsorBounds'>,
  profiles: readonly SponsorProfile[],
  { today, ...asked }: { today: CalendarDate; from: CalendarDate; to: CalendarDate; place: string },
): Promise<readonly string[]> {
  const world = makeWorld({ seed: SEED, today })
  const truth = truthByName(world)
  const spent = (['snap', 'google'] as const).flatMap((platform) => spentTruth(world.on(today), platform, asked))
  const wrong: string[] = []
  for (const { id, members } of profiles) {
    const own = new Set(
      members.map(
        (member) => `${member.platform} ${truth.get(nameKey(member.platform, member.accountName, member.payer))}`,
      ),
    )
    for (const each of spent.filter(({ platform, sponsor }) => own.has(`${platform} ${sponsor}`))) {
      const query = { ...asked, place: asked.place as CountryCode, currency: currency(each.currency), platform: null }
      const bounds = await sponsorBounds(id, { ...query, by: 'sponsor' })
      wrong.push(
        ...refuted(
          each,
          bounds?.platforms.find(({ platform }) => platform === each.platform),
        ),
      )
    }
  }
  return wrong
}

function refuted({ sponsor, platform, least, most }: SpentTruth, told: PlatformMoney | undefined): string[] {
  if (told === undefined) return []
  const [lower, upper] = [told.lower, told.upper ?? BigInt(most) * 100n]
  const isHeld = lower <= BigInt(most) * 100n && upper >= BigInt(least) * 100n
  return isHeld ? [] : [`${sponsor} at ${platform}: told ${lower} to ${upper}, really ${least} to ${most} units`]
}
