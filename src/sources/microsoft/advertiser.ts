import { NOT_DISCLOSED, type Told } from '../../domain/disclosure.ts'
import type { MicrosoftAd } from './schema.ts'

interface AdvertiserTold {
  readonly advertiserName: Told<string>
  readonly advertiserId: Told<string>
  readonly facts: Readonly<Record<string, string>>
}

/**
 * MS-4: accounts that were verified as the same body share a VerifiedAdvertiserId, which the question about any of them
 * answers. It is the advertiser; the account that the ad names is kept beside it.
 */
export function advertiserFields(ad: MicrosoftAd): AdvertiserTold {
  const { advertiser } = ad
  const account = idText(ad.AdvertiserId)
  const verified = idText(advertiser?.AdvertiserId) ?? account
  const isMerged = account !== null && account !== verified
  const name = (isMerged ? advertiser?.AdvertiserName : null) ?? ad.AdvertiserName ?? advertiser?.AdvertiserName ?? ''
  return {
    advertiserName: name.trim() === '' ? NOT_DISCLOSED : name,
    advertiserId: verified ?? NOT_DISCLOSED,
    facts: {
      ...(isMerged ? fact('Account id', account) : {}),
      ...(isMerged && ad.AdvertiserName !== name ? fact('Account name', ad.AdvertiserName) : {}),
      ...fact('Advertiser’s country', advertiser?.AdvertiserCountry ?? ad.AdvertiserCountry),
      ...fact('Verified advertiser', yesOrNo(advertiser?.IsVerified ?? ad.IsVerified)),
    },
  }
}

function idText(id: string | number | null | undefined): string | null {
  return id === null || id === undefined || String(id) === '0' ? null : String(id)
}

function yesOrNo(is: boolean | null | undefined): string | null {
  if (is === null || is === undefined) return null
  return is ? 'yes' : 'no'
}

/** A fact under its label, or nothing where nothing is told. */
export function fact(label: string, told: string | number | null | undefined): Record<string, string> {
  const text = String(told ?? '').trim()
  return text === '' ? {} : { [label]: text }
}
