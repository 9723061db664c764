import type { ReadRow, RegistryFormat, RejectedRow } from '../../ports/registries.ts'
import { type CellRow, csvRows } from '../shared/csv-rows.ts'
import { rejected } from '../shared/rejected.ts'
import { understood } from '../shared/understood.ts'
import { CANDIDATE_COLUMNS, candidate, LINK_COLUMNS, link } from './candidate.ts'
import { COMMITTEE_COLUMNS, committee, namedCandidate } from './committee.ts'
import { cycleInName } from './cycle.ts'
import { asLatin1, pipeRows } from './rows.ts'

interface Kind {
  readonly id: string
  readonly columns: readonly string[]
  /** What the first line of a file without a header begins with. */
  readonly firstRow: RegExp
  readonly understand: (row: CellRow, cycle: string | null) => ReadRow | RejectedRow
}

const COMMITTEE_ID = /^C\d{8}$/
const CANDIDATE_ID = /^[HSP]\w{8}$/

const KINDS: readonly Kind[] = [
  {
    id: 'fec-cm',
    columns: COMMITTEE_COLUMNS,
    firstRow: /^C\d{8}\|/,
    understand: ({ number, raw, cells }, cycle) =>
      COMMITTEE_ID.test(cells['CMTE_ID'] ?? '')
        ? { number, records: [committee(cells, cycle)], relations: namedCandidate(cells, cycle) }
        : rejected(number, raw, 'CMTE_ID is not C and eight digits'),
  },
  {
    id: 'fec-cn',
    columns: CANDIDATE_COLUMNS,
    firstRow: /^[HSP]\w{8}\|/,
    understand: ({ number, raw, cells }, cycle) =>
      CANDIDATE_ID.test(cells['CAND_ID'] ?? '')
        ? { number, records: [candidate(cells, cycle)], relations: [] }
        : rejected(number, raw, 'CAND_ID is not a letter of an office and eight characters'),
  },
  {
    id: 'fec-ccl',
    columns: LINK_COLUMNS,
    firstRow: /^[HSPC]\w{8}\|\d{4}\|\d{4}\|C\d{8}\|/,
    understand: ({ number, raw, cells }) =>
      COMMITTEE_ID.test(cells['CMTE_ID'] ?? '') && CANDIDATE_ID.test(cells['CAND_ID'] ?? '')
        ? { number, records: [], relations: [link(cells)] }
        : rejected(number, raw, 'it does not link a candidate’s id to a committee’s'),
  },
]

const DIALECT = { decode: asLatin1, nameOf: (column: string) => column.trim().toUpperCase() }

/** Each file as FEC publishes it, and as copies have it: a CSV with FEC's own columns for a header. */
export const fecFormats: readonly RegistryFormat[] = KINDS.flatMap((kind) => [pipeFormat(kind), csvFormat(kind)])

function pipeFormat({ id, columns, firstRow, understand }: Kind): RegistryFormat {
  return {
    id,
    recognises: ({ start }) => firstRow.test(start) && firstLine(start).split('|').length === columns.length,
    series: seriesOf(id),
    rows: (content, head) => understood(pipeRows(content, columns), (row) => understand(row, cycleInName(head.name))),
  }
}

function csvFormat({ id, columns, understand }: Kind): RegistryFormat {
  return {
    id: `${id}-csv`,
    recognises: ({ start }) => {
      const header = new Set(
        firstLine(start)
          .toUpperCase()
          .split(',')
          .map((name) => name.trim()),
      )
      return columns.every((name) => header.has(name))
    },
    series: seriesOf(id),
    rows: (content, head) => understood(csvRows(content, DIALECT), (row) => understand(row, cycleInName(head.name))),
  }
}

/** Links of all cycles come in one file, which is not one cycle's copy. */
function seriesOf(id: string): RegistryFormat['series'] {
  return ({ name, start }) => {
    if (/^election_cycle,/i.test(start)) return `${id.slice(4)} all`
    const cycle = cycleInName(name)
    return cycle === null ? null : `${id.slice(4)} ${cycle}`
  }
}

function firstLine(start: string): string {
  return /^[^\r\n]*/.exec(start)?.[0] ?? ''
}
