import type { Manifest } from '../../ports/source.ts'
import type { SpendBounds, Witnesses } from '../../ports/spending.ts'
import type { UsedAds, UsedStatement, WhyAccount, WhyReport } from '../../ports/spending-why.ts'
import { accountText, advertiserUrl } from '../advertiser-url.ts'
import { counted, currencyName, moneyText } from '../format.ts'
import { periodText } from '../format-date.ts'
import { isRegion, placeText } from '../place-text.ts'
import { platformName } from '../platform-name.ts'
import { searchUrl } from '../search-url.ts'
import { sponsorUrl } from '../sponsor-url.ts'
import { visibleName } from '../visible-text.ts'
import type { WhyRequest } from '../why-request.ts'
import { whyUrl } from '../why-url.ts'
import { LOWER_WORDS, SHARED_WORDS, UPPER_WORDS } from '../why-words.ts'
import type { AsOfView } from './as-of-view.ts'
import type { LinkView } from './layout-view.ts'
import { windowText } from './spending-view.ts'
import { type StatementRowView, statementRow } from './statement-view.ts'

/** An amount and what each witness says of it. */
interface FigureView {
  readonly bounds: string
  readonly ads: string
  readonly stated: string
  /** Null where nothing of it may have been spent elsewhere. */
  readonly undivided: string | null
}

export interface WhyAccountView extends FigureView {
  readonly id: string
  readonly account: LinkView
  readonly platform: string
  readonly lowerWords: string
  readonly upperWords: string
  readonly sharedWords: string | null
  readonly usedAds: readonly UsedAdsView[]
  readonly usedAdsLimit: string
  readonly search: string
  readonly usedStatements: readonly (StatementRowView & { readonly use: string })[]
  readonly usedStatementsLimit: string
}

interface UsedAdsView {
  readonly days: string
  readonly ads: string
  readonly money: string
  readonly use: string
}

export interface WhyView extends FigureView {
  readonly subject: LinkView
  readonly where: string
  readonly accounts: readonly WhyAccountView[]
  readonly accountLimit: string
  readonly exports: readonly LinkView[]
  readonly asOf: AsOfView | null
}

interface WhyContent {
  readonly request: WhyRequest
  readonly report: WhyReport
  readonly asOf: AsOfView | null
  /** The moment that links keep. */
  readonly kept: { readonly as_of?: string }
}

export function whyView(content: WhyContent, manifests: readonly Manifest[]): WhyView {
  const { request, report, asOf, kept } = content
  const { query, params } = request
  const { accounts, accountCount } = report
  const all = counted(accountCount, 'account')
  const shown = accounts.length < accountCount ? `The first ${accounts.length} of ${all}` : all
  return {
    subject: subjectOf(request, report.name, kept),
    where: whereText(request, manifests),
    ...figure(report, request),
    accounts: accounts.map((account, index) => accountView(account, { index, request, kept, manifests })),
    accountLimit: `${shown}, the greatest lower bound first. The figure is the sum of all of them, bound by bound.`,
    exports: (['csv', 'json'] as const).map((format) => ({
      text: format.toUpperCase(),
      href: whyUrl({ ...params, account: params.account, ...query, format }),
    })),
    asOf,
  }
}

/** Whose figure it is. @param kept the moment that links keep */
export function subjectOf({ whose }: WhyRequest, name: string | null, kept: WhyContent['kept']): LinkView {
  if (whose.kind === 'sponsor') return { text: visibleName(name ?? whose.id), href: sponsorUrl(whose.id, kept) }
  return { text: visibleName(nameOf(name, whose.ref.key)), href: advertiserUrl(whose.ref, kept) }
}

function nameOf(name: string | null, key: string): string {
  return name === null || name.trim() === '' ? key : name
}

