import { absenceTable, holdMemberTable, holdTable } from './absences.ts'
import { adSpendEverTable, adSpendTable, placeTotalTable, usualCurrencyTable } from './ad-spend.ts'
import { advertiserAliasTable, advertiserFactTable, advertiserNameTable, advertiserTable } from './advertisers.ts'
import {
  crawlCallsTable,
  crawlStandingTable,
  crawlUnitTable,
  publishedCountTable,
  reconciledTable,
} from './crawling.ts'
import { disclosureContentTable, disclosureTable, observationTable } from './disclosures.ts'
import { fileProblemTable } from './file-problems.ts'
import { blobTable, filePlaceTable, quarantinedRecordTable, sourceFileTable } from './files.ts'
import { mentionLeadTable, mentionSponsorTable, mentionTable, sharedAccountTable, sponsorTable } from './mentions.ts'
import { ratesFileTable, referenceRateTable } from './rates.ts'
import {
  registryFileTable,
  registryNameTable,
  registryRecordTable,
  registryRejectTable,
  registryRelationTable,
  registryVersionTable,
} from './registries.ts'
import { replayTable, rereadRecordTable } from './replays.ts'
import { collectedFileTable, jobLeaseTable, jobRunTable, jobTable, jobTickTable } from './runs.ts'
import {
  searchDeadLetterTable,
  searchIndexerTable,
  searchIndexTable,
  searchOutboxTable,
  searchPointTable,
} from './search-outbox.ts'
import {
  blockKeyDfTable,
  blockKeyTable,
  mentionDomainTable,
  mentionTotalTable,
  sponsorStandingTable,
} from './sponsor-keys.ts'
import { sponsorEdgeTable, sponsorJudgementTable, sponsorQueueTable } from './sponsor-review.ts'
import {
  externalIdTable,
  sponsorEventTable,
  sponsorNameTable,
  sponsorPersonTable,
  sponsorRedirectTable,
  sponsorRelationTable,
} from './sponsors.ts'
import { disclosureStateTable, historyStartTable, revisionTable } from './state.ts'
import {
  spendStatementTable,
  statementEverTable,
  statementObservationTable,
  statementPeriodTable,
} from './statements.ts'
import { currencyTotalTable, facetTotalTable, unresolvedPlaceTable } from './totals.ts'

export const tables = [
  blobTable,
  sourceFileTable,
  filePlaceTable,
  fileProblemTable,
  quarantinedRecordTable,
  disclosureTable,
  disclosureContentTable,
  observationTable,
  revisionTable,
  historyStartTable,
  disclosureStateTable,
  facetTotalTable,
  currencyTotalTable,
  unresolvedPlaceTable,
  advertiserTable,
  advertiserNameTable,
  advertiserFactTable,
  advertiserAliasTable,
  mentionTable,
  mentionLeadTable,
  sharedAccountTable,
  sponsorTable,
  mentionSponsorTable,
  sponsorRedirectTable,
  sponsorPersonTable,
  sponsorNameTable,
  sponsorRelationTable,
  sponsorEventTable,
  externalIdTable,
  sponsorEdgeTable,
  sponsorQueueTable,
  sponsorJudgementTable,
  blockKeyTable,
  blockKeyDfTable,
  mentionTotalTable,
  mentionDomainTable,
  sponsorStandingTable,
  spendStatementTable,
  statementObservationTable,
  statementPeriodTable,
  statementEverTable,
  adSpendTable,
  adSpendEverTable,
  placeTotalTable,
  usualCurrencyTable,
  ratesFileTable,
  referenceRateTable,
  absenceTable,
  holdTable,
  holdMemberTable,
  replayTable,
  rereadRecordTable,
  jobTable,
  jobTickTable,
  jobRunTable,
  jobLeaseTable,
  collectedFileTable,
  crawlStandingTable,
  crawlCallsTable,
  crawlUnitTable,
  publishedCountTable,
  reconciledTable,
  searchIndexerTable,
  searchIndexTable,
  searchOutboxTable,
  searchDeadLetterTable,
  searchPointTable,
  registryFileTable,
  registryRejectTable,
  registryRecordTable,
  registryVersionTable,
  registryNameTable,
  registryRelationTable,
]
