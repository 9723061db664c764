/** A file of the made-up registry of committees, in the shape in which the real one publishes its own. */
export interface RegistryCopy {
  /** As the real ones are called, with the election cycle. */
  readonly name: string
  readonly text: string
}

/**
 * Committees by cycle. One was called otherwise before; two of one name in two states are not to be told apart by it; one
 * has a candidate. Numbers are below those that were ever given. Columns: id, name, state, designation, type, party,
 * connected organisation, candidate.
 */
const COMMITTEES: Readonly<Record<string, string>> = {
  '24': `
C00000001|COMMITTEE FOR A TALLER LIGHTHOUSE|GA|U|O|||
C00000008|YOUNG VOTERS OF TOMORROW PAC|WI|U|Q|||
C00000021|FRIENDS OF THE OLD DAM|GA|U|N|||`,
  '26': `
C00000001|COMMITTEE FOR A TALLER LIGHTHOUSE|GA|U|O|||
C00000003|MARIGOLD QUILLFEATHER FOR SENATE|GA|P|S|IND||S0GA00003
C00000008|YOUNG VOTERS OF SOMETIME SOON PAC|WI|U|Q|||
C00000021|FRIENDS OF THE OLD DAM|GA|U|N|||
C00000022|FRIENDS OF THE OLD DAM, INC.|PA|U|N|||`,
}

/** Of cycle 26: id, name, office, state, principal committee. */
const CANDIDATES = 'S0GA00003|QUILLFEATHER, MARIGOLD|S|GA|C00000003'

/** What an operator of the made-up election would have fetched from its registry. */
export function registryCopies(): readonly RegistryCopy[] {
  const masters = Object.entries(COMMITTEES).map(([cycle, table]) => ({
    name: `cm${cycle}.txt`,
    text: linesOf(table).map(committeeLine).join(''),
  }))
  return [
    ...masters,
    { name: 'cn26.txt', text: linesOf(CANDIDATES).map(candidateLine).join('') },
    { name: 'ccl26.txt', text: linesOf(CANDIDATES).map(linkLine).join('') },
  ]
}

function linesOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|'))
}

/** Fifteen columns; nobody's address, and no treasurer. */
function committeeLine(cells: readonly string[]): string {
  const [id = '', name = '', state = '', designation = '', type = '', party = '', connected = '', candidate = ''] =
    cells
  const place = ['1 NOWHERE LANE', '', 'NOWHERE', state, '00000']
  return row([id, name, '', ...place, designation, type, party, 'Q', '', connected, candidate])
}

function candidateLine([id = '', name = '', office = '', state = '', committee = '']: readonly string[]): string {
  return row([id, name, 'IND', '2026', state, office, '00', 'C', 'C', committee, '', '', 'NOWHERE', state, '00000'])
}

function linkLine([id = '', , office = '', , committee = '']: readonly string[]): string {
  return row([id, '2026', '2026', committee, office, 'P', '1'])
}

function row(cells: readonly string[]): string {
  return `${cells.join('|')}\n`
}
