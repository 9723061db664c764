import { momentText } from '../domain/moment.ts'
import type { Currency } from '../domain/money.ts'
import type { AdvertiserProfile } from '../ports/spending.ts'
import { advertiserUrl } from './advertiser-url.ts'
import type { Standpoint } from './as-of.ts'
import type { Citation } from './citation.ts'
import { citedMoment } from './citation-file.ts'
import { sourceNames } from './citation-sources.ts'
import { currencyName } from './format.ts'
import type { WebDeps } from './web-deps.ts'

/** Of the page of an advertiser, in the currency that it shows. Null where there is nothing to cite. */
export async function advertiserCitation(
  { manifests }: Pick<WebDeps, 'manifests'>,
  standpoint: Standpoint,
  { ref }: AdvertiserProfile,
  page: { readonly title: string; readonly currency: Currency | null; readonly origin: string },
): Promise<Citation | null> {
  const { archive, isSample } = standpoint
  const [moment, { sources }] = await Promise.all([citedMoment(standpoint), archive.summary()])
  if (moment === null) return null
  const { currency, title, origin } = page
  const as_of = momentText(moment)
  return {
    title: currency === null ? title : `${title}, in ${currencyName(currency)}`,
    moment,
    path: advertiserUrl(ref, currency === null ? { as_of } : { currency, as_of }),
    origin,
    sources: sourceNames(sources, manifests, ref.platform),
    isSample,
  }
}
