import type { DataSource } from 'typeorm'
import { type AdvertiserRef, type DisclosureId, type SponsorId, sponsorId } from '../../../domain/ids.ts'
import type { Sponsors } from '../../../ports/sponsors.ts'
import { inWords } from '../archive.ts'
import { type At, kept, wasShown } from '../as-of.ts'
import { findSponsors } from './find.ts'
import { membersPage } from './members.ts'
import { sponsorProfile } from './profile.ts'

/** Who is behind the ads, as it is or as it was at a revision. */
export function postgresSponsors(dataSource: DataSource): Sponsors {
  const sponsorsAt = (at: At): Sponsors => ({
    sponsor: (id) => inWords(sponsorProfile(dataSource, id, at)),
    members: (id, after, size) => inWords(membersPage(dataSource, id, { after, size }, at)),
    find: (text, after, size) => inWords(findSponsors(dataSource, { text, after, size }, at)),
    ofAd: (id) => inWords(ofAd(dataSource, id, at)),
    ofAdvertiser: (ref) => inWords(ofAdvertiser(dataSource, ref, at)),
    asOf: sponsorsAt,
  })
  return sponsorsAt(null)
}

interface NamedRow {
  readonly id: string
  readonly name: string
}

interface Named {
  readonly id: SponsorId
  readonly name: string
}

const ofAdSql = (at: At) => `
SELECT sponsor.id, sponsor.name
FROM disclosure -- disclosure_identity
JOIN disclosure_state state ON state.disclosure_id = disclosure.id AND ${wasShown(at)}
JOIN mention ON mention.advertiser_id = state.advertiser_id
  AND mention.payer_hash = md5(coalesce(state.disclaimer, ''))::uuid -- mention_identity
JOIN ${kept('mention_sponsor', at)} placed ON placed.mention_id = mention.id
JOIN ${kept('sponsor', at)} sponsor ON sponsor.id = placed.sponsor_id
WHERE disclosure.source = $1 AND disclosure.ad_id = $2`

async function ofAd(dataSource: DataSource, id: DisclosureId, at: At): Promise<Named | null> {
  const cut = id.indexOf('/')
  const [row]: NamedRow[] = await dataSource.query(ofAdSql(at), [id.slice(0, cut), id.slice(cut + 1)])
  return row === undefined ? null : named(row)
}

/** The most ads first. */
const ofAdvertiserSql = (at: At) => `
SELECT sponsor.id, sponsor.name
FROM advertiser -- advertiser_identity
JOIN mention ON mention.advertiser_id = advertiser.id -- mention_identity
JOIN ${kept('mention_sponsor', at)} placed ON placed.mention_id = mention.id
JOIN ${kept('sponsor', at)} sponsor ON sponsor.id = placed.sponsor_id
LEFT JOIN ${kept('mention_total', at)} total ON total.mention_id = mention.id
WHERE advertiser.platform = $1 AND advertiser.key = $2
GROUP BY 1, 2
ORDER BY coalesce(sum(total.ads), 0) DESC, 1 LIMIT 500`

async function ofAdvertiser(dataSource: DataSource, ref: AdvertiserRef, at: At): Promise<Named[]> {
  const rows: NamedRow[] = await dataSource.query(ofAdvertiserSql(at), [ref.platform, ref.key])
  return rows.map(named)
}

function named({ id, name }: NamedRow): Named {
  return { id: sponsorId(id), name }
}
