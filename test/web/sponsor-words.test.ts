import { confidenceText, reasonText, tellerText, vetoText } from '../../src/web/sponsor-words.ts'
import { aManifest } from './support/builders.ts'

const CODES = [
  ...['exact_registry_id', 'exact_account', 'exact_payer_n2', 'exact_payer_n4', 'page_name_n2', 'page_name_n4'],
  ...['glued_name', 'rare_tokens', 'fuzzy_name', 'transliteration', 'landing_domain', 'registry_alias'],
  ...['candidate_committee', 'id_change_list', 'review_same', 'review_different', 'single', 'nil_no_candidate'],
  ...['nil_ambiguous', 'nil_low_score', 'nil_veto', 'declared', 'declared_by_many', 'new_mentions', 'split_off'],
  ...['no_longer_one', 'merge_came_apart', 'by_way_of_others', 'same_office', 'same_state', 'same_number'],
]

test.each(CODES)('the reason %s is a sentence', (code) => {
  expect(reasonText(code)).toMatch(/^[A-Z“][^_]{15,}\.$/)
})

test('several reasons follow each other, each once, without what was weighed and joins nothing', () => {
  expect(reasonText('prior;exact_account;also_exact_account;veto:V3')).toBe(
    'It is the same account; ruled out: they run for different offices in the same election.',
  )
  expect(reasonText('')).toBe('No reason is recorded.')
  expect(reasonText('something_new')).toBe('Something_new.')
})

test.each(['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8', 'V9'])('the veto %s is a sentence', (veto) => {
  expect(vetoText(veto)).toMatch(/^[A-Z].{20,}\.$/)
})

test('what is not certain is never rounded up to it', () => {
  expect([1, 0.9994, 0.973, 0.5, 0].map(confidenceText)).toEqual(['certain', '99.9%', '97.3%', '50%', '0%'])
})

test('who says so has a name', () => {
  const manifests = [aManifest('meta')]
  expect(['meta', 'us-fec', 'matching', 'review'].map((teller) => tellerText(teller, manifests))).toEqual([
    ...['Meta', 'US Federal Election Commission', 'comparison of names and accounts', 'a person’s judgement'],
  ])
})
