import { randomOf } from './random.ts'

/** Somebody who pays for ads, under the names that each platform has for it. Made up: no such body exists. */
export interface Sponsor {
  readonly key: string
  /** Country in which its ads run. */
  readonly aims: string
  /** Currency of its accounts. */
  readonly currency: string
  /** Country to which its accounts are billed. */
  readonly billed: string
  /** How much it spends beside the others. */
  readonly weight: number
  /** Where its ads lead; always below `.example`. */
  readonly domain: string
  readonly snap: SnapNames | null
  readonly google: GoogleNames | null
  readonly meta: MetaNames | null
}

interface SnapNames {
  /** The agency or account. */
  readonly organization: string
  readonly payer: string
}

interface GoogleNames {
  readonly id: string
  readonly name: string
  /** `Public_IDs_List`; may be empty. */
  readonly publicIds: string
}

export interface MetaNames {
  readonly pageId: string
  readonly page: string
  /** Null: its ads run without one. */
  readonly disclaimer: string | null
}

/**
 * One a line: key, country of the ads, currency, billed to, weight, agency at Snap, payer at Snap, name at Google, public
 * ids at Google, page at Meta, disclaimer at Meta. `-` is not there; a blank cell is blank.
 */
const TABLE = `
lighthouse    | US | USD | US | 90 | Copper Kettle Media    | Committee for a Taller Lighthouse | COMMITTEE FOR A TALLER LIGHTHOUSE | FEC ID C00000001, EIN ID 00-0000001 | A Taller Lighthouse | Paid for by Committee for a Taller Lighthouse
old-dam       | US | USD | US | 40 | Harbour Lane Digital   | Friends of the Old Dam            | FRIENDS OF THE OLD DAM            | EIN ID 00-0000002          | Friends of the Old Dam | Friends of the Old Dam
quillfeather  | US | USD | US | 34 | Copper Kettle Media    | Marigold Quillfeather for Senate  | QUILLFEATHER FOR SENATE           | FEC ID C00000003           | Marigold Quillfeather | Marigold Quillfeather for Senate
brambleby     | US | USD | US | 26 | Harbour Lane Digital   | Brambleby for Governor of Nowhere | Brambleby for Governor            | Registered in US-GA        | Theo Brambleby, Candidate | Brambleby for Governor of Nowhere Fund
paper-boats   | US | USD | US | 18 | Paper Boats Action     | Paper Boats Action                | PAPER BOATS ACTION INC            | EIN ID 00-0000005          | Paper Boats Action | Paper Boats Action, Inc.
honest-count  | US | USD | US | 14 | Bright Count           | Citizens for an Honest Headcount  | Citizens for an Honest Headcount  |                            | Honest Headcount | -
agua          | US | USD | US | 11 | Harbour Lane Digital   | Vecinos por el Pozo Azul          | Vecinos por el Pozo Azul          | Registered in US-TX 0000007 | Vecinos por el Pozo Azul | Vecinos por el Pozo Azul
young-voters  | US | USD | US | 9  | Bright Count           | Young Voters of Sometime Soon     | YOUNG VOTERS OF SOMETIME SOON PAC | FEC ID C00000008           | Young Voters of Sometime Soon | Young Voters of Sometime Soon PAC
tin-whistle   | US | USD | US | 7  | Tin Whistle Strategies | Tin Whistle Railway Alliance      | Tin Whistle Railway Alliance      | EIN ID 00-0000009          | Save the Tin Whistle Railway | Tin Whistle Railway Alliance
measure-zero  | US | USD | US | 6  | Tin Whistle Strategies | No on Measure Zero                | NO ON MEASURE ZERO                | Registered in US-CA 0000010 | No on Measure Zero | No on Measure Zero, Committee Against Rounding
yes-zero      | US | USD | US | 5  | Yes on Measure Zero    | Yes on Measure Zero               | Yes on Measure Zero               | Registered in US-CA 0000011 | Yes on Measure Zero | -
umbrella      | US | USD | US | 4  | Umbrella Workers Local | Umbrella Menders Local Nought     | UMBRELLA MENDERS LOCAL NOUGHT     | EIN ID 00-0000012          | Umbrella Menders Local 0 | Umbrella Menders Local Nought
teapot        | US | USD | US | 2  | Teapot Party Office    | The Teapot Party of Nowhere       | -                                 |                            | Teapot Party of Nowhere | Teapot Party of Nowhere
tidewatch     | US | GBP | GB | 12 | Tidewatch International | Tidewatch International Advocacy | TIDEWATCH INTERNATIONAL ADVOCACY  |                            | Tidewatch International | Tidewatch International Advocacy Ltd
fjordlys      | US | NOK | NO | 8  | Fjordlys Initiativ     | Fjordlys Initiativ                | -                                 |                            | Fjordlys Initiative | Fjordlys Initiativ
marmalade     | GB | GBP | GB | 9  | Marmalade & Sons       | The Marmalade Reform Society      | The Marmalade Reform Society      |                            | Marmalade Reform | The Marmalade Reform Society
hedgerow      | GB | GBP | GB | 6  | Marmalade & Sons       | Hedgerow Alliance                 | HEDGEROW ALLIANCE                 |                            | The Hedgerow Alliance | Hedgerow Alliance
wattle        | AU | AUD | AU | 8  | Wattle Street Studio   | Wattle Street Independents        | Wattle Street Independents        |                            | Wattle Street Independents | Authorised by W. Street, Nowhere
billabong     | AU | AUD | AU | 4  | Wattle Street Studio   | Keep the Billabong Round          | KEEP THE BILLABONG ROUND INC.     |                            | Keep the Billabong Round | -
maple         | CA | CAD | CA | 7  | Lumen Nord             | Coalition for Longer Evenings     | -                                 |                            | Longer Evenings | Coalition for Longer Evenings / Coalition des soirs longs
snowplough    | CA | CAD | CA | 4  | Lumen Nord             | Snowplough Sundays                | -                                 |                            | Snowplough Sundays | Snowplough Sundays
rent          | NO | NOK | NO | 8  | Lindqvist & Bergmann   | Kafferistens Venner               | -                                 |                            | Kafferistens Venner | Kafferistens Venner
brygga        | NO | NOK | NO | 4  | Lindqvist & Bergmann   | Folkeaksjonen for lengre brygge   | -                                 |                            | Lengre brygge nå | -
regenschirm   | DE | EUR | DE | 8  | Schirm und Sohn        | Bund der Regenschirmfreunde       | Bund der Regenschirmfreunde e.V.  |                            | - |
kuckuck       | DE | EUR | DE | 12 | -                      | Verein für pünktliche Kuckucksuhren | Verein für pünktliche Kuckucksuhren |                          | - |
brezel        | DE | EUR | DE | 10 | -                      | Aktion Brezel für alle            | AKTION BREZEL FÜR ALLE            |                            | - |
gartenzwerg   | DE | EUR | DE | 9  | -                      | Liste Gartenzwerg                 | Liste Gartenzwerg                 |                            | - |
nordlicht     | DE | EUR | DE | 5  | Schirm und Sohn        | Wählergruppe Nordlicht Nirgendwo  | Wählergruppe Nordlicht Nirgendwo  |                            | - |
`

