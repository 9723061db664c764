import { stateWords } from './state-words.ts'

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

/** The people whose name begins at a place of a text. */
export const usPeopleAt = stateWords(
  LINES.trim()
    .split(/[|\n]/)
    .map((line) => [line.slice(0, -3), line.slice(-2)]),
)
