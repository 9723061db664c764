/** A Snap file by hand: every test names only the cells that matter to it. */
export type SnapCells = Partial<Record<(typeof COLUMNS)[number], string>>

const COLUMNS = [
  'ADID',
  'CreativeUrl',
  'Currency Code',
  'Spend',
  'Impressions',
  'StartDate',
  'EndDate',
  'OrganizationName',
  'BillingAddress',
  'CandidateBallotInformation',
  'PayingAdvertiserName',
  'CommitteeName',
  'CommitteeIdentificationNumber',
  'DisclosureNameOfCommittee',
  'AdvertisingJurisdiction',
  'Gender',
  'AgeBracket',
  'CountryCode',
  'Regions (Included)',
  'Regions (Excluded)',
  'Electoral Districts (Included)',
  'Electoral Districts (Excluded)',
  'Radius Targeting (Included)',
  'Radius Targeting (Excluded)',
  'Metros (Included)',
  'Metros (Excluded)',
  'Postal Codes (Included)',
  'Postal Codes (Excluded)',
  'Location Categories (Included)',
  'Location Categories (Excluded)',
  'Interests',
  'OsType',
  'Segments',
  'Language',
  'AdvancedDemographics',
  'Targeting Connection Type',
  'Targeting Carrier (ISP)',
  'CreativeProperties',
] as const

const ORDINARY: SnapCells = {
  CreativeUrl: 'https://www.snap.com/political-ads/asset/abc?mediaType=mp4',
  'Currency Code': 'USD',
  Spend: '100',
  Impressions: '20000',
  StartDate: '2024/10/01 04:00:00Z',
  EndDate: '2024/11/05 23:00:00Z',
  OrganizationName: 'Harbour Lane',
  BillingAddress: 'US',
  PayingAdvertiserName: 'Friends of the Old Dam',
  CountryCode: 'united states',
}

/** The id of the nth made-up ad. */
export function snapAdId(n: number): string {
  return n.toString(16).padStart(64, '0')
}

export function snapRecord(cells: SnapCells = {}): Record<string, string> {
  const all = { ADID: snapAdId(1), ...ORDINARY, ...cells }
  return Object.fromEntries(COLUMNS.map((column) => [column, all[column] ?? '']))
}

export function snapCsv(rows: readonly SnapCells[]): string {
  const lines = rows.map((cells) => Object.values(snapRecord(cells)).map(quoted).join(','))
  return [COLUMNS.join(','), ...lines, ''].join('\r\n')
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
