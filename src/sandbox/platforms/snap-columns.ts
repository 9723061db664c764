/** The header of `PoliticalAds.csv` since spring 2022. Source: files of 2022 to 2026. */
export const SNAP_COLUMNS = [
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

export type SnapColumn = (typeof SNAP_COLUMNS)[number]

/** The four that the files of 34 columns do not have. */
export const LATER_SNAP_COLUMNS: readonly SnapColumn[] = [
  'CommitteeName',
  'CommitteeIdentificationNumber',
  'DisclosureNameOfCommittee',
  'AdvertisingJurisdiction',
]

/** Those that Snap's readme spells otherwise than its files. */
export const README_SPELLING: Partial<Readonly<Record<SnapColumn, string>>> = {
  ADID: 'AD ID',
  CreativeUrl: 'CreativeURL',
  StartDate: 'Start Date',
  EndDate: 'End Date',
  OrganizationName: 'Organization Name',
  CommitteeName: 'Committee Name',
  CommitteeIdentificationNumber: 'Committee Identification Number',
  DisclosureNameOfCommittee: 'Disclosure Name Of Committee',
  AdvertisingJurisdiction: 'Advertising Jurisdiction',
  'Postal Codes (Included)': 'Postal Code (Included)',
  'Postal Codes (Excluded)': 'Postal Code (Excluded)',
  'Location Categories (Excluded)': 'Location Categories (Exlcuded)',
  'Targeting Connection Type': 'Target Connection Type',
}
