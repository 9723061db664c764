import { type At, kept } from '../as-of.ts'

/** The accounts of a sponsor ($1), each with its payer texts; no payer is the empty text. */
export const accountsOf = (at: At) => `
SELECT mention.advertiser_id, array_agg(coalesce(mention.payer, '')) AS payers
FROM ${kept('mention_sponsor', at)} member -- mention_sponsor_by_sponsor
JOIN mention ON mention.id = member.mention_id
WHERE member.sponsor_id = $1
GROUP BY mention.advertiser_id`

/** A condition: the ad is one of the account's that it is counted for. */
export const IS_OF_ACCOUNT = `state.advertiser_id = account.advertiser_id
  AND coalesce(state.disclaimer, '') = ANY (account.payers)`
