import { isMaskedSponsor } from '../../domain/masked-sponsor.ts'
import type { Manifest } from '../../ports/source.ts'
import type { RegistryClaim, RelatedSponsor, SponsorMember, SponsorName, SponsorProfile } from '../../ports/sponsors.ts'
import { advertiserUrl } from '../advertiser-url.ts'
import { counted, countText } from '../format.ts'
import { dayText, instantText } from '../format-date.ts'
import { platformName } from '../platform-name.ts'
import { registryRecordUrl, sponsorUrl } from '../sponsor-url.ts'
import { confidenceText, EVENT_LABELS, RELATION_WORDS, reasonText, schemeText, tellerText } from '../sponsor-words.ts'
import { visibleName, visibleText } from '../visible-text.ts'
import type { LinkView } from './layout-view.ts'

/** An account and a payer text of it, and why its ads are counted here. */
export interface MemberRowView {
  readonly account: LinkView
  readonly accountId: string
  readonly platform: string
  /** Null where none was told. */
  readonly payer: string | null
  readonly seen: string
  readonly ads: string
  readonly reason: string
  readonly confidence: string
}

export interface NameRowView {
  readonly name: string
  readonly kind: string
  readonly seen: string
}

export interface ClaimRowView {
  /** Without an address where that registry is not loaded here. */
  readonly record: { readonly text: string; readonly href: string | null }
  readonly name: string
  readonly registry: string
  readonly how: string
  readonly seen: string
  readonly confidence: string
}

export interface RelatedRowView {
  readonly sponsor: LinkView
  readonly how: string
  readonly source: string
  readonly confidence: string
}

export interface SponsorEventView {
  readonly at: string
  readonly what: string
  readonly actor: string
  readonly reason: string
  /** Without an address where it leads back here. */
  readonly others: readonly { readonly text: string; readonly href: string | null }[]
}

type Kept = { readonly as_of?: string }

export function memberRows(
  members: readonly SponsorMember[],
  manifests: readonly Manifest[],
  kept: Kept,
): MemberRowView[] {
  return members.map((member) => {
    const { advertiser, accountId, accountName, payer } = member
    const name = accountName === null || accountName.trim() === '' ? null : accountName
    return {
      account: { text: visibleName(name ?? accountId ?? advertiser.key), href: advertiserUrl(advertiser, kept) },
      accountId: accountId === null ? 'no account id' : visibleName(accountId),
      platform: platformName(manifests, member.platform),
      payer: payer === null ? null : visibleName(payer),
      seen: seenText(member),
      ads: countText(member.ads),
      reason: memberReason(member),
      confidence: member.method === 'review' ? 'a person’s judgement' : confidenceText(member.confidence),
    }
  })
}

function memberReason({ reason, payer }: SponsorMember): string {
  const words = reasonText(reason)
  if (payer === null || !isMaskedSponsor(payer)) return words
  return `${words} The platform hides who paid: perhaps several stand behind this text.`
}

export function nameRows(names: readonly SponsorName[], manifests: readonly Manifest[]): NameRowView[] {
  return names.map(({ name, kind, told, ...days }) => ({
    name: visibleName(name),
    kind:
      kind === 'registry'
        ? `in a registry: ${schemeText(told)}`
        : `${kind === 'payer' ? '“paid for by”' : 'name of an account'} at ${platformName(manifests, told)}`,
    seen: seenText(days),
  }))
}

export interface ClaimsView {
  readonly same: readonly ClaimRowView[]
  readonly affiliated: readonly ClaimRowView[]
}

/** Records that are about the sponsor itself, apart from those of others that it is connected with. */
export function claimsView(claims: readonly RegistryClaim[], manifests: readonly Manifest[]): ClaimsView {
  const claimRow = (claim: RegistryClaim) => claimRowView(claim, manifests)
  return {
    same: claims.filter(({ relation }) => relation === 'same_as').map(claimRow),
    affiliated: claims.filter(({ relation }) => relation === 'affiliated_with').map(claimRow),
  }
}

function claimRowView(claim: RegistryClaim, manifests: readonly Manifest[]): ClaimRowView {
  const { scheme, value, name, method, reason, source, confidence } = claim
  return {
    record: { text: visibleName(value), href: name === null ? null : registryRecordUrl(scheme, value) },
    name: name === null ? 'that registry is not loaded here' : visibleName(name),
    registry: schemeText(scheme),
    how: claimText(method, reason, tellerText(source, manifests)),
    seen: seenText(claim),
    confidence: method === 'review' ? 'a person’s judgement' : confidenceText(confidence),
  }
}

function claimText(method: RegistryClaim['method'], reason: string, teller: string): string {
  if (method === 'declared') {
    const many =
      reason === 'declared_by_many' ? ' So many unrelated names declare it that it tells nothing of any.' : ''
    return `Declared: ${visibleName(teller)} publishes the number of this account.${many}`
  }
  const words = reasonText(reason)
  return method === 'review' ? `By a person. ${words}` : `Matched by its name. ${words}`
}

export function relatedRows(related: readonly RelatedSponsor[], manifests: readonly Manifest[]): RelatedRowView[] {
  return related.map(({ sponsor, name, kind, direction, source, confidence }) => ({
    sponsor: { text: visibleName(name), href: sponsorUrl(sponsor) },
    how: RELATION_WORDS[kind][direction],
    source: visibleName(tellerText(source, manifests)),
    confidence: confidenceText(confidence),
  }))
}

export function eventViews({ id: own, referents, events }: SponsorProfile): SponsorEventView[] {
  const leadsHere = new Set<string>(referents)
  return events.map(({ kind, at, actor, reason, sponsors }) => ({
    at: instantText(at),
    what: EVENT_LABELS[kind],
    actor: actor === 'paidfor' ? 'by itself' : visibleName(actor),
    reason: eventReason(reason),
    others: sponsors
      .filter((id) => id !== own)
      .map((id) => ({ text: id, href: leadsHere.has(id) ? null : sponsorUrl(id) })),
  }))
}

/** What a person wrote stands as it is; what ran by itself gives codes. */
function eventReason(reason: string): string {
  return /^[a-z0-9_:;V]+$/.test(reason) ? reasonText(reason) : visibleText(reason)
}

function seenText({ firstSeenOn, lastSeenOn }: Pick<SponsorName, 'firstSeenOn' | 'lastSeenOn'>): string {
  if (firstSeenOn === null) return lastSeenOn === null ? 'not told' : `until ${dayText(lastSeenOn)}`
  if (lastSeenOn === null || lastSeenOn === firstSeenOn) return dayText(firstSeenOn)
  return `${dayText(firstSeenOn)} – ${dayText(lastSeenOn)}`
}

export function limitText(shown: number, count: number, one: string, order: string): string {
  const all = counted(count, one)
  return shown < count ? `The first ${countText(shown)} of ${all}, ${order}.` : `${all}, ${order}.`
}
