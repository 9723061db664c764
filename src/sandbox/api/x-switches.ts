/** Traps of X's political zip. */
export const X_SWITCHES = {
  'x.head-404': 'HEAD is answered 404 wherever GET is answered 200.',
  'x.name-spellings':
    'Days are written with and without a zero, months in either case, out of order; one link leads nowhere.',
  'x.xlsx-inside': 'The zip holds a workbook in place of the CSV.',
  'x.macosx-entries': 'The zip holds the Finder’s shadows beside the table.',
  'x.unnamed-columns': 'Filler columns without a name, and a cell of the header that stands there twice.',
  'x.float-ids': 'The ids of posts are floats: 9.12E+18.',
  'x.smaller-later-file': 'The newest release has a third of the rows.',
  'x.bad-lines': 'Lines with too few and too many cells, and one with an open quotation mark.',
} as const

/** Traps of X's ads repository. */
export const X_EU_SWITCHES = {
  'xeu.pending': 'An export is Pending for four minutes.',
  'xeu.header-only': 'Every export is a header without a row.',
  'xeu.503': 'Of each kind of call the first is answered 503, the second with an empty list of ads.',
  'xeu.rotating-operation-ids': 'The ids of the operations change whenever an export is ordered.',
} as const
