import { type DisclosureFields, toldValue } from '../../domain/disclosure.ts'
import type { HeldDisclosure } from '../../domain/held-disclosure.ts'
import type { Manifest } from '../../ports/source.ts'
import { counted } from '../format.ts'
import { instantText } from '../format-date.ts'
import { FIELD_LABELS } from '../labels.ts'
import { mediaSentence, type PlatformPage, platformPageOf } from '../platform-page.ts'
import { absenceOf } from './absence-view.ts'
import type { ShownField } from './field-view.ts'
import type { LinkView } from './layout-view.ts'

/** What of an ad lies in this archive, what does not, and where the rest may be found. */
export interface KeptView {
  readonly kept: string
  /** A sentence each. */
  readonly notKept: readonly string[]
  readonly platform: {
    /** Null: there is no page of it that can be named. */
    readonly link: LinkView | null
    /** The link may lead nowhere. */
    readonly isDead: boolean
    readonly note: string
  }
}

export function keptView(held: HeldDisclosure, versionCount: number, manifest: Manifest | undefined): KeptView {
  const page = platformPageOf(held, manifest)
  const platform = manifest?.platform ?? 'the platform'
  return {
    kept: keptSentence(held.fields, versionCount),
    notKept: [mediaSentence(manifest), ...mediaLinks(held.fields), ...wordsLacking(held.fields, manifest)],
    platform: {
      link: page.url === null ? null : { text: `This ad at ${platform}`, href: page.url },
      isDead: page.state !== 'listed',
      note: pageNote(page, platform),
    },
  }
}

/** What is told, by the question it answers; each with how it is named where it is. */
const TOLD: readonly (readonly [name: ShownField, words: string])[] = [
  ['spend', 'spend'],
  ['impressions', 'times shown'],
  ['reach', 'people reached'],
  ['disclaimer', 'who paid'],
  ['advertiserName', 'the advertiser'],
  ['startsOn', 'its days'],
  ['countries', 'its countries'],
  ['regions', 'its regions'],
  ['targeting', 'whom it was aimed at'],
  ['audience', 'who saw it'],
]

const list = new Intl.ListFormat('en')

function keptSentence(fields: DisclosureFields, versionCount: number): string {
  const texts = toldValue(fields.texts)?.length ?? 0
  const links = toldValue(fields.landingUrls)?.length ?? 0
  const kept = [
    ...(texts === 0 ? [] : [`its words, letter by letter (${counted(texts, 'text')})`]),
    ...(links === 0 ? [] : [counted(links, 'address it leads to', 'addresses it leads to')]),
    ...TOLD.filter(([name]) => toldValue(fields[name]) !== null).map(([, words]) => words),
  ]
  const history = `${counted(versionCount, 'version')} of what the source said, with the record behind each`
  return `${capital(list.format([...kept, history]))}.`
}

function mediaLinks({ mediaUrls }: DisclosureFields): string[] {
  const links = toldValue(mediaUrls)?.length ?? 0
  if (links === 0) return []
  return [
    `The platform’s own ${counted(links, 'address', 'addresses')} of them stand below as a fact, and may lead nowhere.`,
  ]
}

/** Without words an archive of ads is poor: it says so, and why. */
function wordsLacking(fields: DisclosureFields, manifest: Manifest | undefined): string[] {
  return (['texts', 'landingUrls'] as const).flatMap((name) => {
    const absence = absenceOf(fields, name, manifest)
    return absence === null ? [] : [`${FIELD_LABELS[name]}: ${absence.word.toLowerCase()}. ${absence.meaning}`]
  })
}

function pageNote({ url, state, since }: PlatformPage, platform: string): string {
  const day = since === null ? '' : ` since ${instantText(since)}`
  switch (state) {
    case 'listed':
      return url === null
        ? `${platform} has no page of a single ad that could be named.`
        : 'the platform’s own page; it may be gone'
    case 'missing':
      return `${platform}’s newest file does not list it${day}${leadsNowhere(url)}`
    case 'withdrawn':
      return `${platform} does not list it any more${day}${leadsNowhere(url)}`
    case 'removed':
      return `${platform} says that it was removed there; its newest record is a tombstone${leadsNowhere(url)}`
  }
}

function leadsNowhere(url: string | null): string {
  return url === null ? '.' : '; the link may lead nowhere.'
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
