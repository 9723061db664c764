import { Archive0001 } from './0001-archive.ts'
import { Search0002 } from './0002-search.ts'
import { Statements0003 } from './0003-statements.ts'
import { Absences0004 } from './0004-absences.ts'
import { Jobs0005 } from './0005-jobs.ts'
import { AdSpendEver0006 } from './0006-ad-spend-ever.ts'
import { Moments0007 } from './0007-moments.ts'
import { FileProblems0008 } from './0008-file-problems.ts'
import { SearchOutbox0009 } from './0009-search-outbox.ts'
import { Crawling0010 } from './0010-crawling.ts'
import { Registries0011 } from './0011-registries.ts'
import { Mentions0012 } from './0012-mentions.ts'
import { Sponsors0013 } from './0013-sponsors.ts'
import { Rates0014 } from './0014-rates.ts'
import { Wordings0015 } from './0015-wordings.ts'
import { SharedAccounts0016 } from './0016-shared-accounts.ts'
import { WholeRegions0017 } from './0017-whole-regions.ts'
import { StatementEver0018 } from './0018-statement-ever.ts'
import { MentionLeads0019 } from './0019-mention-leads.ts'

/** In the order in which they are applied. A migration is never edited after it has landed. */
export const migrations = [
  Archive0001,
  Search0002,
  Statements0003,
  Absences0004,
  Jobs0005,
  AdSpendEver0006,
  Moments0007,
  FileProblems0008,
  SearchOutbox0009,
  Crawling0010,
  Registries0011,
  Mentions0012,
  Sponsors0013,
  Rates0014,
  Wordings0015,
  SharedAccounts0016,
  WholeRegions0017,
  StatementEver0018,
  MentionLeads0019,
]
