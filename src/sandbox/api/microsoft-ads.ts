import { dayOfNumber } from '../../domain/days.ts'
import type { Switches, SwitchName } from '../switches.ts'
import type { ToldAd, WorldDay } from '../world.ts'
import { apiNames, digitsOf } from './names.ts'

/** An ad as Microsoft has it. Ids are digits, to be written as numbers. */
export interface MicrosoftAd {
  readonly ad: ToldAd
  readonly id: string
  readonly accountId: string
  readonly verifiedId: string
  readonly account: string
  readonly payer: string | null
  readonly title: string
  readonly description: string
  /** Days with an impression, as far as they are told. */
  readonly first: string
  readonly last: string
}

/** An ad shows up so late. */
const DELAY_DAYS = 2

/** Those that the library lists, the newest first. */
export function microsoftAds(world: WorldDay, switches: Switches): readonly MicrosoftAd[] {
  const has = (name: SwitchName) => switches.has(name)
  const through = world.toldThrough - DELAY_DAYS
  return world
    .ads('microsoft')
    .filter((ad) => ad.isListed && ad.firstDay <= through)
    .map((ad) => microsoftAd(ad, through, has))
    .sort((a, b) => (a.first === b.first ? a.id.localeCompare(b.id) : b.first.localeCompare(a.first)))
}

const SLOGANS = [
  'Jetzt mitmachen',
  'Pünktlich in die Zukunft',
  'Für uns alle',
  'Am Sonntag zählt es',
  'Mehr davon',
  'Sagen Sie es weiter',
  'Ein Land, ein Schirm',
  'Zeit für Neues',
]

function microsoftAd(ad: ToldAd, through: number, has: (name: SwitchName) => boolean): MicrosoftAd {
  const { account, accountId, payer } = apiNames(ad.sponsor, 'microsoft')
  const digit = Number(digitsOf(ad.id, 2).at(-1))
  const slogan = SLOGANS[Number.parseInt(ad.id.slice(0, 4), 16) % SLOGANS.length]
  const isSecondAccount = has('ms.merged-account') && digit % 2 === 1
  return {
    ad,
    id: digitsOf(ad.id, has('ms.big-longs') ? 18 : 14),
    accountId: isSecondAccount ? `8${accountId.slice(1)}` : accountId,
    verifiedId: has('ms.merged-account') ? `7${accountId.slice(1)}` : accountId,
    account,
    payer,
    title: `${slogan} | ${account}`,
    description: `${slogan}. Lesen Sie mehr auf ${ad.sponsor.domain}.`,
    first: dayOfNumber(ad.firstDay),
    last: dayOfNumber(Math.min(ad.lastDay, through)),
  }
}
