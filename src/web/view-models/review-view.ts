import { currency as toCurrency } from '../../domain/money.ts'
import type { Manifest } from '../../ports/source.ts'
import type { Page, QueuedReview, ReviewJudgement } from '../../ports/sponsors.ts'
import { counted, moneyText } from '../format.ts'
import { instantText } from '../format-date.ts'
import { platformName } from '../platform-name.ts'
import { judgementsUrl, pairUrl, reviewUrl } from '../review-url.ts'
import { kappaText, STATE_LABELS, VERDICTS } from '../review-words.ts'
import { confidenceText, vetoText } from '../sponsor-words.ts'
import { visibleName, visibleText } from '../visible-text.ts'
import type { LinkView } from './layout-view.ts'

export interface QueueRowView {
  readonly rank: string
  readonly names: readonly [string, string]
  readonly href: string
  readonly platforms: string
  readonly score: string
  readonly spend: readonly string[]
  readonly vetoes: string
  readonly note: string
}

export interface ReviewView {
  readonly rows: readonly QueueRowView[]
  readonly agreement: string
  readonly judgements: string
  readonly firstPage: string | null
  readonly nextPage: string | null
}

export interface ReviewContent {
  readonly page: Page<QueuedReview>
  readonly agreement: { readonly pairs: number; readonly kappa: number | null }
  readonly isLater: boolean
}

export function reviewView({ page, agreement, isLater }: ReviewContent, manifests: readonly Manifest[]): ReviewView {
  return {
    rows: page.rows.map((pair) => queueRow(pair, manifests)),
    agreement: agreementText(agreement),
    judgements: judgementsUrl({}),
    firstPage: isLater ? reviewUrl(null) : null,
    nextPage: page.next === null ? null : reviewUrl(page.next),
  }
}

function queueRow({ id, rank, a, b, score, vetoes, needsTwo, said }: QueuedReview, manifests: readonly Manifest[]) {
  const nameOf = (side: QueuedReview['a']) => visibleName(side.member.payer ?? side.member.accountName ?? side.name)
  const platforms = [...new Set([a.member.platform, b.member.platform])]
  return {
    rank: String(rank),
    names: [nameOf(a), nameOf(b)] as const,
    href: pairUrl(id),
    platforms: platforms.map((platform) => platformName(manifests, platform)).join(', '),
    score: confidenceText(score),
    spend: [...a.spend, ...b.spend].map(({ currency, ...bounds }) => moneyText(bounds, toCurrency(currency))),
    vetoes: vetoes.length === 0 ? 'nothing' : vetoes.map(vetoText).join(' '),
    note:
      [
        ...(needsTwo ? ['two people must agree'] : []),
        ...(said.length > 0 ? [counted(said.length, 'judgement so far', 'judgements so far')] : []),
      ].join('; ') || 'one person is enough',
  }
}

export function agreementText({ pairs, kappa }: ReviewContent['agreement']): string {
  if (kappa === null)
    return 'Fewer than two pairs have been judged by two people: nothing can be said of agreement yet.'
  return `Of ${counted(pairs, 'pair')} that two people judged: ${kappaText(kappa)}.`
}

export interface JudgementRowView {
  readonly id: string
  readonly names: readonly [string, string]
  readonly verdict: string
  readonly who: string
  readonly at: string
  readonly why: string
  readonly state: string
  /** Null where there is nothing to undo. */
  readonly undo: string | null
}

export interface JudgementsView {
  readonly rows: readonly JudgementRowView[]
  readonly waiting: string | null
  readonly agreement: string
  readonly reviewer: string
  readonly exports: readonly LinkView[]
  readonly firstPage: string | null
  readonly nextPage: string | null
}

export function judgementsView(
  page: Page<ReviewJudgement>,
  { agreement, isLater, reviewer }: Omit<ReviewContent, 'page'> & { readonly reviewer: string },
): JudgementsView {
  const waiting = page.rows.filter(({ state }) => state === 'waiting').length
  return {
    rows: page.rows.map(judgementRow),
    waiting: waiting === 0 ? null : `${counted(waiting, 'judgement')} on this page wait for a second person.`,
    agreement: agreementText(agreement),
    reviewer,
    exports: [{ text: 'CSV', href: judgementsUrl({ format: 'csv' }) }],
    firstPage: isLater ? judgementsUrl({}) : null,
    nextPage: page.next === null ? null : judgementsUrl({ after: page.next }),
  }
}

function judgementRow({ id, names, verdict, actor, at, why, state, undoneAt, undoneBy }: ReviewJudgement) {
  const undone = undoneAt === null ? '' : ` by ${visibleName(undoneBy ?? '')}, ${instantText(undoneAt)}`
  const [one, other] = names
  return {
    id,
    names: [visibleName(one), visibleName(other)] as const,
    verdict: VERDICTS[verdict].label,
    who: visibleName(actor),
    at: instantText(at),
    why: visibleText(why),
    state: `${STATE_LABELS[state]}${undone}`,
    undo: state === 'undone' ? null : `/review/judgements/${encodeURIComponent(id)}/undo`,
  }
}
