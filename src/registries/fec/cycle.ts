/**
 * The election cycle that a file's name tells: `cm18.csv.gz` and `cm_2020.txt`, as FEC and its copiers name them. Rows of
 * committees and candidates tell none. Cycles are the even years.
 */
export function cycleInName(name: string): string | null {
  const digits = /(?:^|[/!])(?:cm|cn|ccl)_?(\d{4}|\d{2})(?!\d)/i.exec(name)?.[1]
  if (digits === undefined) return null
  const year = digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) < 70 ? 2000 : 1900)
  return year >= 1976 && year <= 2100 ? String(year + (year % 2)) : null
}
