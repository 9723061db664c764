/** Traps of Microsoft's library. */
export const MICROSOFT_SWITCHES = {
  'ms.429-after-10': 'After ten calls without a pause of nine seconds: 429, until ninety seconds are over.',
  'ms.cap-1000': 'A search gives no more than its first rows (seven of them, for a thousand), and counts all.',
  'ms.merged-account': 'Each advertiser has two accounts, and is told by the id under which both were verified.',
  'ms.targets-name': 'What targeting was used stands in TargetTypes, as documented, and not in Targets.',
  'ms.big-longs': 'Ids of ads are numbers of eighteen digits.',
  'ms.odata-refused': 'Every option of OData but $expand is answered 400.',
  'ms.400-odd-search': 'A search for anything but letters, digits and blanks is answered 400.',
} as const
