import type { Manifest } from '../../ports/source.ts'
import type { SharedCreatives } from '../../ports/sponsor-ads.ts'
import { counted } from '../format.ts'
import { periodText } from '../format-date.ts'
import { platformName } from '../platform-name.ts'
import { visibleText } from '../visible-text.ts'
import type { LinkView } from './layout-view.ts'

export interface CreativeRowView {
  readonly text: string
  readonly how: string
  readonly ads: string
  readonly platforms: string
  readonly period: string
  readonly examples: readonly LinkView[]
}

export interface CreativesView {
  readonly rows: readonly CreativeRowView[]
  readonly limit: string
}

const LONGEST_SHOWN = 280

export function creativesView({ rows, total, isCut }: SharedCreatives, manifests: readonly Manifest[]): CreativesView {
  const all = counted(total, 'text that several of its ads share', 'texts that several of its ads share')
  const which = rows.length < total ? `${rows.length} of ${all}` : all
  const compared = isCut ? ' Only the 500 most used wordings were compared with each other.' : ''
  return {
    limit: `${which}, the most ads first.${compared}`,
    rows: rows.map((creative) => ({
      text: shortened(creative.text),
      how: creative.isSame ? 'the same words' : `nearly the same words, in ${counted(creative.wordings, 'wording')}`,
      ads: counted(creative.ads, 'ad'),
      platforms: creative.platforms.map((platform) => platformName(manifests, platform)).join(', '),
      period: periodText(creative.firstDay, creative.lastDay),
      examples: creative.examples.map((id) => ({ text: id, href: `/ads/${id}` })),
    })),
  }
}

function shortened(text: string): string {
  const letters = Array.from(text.slice(0, LONGEST_SHOWN * 4))
  return visibleText(letters.length <= LONGEST_SHOWN ? text : `${letters.slice(0, LONGEST_SHOWN).join('')}…`)
}
