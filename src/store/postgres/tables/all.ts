import { disclosureContentTable, disclosureTable, observationTable } from './disclosures.ts'
import { blobTable, quarantinedRecordTable, sourceFileTable } from './files.ts'
import { disclosureStateTable, revisionTable } from './state.ts'
import { sourceTotalTable, sponsorTotalTable, unresolvedPlaceTable } from './totals.ts'

export const tables = [
  blobTable,
  sourceFileTable,
  quarantinedRecordTable,
  disclosureTable,
  disclosureContentTable,
  observationTable,
  revisionTable,
  disclosureStateTable,
  sourceTotalTable,
  sponsorTotalTable,
  unresolvedPlaceTable,
]
