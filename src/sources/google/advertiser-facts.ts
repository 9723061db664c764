import { type Cells, factsIn, idIn } from './cells.ts'
import { statementFormat } from './statement-format.ts'

/** What advertisers of California and New Zealand declare of themselves, not verified by Google; labels by column. */
const DECLARED: ReadonlyMap<string, string> = new Map([
  ['region', 'Declared for'],
  ['advertiser_declared_name', 'Declared name'],
  ['committee_declared_name', 'Declared name'],
  ['advertiser_declared_regulatory_id', 'Declared regulatory id'],
  ['committee_declared_identification_id', 'Declared regulatory id'],
  ['advertiser_declared_scope', 'Declared scope'],
  ['committee_declared_scope', 'Declared scope'],
  ['advertiser_declared_promoter_name', 'Declared promoter'],
  ['nz_advertiser_declared_name', 'Declared promoter'],
])

/** `google-political-ads-advertiser-declared-stats.csv`. A promoter may live at the address, so it is not shown. */
export const declaredStats = statementFormat({
  id: 'google-declared-stats',
  columns: {
    required: ['advertiser_id', 'advertiser_declared_name|committee_declared_name|nz_advertiser_declared_name'],
    sometimes: [...DECLARED.keys(), 'advertiser_declared_promoter_address', 'nz_advertiser_declared_address'],
    hidden: ['advertiser_declared_promoter_address', 'nz_advertiser_declared_address'],
  },
  normalise: (cells) => ({ advertisers: [{ ...nobodyNew(cells, 'advertiser_id'), facts: factsIn(cells, DECLARED) }] }),
})

/** `advertiser_id_mapping.csv`: the ids under which advertisers used to be listed (G-1). */
export const advertiserIdMapping = statementFormat({
  id: 'google-advertiser-id-mapping',
  columns: { required: ['oldadvertiserid', 'newadvertiserid'] },
  normalise: (cells) => {
    const former = idIn(cells, 'oldadvertiserid')
    return { advertisers: [{ ...nobodyNew(cells, 'newadvertiserid'), formerIds: [former] }] }
  },
})

/** The row names nobody, it tells about somebody known. */
function nobodyNew(cells: Cells, column: string) {
  return { id: idIn(cells, column), name: null, facts: {}, formerIds: [] }
}
