import { momentText } from '../domain/moment.ts'
import type { Currency } from '../domain/money.ts'
import type { SponsorProfile } from '../ports/sponsors.ts'
import type { Standpoint } from './as-of.ts'
import type { Citation } from './citation.ts'
import { citedMoment } from './citation-file.ts'
import { currencyName } from './format.ts'
import { sponsorUrl } from './sponsor-url.ts'
import { platformsOf, sponsorHeading } from './view-models/sponsor-view.ts'
import type { WebDeps } from './web-deps.ts'

/** Of the page of a sponsor, in the currency that it shows. Null where there is nothing to cite. */
export async function sponsorCitation(
  { manifests }: Pick<WebDeps, 'manifests'>,
  standpoint: Standpoint,
  profile: SponsorProfile,
  page: { readonly currency: Currency | null; readonly origin: string },
): Promise<Citation | null> {
  const { archive, isSample } = standpoint
  const [moment, { sources }] = await Promise.all([citedMoment(standpoint), archive.summary()])
  if (moment === null) return null
  const { currency, origin } = page
  const title = `${sponsorHeading(profile)}, on all platforms`
  const platforms = platformsOf(profile)
  const isRead = (id: string) => sources.some(({ source }) => source === id)
  return {
    title: currency === null ? title : `${title}, in ${currencyName(currency)}`,
    moment,
    path: sponsorUrl(profile.id, { currency, as_of: momentText(moment) }),
    origin,
    sources: manifests
      .filter(({ id, platformId }) => isRead(id) && platforms.includes(platformId))
      .map(({ name }) => name),
    isSample,
  }
}
