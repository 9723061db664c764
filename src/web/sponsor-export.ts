import { cell, csvHeader, csvRow } from '../domain/csv.ts'
import type { Problems } from '../domain/data-quality.ts'
import type { HeldDisclosure } from '../domain/held-disclosure.ts'
import type { FoundSponsor, Page } from '../ports/sponsors.ts'
import { disclosureCsvHeader, disclosureCsvRow } from './disclosure-csv.ts'
import type { Site } from './site.ts'
import { sponsorUrl } from './sponsor-url.ts'
import type { StreamedBody } from './stream-response.ts'

/** Every row of a list that is asked for page by page. */
export async function* everyRow<Row>(
  first: Page<Row>,
  nextPage: (after: string) => Promise<Page<Row>>,
): AsyncGenerator<Row> {
  let page = first
  while (true) {
    yield* page.rows
    if (page.next === null) return
    page = await nextPage(page.next)
  }
}

/** All ads of a sponsor as one CSV, its columns those of the dictionary. */
export function adsCsv(
  site: Pick<Site, 'manifestOf'>,
  rows: AsyncIterable<HeldDisclosure>,
  total: number,
  problems: Problems,
): StreamedBody<HeldDisclosure> {
  return {
    total,
    rows,
    head: disclosureCsvHeader(),
    row: (held) => disclosureCsvRow(held, site.manifestOf(held.source), problems),
    complete: '',
    cutShort: (sentence) => `# ${sentence}\r\n`,
  }
}

const LIST_COLUMNS = ['sponsor', 'name', 'type', 'platforms', 'ads', 'found_as', 'sponsor_page']

export function foundCsv(rows: readonly FoundSponsor[]): string {
  const lines = rows.map(({ id, name, type, platforms, ads, foundAs }) =>
    csvRow([
      cell('text', id),
      cell('text', name),
      cell('text', type),
      cell('text', platforms.join(' | ')),
      cell('number', String(ads)),
      cell('text', foundAs),
      cell('text', sponsorUrl(id)),
    ]),
  )
  return csvHeader(LIST_COLUMNS) + lines.join('')
}
