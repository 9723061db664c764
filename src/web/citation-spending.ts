import { momentText } from '../domain/moment.ts'
import type { Currency } from '../domain/money.ts'
import type { SourceTotal } from '../ports/archive.ts'
import type { Standpoint } from './as-of.ts'
import type { Citation } from './citation.ts'
import { citedMoment } from './citation-file.ts'
import { sourceNames } from './citation-sources.ts'
import { currencyName } from './format.ts'
import { platformName } from './platform-name.ts'
import { rankedPositionText } from './spending-cursor.ts'
import type { SpendingRequest } from './spending-request.ts'
import { spendingUrl } from './spending-url.ts'
import { spendingTitle } from './view-models/spending-view.ts'
import type { WebDeps } from './web-deps.ts'

/** Of a page of a ranking, in the currency that it shows. Null where there is nothing to cite. */
export async function spendingCitation(
  { manifests }: Pick<WebDeps, 'manifests'>,
  standpoint: Standpoint,
  { params, query, after }: SpendingRequest,
  page: {
    readonly currency: Currency | null
    readonly origin: string
    readonly sources: readonly SourceTotal[]
  },
): Promise<Citation | null> {
  const moment = await citedMoment(standpoint)
  if (moment === null) return null
  const { currency, origin, sources } = page
  const { platform } = query
  const parts = [
    spendingTitle(query),
    ...(currency === null ? [] : [`in ${currencyName(currency)}`]),
    ...(platform === null ? [] : [`at ${platformName(manifests, platform)}`]),
  ]
  const cursor = after === null ? null : rankedPositionText({ ...after, revision: moment.revision })
  const { format, table, cite, ...kept } = params
  return {
    title: parts.join(', '),
    moment,
    path: spendingUrl({ ...kept, currency, as_of: momentText(moment), after: cursor }),
    origin,
    sources: sourceNames(sources, manifests, platform),
    isSample: standpoint.isSample,
  }
}
