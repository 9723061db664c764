import { type SnapCells, snapAdId, snapCsv } from '../../support/snap-csv.ts'

/** Names that a spreadsheet would run, that a careless reader of CSV would cut, and that psql takes for the end of a file. */
export const HOSTILE_NAMES: readonly string[] = [
  '=HYPERLINK("https://evil.example";"Win")',
  "'=1+1",
  "''@SUM(A1)",
  '＝cmd|calc',
  '\u00a0+44 20 7946 0000',
  '\ufeff-1',
  "'an apostrophe that guards nothing",
  'Say "yes", twice ""',
  'Line one\nLine two\r\nLine three',
  'Before\n\\.\nAfter',
  '\\.',
  '\\N',
  'null',
  '\t=tabbed',
  'Naïve 🗳️ Ω مرحبا',
  'a'.repeat(5_000),
]

export function hostileSnapFile(): string {
  const ads = HOSTILE_NAMES.map((name, index): SnapCells => {
    const year = 2023 + (index % 3)
    return {
      ADID: snapAdId(90_000 + index),
      OrganizationName: name,
      PayingAdvertiserName: name,
      CandidateBallotInformation: name,
      StartDate: `${year}/10/0${(index % 9) + 1} 04:00:00Z`,
      EndDate: `${year}/11/05 23:00:00Z`,
      Spend: String(index * 1000),
    }
  })
  return snapCsv(ads)
}
