import { type Currency, currency as toCurrency } from '../../domain/money.ts'
import type { ReviewVerdict } from '../../domain/sponsor.ts'
import type { Manifest } from '../../ports/source.ts'
import type { QueuedReview, ReviewSide } from '../../ports/sponsors.ts'
import { counted, currencyName, moneyText } from '../format.ts'
import { instantText } from '../format-date.ts'
import { pairUrl } from '../review-url.ts'
import { featureText, STATE_LABELS, VERDICTS, weightText } from '../review-words.ts'
import { confidenceText, reasonText, vetoText } from '../sponsor-words.ts'
import { visibleName, visibleText } from '../visible-text.ts'
import { type ReviewSideView, reviewSideView } from './review-side.ts'

/** What the click would change, in one currency. */
export interface EffectRowView {
  readonly currency: string
  readonly a: string
  readonly b: string
  readonly joined: string
}

export interface SaidView {
  readonly who: string
  readonly verdict: string
  readonly why: string
  readonly at: string
  readonly state: string
}

export interface ReviewPairView {
  readonly rank: string
  readonly sides: readonly [ReviewSideView, ReviewSideView]
  readonly score: string
  readonly reason: string
  readonly features: readonly { readonly text: string; readonly weight: string; readonly isAgainst: boolean }[]
  readonly vetoes: readonly string[]
  readonly joined: string
  readonly effects: readonly EffectRowView[]
  readonly needsTwo: boolean
  readonly said: readonly SaidView[]
  readonly action: string
  readonly reviewer: string
  readonly buttons: readonly { readonly verdict: ReviewVerdict; readonly label: string; readonly effect: string }[]
}

const VERDICT_ORDER = ['same', 'different', 'affiliated', 'unsure'] as const

/** @param reviewer the name that was given last; empty: none */
export function reviewPairView(pair: QueuedReview, reviewer: string, manifests: readonly Manifest[]): ReviewPairView {
  const { a, b, features, vetoes, score, reason, rank, needsTwo, said } = pair
  return {
    rank: `Number ${rank} of those that wait, the most money in doubt first`,
    sides: [reviewSideView(a, 'A', manifests), reviewSideView(b, 'B', manifests)],
    score: confidenceText(score),
    reason: reasonText(reason),
    features: Object.entries(features)
      .sort(([, x], [, y]) => y - x)
      .map(([feature, weight]) => ({
        text: featureText(feature),
        weight: weightText(weight),
        isAgainst: weight < 0,
      })),
    vetoes: vetoes.map(vetoText),
    joined: joinedText(a, b),
    effects: effectRows(a, b),
    needsTwo,
    said: said.map(({ actor, verdict, why, at, state }) => ({
      who: visibleName(actor),
      verdict: VERDICTS[verdict].label,
      why: visibleText(why),
      at: instantText(at),
      state: STATE_LABELS[state],
    })),
    action: `${pairUrl(pair.id)}/judge`,
    reviewer,
    buttons: VERDICT_ORDER.map((verdict) => ({ verdict, ...VERDICTS[verdict] })),
  }
}

function joinedText(a: ReviewSide, b: ReviewSide): string {
  if (a.sponsor === b.sponsor) return 'Both belong to one sponsor already; nothing would be joined.'
  const all = counted(a.members + b.members, 'mention')
  return `“${visibleName(a.name)}” (${counted(a.members, 'mention')}) and “${visibleName(b.name)}” (${counted(b.members, 'mention')}) would be one sponsor with ${all}. The older of the two ids stays; the other leads to it for ever.`
}

/** What is known of each before, and of both together after: bounds add up, an open top stays open. */
function effectRows(a: ReviewSide, b: ReviewSide): EffectRowView[] {
  const currencies = [...new Set([...a.spend, ...b.spend].map(({ currency }) => currency))]
  return currencies.map((code) => {
    const currency = toCurrency(code)
    const [one, other] = [spendIn(a, code), spendIn(b, code)]
    const isOne = a.sponsor === b.sponsor
    return {
      currency: currencyName(currency),
      a: boundsText(one, currency),
      b: boundsText(other, currency),
      joined: boundsText(isOne ? one : sum(one, other), currency),
    }
  })
}

type Spend = Omit<ReviewSide['spend'][number], 'currency'> | null

function spendIn({ spend }: ReviewSide, code: string): Spend {
  return spend.find(({ currency }) => currency === code) ?? null
}

function sum(one: Spend, other: Spend): Spend {
  if (one === null || other === null) return one ?? other
  const upper = one.upper === null || other.upper === null ? null : one.upper + other.upper
  return { lower: one.lower + other.lower, upper }
}

function boundsText(spend: Spend, currency: Currency): string {
  return spend === null ? 'nothing told' : moneyText(spend, currency)
}
