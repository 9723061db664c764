/** What a row has, and what each witness says of it. */
export const BOUNDS = ['lower', 'upper', 'undivided'] as const
export const WITNESSES = ['ads', 'ads_lower', 'ads_upper', 'ads_undivided', 'stated_lower', 'stated_upper'] as const

type Column = (typeof BOUNDS)[number] | (typeof WITNESSES)[number]

/** As `sumOfBounds` of the domain adds bounds: where one has no end, neither has the sum, and nothing is then a part of it. */
export function sumsOf(table: string, columns: readonly Column[]): string {
  const column = (name: string) => `${table}.${name}`
  const top = (name: string, isTold: string) => `CASE WHEN bool_and(${isTold}) THEN sum(${column(name)}) END`
  const sums: Partial<Record<Column, string>> = {
    upper: top('upper', `${column('upper')} IS NOT NULL`),
    undivided: `coalesce(${top('undivided', `${column('upper')} IS NOT NULL`)}, 0)`,
    ads_upper: top('ads_upper', `${column('ads')} IS NULL OR ${column('ads_upper')} IS NOT NULL`),
    stated_upper: top('stated_upper', `${column('stated_lower')} IS NULL OR ${column('stated_upper')} IS NOT NULL`),
  }
  return columns.map((name) => `${sums[name] ?? `sum(${column(name)})`} AS ${name}`).join(', ')
}