/** Those with names of their own, the greatest spender first. */
export const SPONSORS: readonly Sponsor[] = TABLE.trim().split('\n').map(sponsorOf)

function sponsorOf(line: string, index: number): Sponsor {
  const cells = line.split('|').map((cell) => cell.trim())
  const [key = '', aims = '', currency = '', billed = '', weight = '', organization = '', payer = ''] = cells
  const [name = '-', publicIds = '', page = '-', disclaimer = ''] = cells.slice(7)
  const digits = String(index + 1).padStart(2, '0')
  return {
    key,
    aims,
    currency,
    billed,
    weight: Number(weight),
    domain: `${key}.example`,
    snap: organization === '-' ? null : { organization, payer },
    google: name === '-' ? null : { id: googleId('AR', `advertiser ${key}`), name, publicIds },
    meta:
      page === '-' ? null : { pageId: `99990000${digits}`, page, disclaimer: disclaimer === '-' ? null : disclaimer },
  }
}

/** `AR` or `CR` and twenty digits that begin with a 9: above 2^64, so that no real id is alike. */
export function googleId(kind: 'AR' | 'CR', label: string): string {
  const random = randomOf(`google id ${label}`)
  return `${kind}9${Array.from({ length: 19 }, () => random.whole(0, 9)).join('')}`
}
