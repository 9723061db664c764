import type { SponsorEventKind, SponsorRelationKind, SponsorType } from '../domain/sponsor.ts'
import type { Manifest } from '../ports/source.ts'
import { platformName } from './platform-name.ts'

/** Every word that pages use for closed lists about sponsors. */
export const TYPE_LABELS: Readonly<Record<SponsorType, string>> = {
  campaign: 'Campaign',
  person: 'Person',
  party: 'Party',
  committee: 'Political committee',
  non_profit: 'Non-profit organisation',
  company: 'Company',
  government_body: 'Government body',
  agency: 'Agency',
  unknown: 'Kind not known',
}

/** Why a mention is counted here, one clause a code, so that several can follow each other. */
const REASONS: Readonly<Record<string, string>> = {
  exact_registry_id: 'it declares the same registry number as others here',
  exact_account: 'it is the same account',
  exact_payer_n2: 'the “paid for by” text is the same but for case, marks and legal form',
  exact_payer_n4: 'the “paid for by” text is the same but for legal form and words that many payers share',
  page_name_n2: 'the account’s name is the same but for case, marks and legal form',
  page_name_n4: 'the account’s name is the same but for legal form and words that many names share',
  glued_name: 'the name is the same, written without blanks',
  rare_tokens: 'the name shares words that few other names have',
  fuzzy_name: 'the name differs by a few letters, as by a typing error',
  transliteration: 'the name is the same in another script',
  landing_domain: 'its ads lead to the same website',
  registry_alias: 'a registry lists the name for the same body',
  candidate_committee: 'a registry lists it as a committee of the same candidate',
  id_change_list: 'the platform says that this account id replaced the other',
  review_same: 'a person compared both and judged them to be the same',
  review_different: 'a person compared it with another and judged them to be different',
  single: 'nothing else was found that belongs with it',
  nil_no_candidate: 'no record of the registry has a like name',
  nil_ambiguous: 'several records of the registry share the name',
  nil_low_score: 'no record of the registry is like enough',
  nil_veto: 'something rules out every like record of the registry',
  same_office: 'both name the same office',
  same_state: 'both name the same state',
  same_number: 'both name the same number or district',
  declared: 'the account declares it',
  declared_by_many: 'the account declares it, but so do many that have nothing else in common',
  new_mentions: 'an account or a payer was seen that no sponsor had yet',
  split_off: 'what was known no longer held it together with the rest',
  no_longer_one: 'what is known by now no longer holds them together',
  merge_came_apart: 'what had joined them no longer holds',
  by_way_of_others: 'each belongs with others that belong together',
}

/** What forbids an automatic join. */
const VETOES: Readonly<Record<string, string>> = {
  V1: 'They have different numbers in the same registry.',
  V2: 'They name different states or regions.',
  V3: 'They run for different offices in the same election.',
  V4: 'Their ads run in different countries.',
  V5: 'They take opposite sides of one ballot measure.',
  V6: 'Their names have different numbers or districts.',
  V7: 'Their personal names have different suffixes, such as Jr and Sr.',
  V8: 'Several bodies in a registry share the name, and the name is the only evidence.',
  V9: 'A person judged the two to be different, or only affiliated.',
}

export const RELATION_WORDS: Readonly<Record<SponsorRelationKind, { readonly from: string; readonly to: string }>> = {
  affiliated_with: { from: 'affiliated with', to: 'affiliated with' },
  pays_for: { from: 'pays for ads of', to: 'its ads are paid for by' },
  controlled_by: { from: 'is controlled by', to: 'controls' },
  campaign_of: { from: 'is a campaign of', to: 'has the campaign' },
}

export const EVENT_LABELS: Readonly<Record<SponsorEventKind, string>> = {
  create: 'Began',
  merge: 'Merged',
  split: 'Split',
  rename: 'Shown under another name',
  link: 'Linked to a registry',
  unlink: 'Unlinked from a registry',
  judge: 'Judged by a person',
  undo: 'Judgement undone',
}

/** Registries and identifiers by the scheme of their numbers; what is not here is shown as it is. */
const SCHEMES: Readonly<Record<string, string>> = {
  'us-fec': 'US Federal Election Commission',
  'us-fec-candidate': 'US Federal Election Commission, candidate',
  'us-ein': 'US tax number (EIN)',
  'us-fara': 'US register under FARA',
  'us-fara-principal': 'US register under FARA, principal',
  'us-ofac': 'US Treasury (OFAC)',
  'us-csl': 'US Consolidated Screening List',
  'us-bis-dpl': 'US Denied Persons List (BIS)',
  'eu-journal': 'EU sanctions, Official Journal',
  'un-sc': 'UN Security Council list',
  opensanctions: 'OpenSanctions',
  lei: 'Legal Entity Identifier (GLEIF)',
  'gb-ec': 'UK Electoral Commission',
  'gb-ec-donor': 'UK Electoral Commission, donor',
}

/** What was weighed and is no reason to join. */
const UNSAID: ReadonlySet<string> = new Set(['prior', 'person_conflict', 'pays_for_others'])

/** `exact_payer_n2;exact_account` in words: the strongest first; a code that is new to us as it is. */
export function reasonText(codes: string): string {
  const clauses = codes
    .split(';')
    .map((code) => code.trim().replace(/^also_/, ''))
    .filter((code) => code !== '' && !UNSAID.has(code))
    .map(clauseOf)
  const text = [...new Set(clauses)].join('; ')
  return text === '' ? 'No reason is recorded.' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function clauseOf(code: string): string {
  const [, veto] = /^veto:(V\d+)$/.exec(code) ?? []
  if (veto !== undefined) return `ruled out: ${lowerFirst(vetoText(veto)).replace(/\.$/, '')}`
  return REASONS[code] ?? code
}

/** `V3`, or with more behind it, in a sentence. */
export function vetoText(veto: string): string {
  return VETOES[veto.replace(/^veto:/, '')] ?? veto
}

/** Who says something: a platform, a registry, our own comparing, or a person. */
export function tellerText(source: string, manifests: readonly Manifest[]): string {
  if (source === 'matching') return 'comparison of names and accounts'
  if (source === 'review') return 'a person’s judgement'
  return SCHEMES[source] ?? platformName(manifests, source)
}

export function schemeText(scheme: string): string {
  return SCHEMES[scheme] ?? scheme
}

/** How sure: `certain`, `97%`. */
export function confidenceText(confidence: number): string {
  if (confidence >= 0.9995) return 'certain'
  return `${(Math.floor(confidence * 1000) / 10).toString()}%`
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}
