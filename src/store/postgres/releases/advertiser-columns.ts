import type { ReleaseColumn } from '../../../ports/releases.ts'

const text = (name: string, meaning: string): ReleaseColumn => ({ name, kind: 'text', unit: null, meaning })

export const ADVERTISER_COLUMNS: readonly ReleaseColumn[] = [
  text('advertiser', 'Identity for ever: platform and key.'),
  text('platform', 'The company whose sources name it.'),
  text('key', 'The platform’s id of the account, or n- and a part of the SHA-256 of its name where there is none.'),
  text('account_id', 'The platform’s id of the account. Empty: it gives none.'),
  text('page', 'Path of its page on the site of this archive.'),
  text('name', 'The name under which it was seen last. Empty: the source leaves it blank.'),
  text('names', 'All names under which it was seen, with | between them.'),
  text('disclaimers', 'All disclaimers with which it was seen, with | between them.'),
  text('former_ids', 'Ids under which the platform listed it before, with | between them.'),
  { name: 'ads', kind: 'count', unit: 'ads', meaning: 'Ads in the table of ads that ran in its name.' },
]