/** `in Georgia (US state), from 6 Oct 2024 to 4 Nov 2024, in USD` */
export function whereText({ query, whose, isOne }: WhyRequest, manifests: readonly Manifest[]): string {
  const { place, platform, currency } = query
  return [
    place === null ? 'everywhere' : `in ${placeText(place)}`,
    windowText(query),
    isOne ? `all currencies in ${currencyName(currency)}` : `in ${currencyName(currency)}`,
    ...(platform === null ? [] : [`at ${platformName(manifests, platform)}`]),
    ...(whose.kind === 'account' && whose.isRest ? ['as far as it is attributed to no sponsor yet'] : []),
  ].join(', ')
}

function figure(
  { ads, statements, ...bounds }: SpendBounds & Witnesses,
  { query: { currency } }: WhyRequest,
): FigureView {
  const { undivided } = bounds
  return {
    bounds: moneyText(bounds, currency),
    ads: ads === null ? 'none at hand' : `${moneyText(ads, currency)}, from ${counted(ads.count, 'ad')}`,
    stated: statements === null ? 'none that counts here' : moneyText(statements, currency),
    undivided: undivided === 0n ? null : moneyText({ lower: undivided, upper: undivided }, currency),
  }
}

interface Drawn {
  readonly index: number
  readonly request: WhyRequest
  readonly kept: { readonly as_of?: string }
  readonly manifests: readonly Manifest[]
}

function accountView(account: WhyAccount, { index, request, kept, manifests }: Drawn): WhyAccountView {
  const { advertiser, name, usedAds, usedAdsCount, usedStatements, usedStatementCount } = account
  return {
    id: `account-${index + 1}`,
    account: { text: visibleName(nameOf(name, advertiser.key)), href: advertiserUrl(advertiser, kept) },
    platform: platformName(manifests, advertiser.platform),
    ...figure(account, request),
    lowerWords: LOWER_WORDS[account.lowerReason],
    upperWords: UPPER_WORDS[account.upperReason],
    sharedWords: account.isSharedStatement ? SHARED_WORDS : null,
    usedAds: usedAds.map((used) => usedAdsView(used, request)),
    usedAdsLimit: limitText(usedAds.length, counted(usedAdsCount, 'row'), usedAdsCount, 'the greatest upper bound'),
    search: adsUrl(account, request, kept),
    usedStatements: usedStatements.map((used) => ({
      ...statementRow(used, manifests, recordUrl(account, used, kept)),
      use: useOfStatement(used),
    })),
    usedStatementsLimit: limitText(
      usedStatements.length,
      counted(usedStatementCount, 'total'),
      usedStatementCount,
      'the newest',
    ),
  }
}

function limitText(shown: number, all: string, count: number, first: string): string {
  return shown < count ? `${shown} of ${all}, ${first} first; the files hold more` : `${all}, ${first} first`
}

function usedAdsView(used: UsedAds, { query: { currency } }: WhyRequest): UsedAdsView {
  const { from, to, ads, isWhole, isCertain } = used
  const notCertain = isWhole
    ? 'upper bound alone: they ran beyond the days'
    : 'upper bound alone: they were aimed at other places, too'
  return {
    days: periodText(from, to),
    ads: counted(ads, 'ad'),
    money: moneyText(used, currency),
    use: isCertain ? 'both bounds' : notCertain,
  }
}

function useOfStatement({ isInside, isCovering }: UsedStatement): string {
  if (isInside && isCovering) return 'raises the lower bound, and caps the upper one'
  return isInside ? 'raises the lower bound' : 'caps the upper bound'
}

/** The ads of the account that touch the days in the place. */
function adsUrl({ advertiser }: WhyAccount, { query }: WhyRequest, kept: Drawn['kept']): string {
  const { place, from, to, currency } = query
  const where = place === null ? {} : isRegion(place) ? { region: place } : { country: place }
  return searchUrl({ account: accountText(advertiser), ...where, from, to, currency, ...kept })
}

function recordUrl(
  { advertiser }: WhyAccount,
  { number, currency }: UsedStatement,
  kept: Drawn['kept'],
): string | null {
  return number === null ? null : advertiserUrl(advertiser, { currency, ...kept }, `/statements/${number}`)
}
