import type { Measured } from './measured.ts'

/** What a figure must reach to be called real, and what is aimed at; `most` of what should be small. */
export interface Target {
  readonly bound: 'least' | 'most'
  readonly minimum: number
  readonly aim: number | null
}

/** `name · of · point`. */
const TARGETS: Readonly<Record<string, Target>> = {
  'precision · sponsors · auto': least(0.985, 0.993),
  'recall · sponsors · auto': least(0.93, 0.96),
  'f1 · sponsors · auto': least(0.957, 0.97),
  'b3_f · sponsors · auto': least(0.987, 0.992),
  'recall · sponsors · auto+review 8 %': least(0.97, null),
  'recall · sponsors · auto+review 5 %': least(0.985, null),
  'precision · links of meta · auto': least(0.993, 0.997),
  'recall · links of meta · auto': least(0.9, 0.95),
  'precision · links of google · auto': least(0.998, null),
  'recall · links of google · auto': least(0.892, null),
  'nil_false_links · links · auto': most(0.003, 0.001),
  'merged_pairs · negative · auto': most(3, 0),
  'merged_share · affiliated · auto': most(0.01, 0),
  'affiliates_linked · links · auto': most(0.01, 0),
  'f1 · not persons · auto': least(0.85, 0.9),
  'survival · google_rekey · auto': least(0.995, 1),
  'survival · meta_page_rename · auto': least(0.995, 1),
  'survival · fec_committee_rename · auto': least(0.995, 1),
  'churn · untouched mentions · auto': most(0.001, 0),
  'unresolved_ids · former ids · auto': most(0, null),
  'f1 · rebuild · auto': least(1, null),
}

export function targetOf({ name, of, point }: Measured): Target | null {
  return TARGETS[`${name} · ${of} · ${point}`] ?? null
}

/** Whether a value keeps to a bound; null where one of them is not known. */
export function isMet({ value }: Measured, bound: number | null, target: Target): boolean | null {
  if (value === null || bound === null) return null
  return target.bound === 'least' ? value >= bound : value <= bound
}

function least(minimum: number, aim: number | null): Target {
  return { bound: 'least', minimum, aim }
}

function most(minimum: number, aim: number | null): Target {
  return { bound: 'most', minimum, aim }
}
