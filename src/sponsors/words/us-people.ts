/** People of the states and territories of the United States, as names of committees call them: words, then postal code. */
const LINES = `
alabamians al|alaskans ak|arizonans az|arkansans ar|californians ca|coloradans co|delawareans de|floridians fl|georgians ga
hawaiians hi|hoosiers in|idahoans id|illinoisans il|iowans ia|kansans ks|kentuckians ky|louisianians la|louisianans la
mainers me|marylanders md|michiganders mi|minnesotans mn|mississippians ms|missourians mo|montanans mt|nebraskans ne
nevadans nv|new jerseyans nj|new mexicans nm|new yorkers ny|north carolinians nc|north dakotans nd|ohioans oh|oklahomans ok
oregonians or|pennsylvanians pa|rhode islanders ri|south carolinians sc|south dakotans sd|tennesseans tn|texans tx|utahns ut
vermonters vt|virgin islanders vi|virginians va|washingtonians wa|west virginians wv|wisconsinites wi|wyomingites wy
puerto ricans pr|guamanians gu
`

export interface UsPeople {
  readonly words: readonly string[]
  readonly code: string
}

const byFirstWord = new Map<string, readonly UsPeople[]>()
for (const line of LINES.trim().split(/[|\n]/)) {
  const words = line.slice(0, -3).split(' ')
  const [first = ''] = words
  byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { words, code: line.slice(-2) }])
}

/** The people whose name begins at a place of a text. */
export function usPeopleAt(tokens: readonly string[], at: number): UsPeople | undefined {
  return byFirstWord
    .get(tokens[at] ?? '')
    ?.find(({ words }) => words.every((word, offset) => tokens[at + offset] === word))
}
