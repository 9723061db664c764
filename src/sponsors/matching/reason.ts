import type { Evidence } from './evidence.ts'

/** Features that are codes of reasons; the others only add to them. */
const CODES = new Set([
  ...['exact_registry_id', 'exact_account', 'exact_payer_n2', 'exact_payer_n4', 'page_name_n2', 'page_name_n4'],
  ...['glued_name', 'rare_tokens', 'fuzzy_name', 'transliteration', 'landing_domain', 'id_change_list'],
])

/** Codes joined by `;`, the strongest first, vetoes behind them. */
export function reasonOf({ features, vetoes }: Pick<Evidence, 'features' | 'vetoes'>): string {
  const codes = Object.entries(features)
    .map(([feature, weight]) => [feature.replace(/^also_/, ''), weight] as const)
    .filter(([feature, weight]) => CODES.has(feature) && weight > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([feature]) => feature)
  const all = [...new Set(codes), ...vetoes.map((veto) => `veto:${veto}`)]
  return all.length === 0 ? 'rare_tokens' : all.join(';')
}
