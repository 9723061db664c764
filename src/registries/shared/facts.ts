/** What a row tells, by our names of it: cells that tell nothing are left out, blanks at the ends are cut. */
export function facts(cells: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  const told: Record<string, string> = {}
  for (const [name, cell] of Object.entries(cells)) {
    const text = cell?.trim() ?? ''
    if (text !== '') told[name] = text
  }
  return told
}
