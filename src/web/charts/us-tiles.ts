/** Where each state and the District of Columbia stands on the grid: one row a line, as far as it can be where it lies. */
const ROWS = [
  'AK .. .. .. .. .. .. .. .. .. ME',
  '.. .. .. .. .. .. .. .. .. VT NH',
  'WA ID MT ND MN WI .. MI NY MA RI',
  'OR NV WY SD IA IL IN OH PA NJ CT',
  'CA UT CO NE MO KY WV VA MD DE ..',
  '.. AZ NM KS AR TN NC SC DC .. ..',
  '.. .. .. OK LA MS AL GA .. .. ..',
  'HI .. .. TX .. .. .. .. FL .. ..',
]

/** The 51 tiles, from the left in columns and from the top in rows. */
export const US_TILES: readonly { readonly state: string; readonly column: number; readonly row: number }[] =
  ROWS.flatMap((line, row) =>
    line.split(' ').flatMap((state, column) => (state === '..' ? [] : [{ state, column, row }])),
  )
