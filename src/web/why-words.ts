import type { LowerReason, UpperReason } from '../domain/bound-reasons.ts'

/** Why a lower bound is what it is. */
export const LOWER_WORDS: Readonly<Record<LowerReason, string>> = {
  ads: 'The ads that ran inside the days and in this place alone cost at least so much, by their own lower bounds; no total proves more.',
  statements:
    'Totals that the platform states for periods inside the days prove so much; that is more than the ads prove.',
  both: 'The ads that ran inside the days, and the totals that the platform states for them, prove the same.',
  none: 'Nothing is certain: ads that run beyond the days, or were aimed at other places as well, may have cost nothing here, and no total proves more.',
}

/** Why an upper bound is what it is, or why there is none. */
export const UPPER_WORDS: Readonly<Record<UpperReason, string>> = {
  ads: 'No total covers the days: the bound is the most that the ads at hand can have cost here.',
  statements:
    'Totals that the platform states cover the days, and no more was spent. The ads at hand do not narrow it: the platform’s files may lack some, or the totals prove more than these ads can have cost.',
  least_ads:
    'The platform’s files hold every ad that it discloses: the most that these can have cost is less than what its totals leave room for.',
  least_statements: 'Totals that the platform states cover the days, and leave room for less than the ads do.',
  refuted:
    'Totals that cover the days leave room for less than is proven, so that they cap nothing: the bound is the most that the ads at hand can have cost here.',
  open: 'There is none: the platform tells no highest amount of at least one ad, and no total covers the days.',
  ads_missing:
    'There is none: totals prove more than the ads at hand can have cost, so that ads are missing, and no total covers the days.',
  refuted_open:
    'There is none: more is proven than the totals that cover the days, or the ads at hand, leave room for.',
  unbounded: 'There is none: no total covers the days, and no ad is at hand that may bound it.',
}

/** Where totals are told, and are about several sponsors together. */
export const SHARED_WORDS =
  'The platform states totals of this account without a payer. Several sponsors have money in it, so that these totals are about all of them together and prove nothing of one: they are not used.'
