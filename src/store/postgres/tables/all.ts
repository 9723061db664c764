import { disclosureContentTable, disclosureTable, observationTable } from './disclosures.ts'
import { blobTable, quarantinedRecordTable, sourceFileTable } from './files.ts'
import { disclosureStateTable, revisionTable } from './state.ts'
import { currencyTotalTable, facetTotalTable, sponsorTotalTable, unresolvedPlaceTable } from './totals.ts'

export const tables = [
  blobTable,
  sourceFileTable,
  quarantinedRecordTable,
  disclosureTable,
  disclosureContentTable,
  observationTable,
  revisionTable,
  disclosureStateTable,
  facetTotalTable,
  currencyTotalTable,
  sponsorTotalTable,
  unresolvedPlaceTable,
]
