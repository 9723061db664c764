import { calendarDateOrNull } from '../../domain/calendar.ts'
import type { ReadRow, Registry, RegistryFormat, RejectedRow } from '../../ports/registries.ts'
import { elements } from './elements.ts'
import { unSanctionsManifest } from './manifest.ts'
import { listedRow } from './normalise.ts'

const consolidated: RegistryFormat = {
  id: 'un-consolidated-xml',
  recognises: ({ start }) => /<CONSOLIDATED_LIST\b/.test(start),
  series: () => 'consolidated',
  dayOf: ({ start }) => calendarDateOrNull(/\bdateGenerated="(\d{4}-\d{2}-\d{2})/.exec(start)?.[1] ?? ''),
  rows: listedRows,
}

export const unSanctions: Registry = { manifest: unSanctionsManifest, formats: [consolidated] }

const LISTED = new Set(['INDIVIDUAL', 'ENTITY'])

async function* listedRows(content: AsyncIterable<Buffer>): AsyncGenerator<ReadRow | RejectedRow> {
  let number = 0
  for await (const element of elements(content, LISTED)) yield listedRow(element, ++number)
}
