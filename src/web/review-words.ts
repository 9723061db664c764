import type { ReviewVerdict } from '../domain/sponsor.ts'

/** What each verdict says, what its button says, and what comes of it. */
export const VERDICTS: Readonly<Record<ReviewVerdict, { readonly label: string; readonly effect: string }>> = {
  same: { label: 'Same sponsor', effect: 'both are joined, and their money is added' },
  different: { label: 'Different', effect: 'they stay apart, and no rule joins them again' },
  affiliated: { label: 'Affiliated, not the same', effect: 'they stay apart, each names the other, nothing is added' },
  unsure: { label: 'Cannot tell', effect: 'kept, and decides nothing' },
}

export const STATE_LABELS = {
  in_force: 'in force',
  waiting: 'waits for a second person',
  undone: 'undone',
} as const

/** What was compared; the weight beside it says for which side it speaks. */
const FEATURES: Readonly<Record<string, string>> = {
  prior: 'Any two that were compared at all: mostly not the same',
  exact_registry_id: 'Both have the same number in a registry',
  exact_account: 'Both are of the same account',
  exact_payer_n2: 'The “paid for by” texts are equal but for case, marks and legal form',
  exact_payer_n4: 'The “paid for by” texts are equal in the words that tell',
  page_name_n2: 'A name of an account is equal but for case, marks and legal form',
  page_name_n4: 'A name of an account is equal in the words that tell',
  glued_name: 'The names are equal when written without blanks',
  rare_tokens: 'The names share words that few other names have',
  fuzzy_name: 'The names differ by a few letters',
  transliteration: 'The names are equal in another script',
  landing_domain: 'Their ads lead to the same website',
  registry_alias: 'A registry lists both names for one body',
  candidate_committee: 'A registry lists both as committees of one candidate',
  id_change_list: 'The platform says that one account id replaced the other',
  same_office: 'Both name the same office',
  same_state: 'Both name the same state',
  same_number: 'Both name the same number or district',
  person_conflict: 'They name different persons',
  pays_for_others: 'The payer pays for many that have nothing else in common',
}

export function featureText(feature: string): string {
  const also = feature.startsWith('also_')
  const words = FEATURES[also ? feature.slice('also_'.length) : feature]
  if (words === undefined) return feature
  return also ? `A second likeness: ${words.charAt(0).toLowerCase()}${words.slice(1)}` : words
}

/** `+6.5`, `−4` */
export function weightText(weight: number): string {
  const rounded = Math.round(weight * 100) / 100
  return rounded < 0 ? `−${-rounded}` : `+${rounded}`
}

/** How Cohen's kappa is commonly read: Landis and Koch, 1977. */
export function kappaText(kappa: number): string {
  const words =
    kappa > 0.8
      ? 'almost perfect'
      : kappa > 0.6
        ? 'substantial'
        : kappa > 0.4
          ? 'moderate'
          : kappa > 0.2
            ? 'fair'
            : 'slight'
  return `κ = ${(Math.round(kappa * 100) / 100).toFixed(2)}: ${words} agreement`
}
