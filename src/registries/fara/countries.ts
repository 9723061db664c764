import { type CountryCode, countryCode, countryNamed } from '../../domain/place.ts'

/**
 * The Department's own words for countries that English lists call otherwise. States that are no more, lands without a code
 * and `INTERNATIONAL` are no country here: the word itself is kept among the facts.
 */
const WORDS: Readonly<Record<string, string>> = {
  'GREAT BRITAIN': 'GB',
  ENGLAND: 'GB',
  SCOTLAND: 'GB',
  'NORTHERN IRELAND': 'GB',
  'GERMANY, FEDERAL REPUBLIC OF': 'DE',
  'KOREA, SOUTH': 'KR',
  'KOREA, NORTH': 'KP',
  'KOREA, DEMOCRATIC PEOPLES REPUBLIC OF': 'KP',
  TURKEY: 'TR',
  "COTE D'IVOIRE (IVORY COAST)": 'CI',
  'SOMALI DEMOCRATIC REPUBLIC': 'SO',
  PALESTINE: 'PS',
  'CONGO, REPUBLIC OF THE': 'CG',
  'CONGO, DEMOCRATIC REPUBLIC OF THE': 'CD',
  'CONGO (KINSHASA) (ZAIRE)': 'CD',
  ZAIRE: 'CD',
  KOSOVA: 'XK',
  MACEDONIA: 'MK',
  SWAZILAND: 'SZ',
  'REPUBLIC OF SOUTH SUDAN': 'SS',
  'CEYLON (SRI LANKA)': 'LK',
  'ST. KITTS AND NEVIS': 'KN',
  'ST. CHRISTOPHER (ST. KITTS) & NEVIS': 'KN',
  'ST. VINCENT AND THE GRENADINES': 'VC',
  'ST. BARTS': 'BL',
  MACAU: 'MO',
  'CZECH REPUBLIC': 'CZ',
  TAHITI: 'PF',
  'PAPUA AND NEW GUINEA': 'PG',
  'GAMBIA, THE': 'GM',
  'TIMOR-LESTE (EAST TIMOR)': 'TL',
  'WESTERN SAMOA': 'WS',
  'BRITISH SOLOMON ISLANDS': 'SB',
  'COMORO ISLANDS': 'KM',
  DAHOMEY: 'BJ',
  'SOUTHWEST AFRICA': 'NA',
}

export function faraCountry(word: string): CountryCode | null {
  const plain = word.trim().replace(/\s+/g, ' ').toUpperCase()
  const code = WORDS[plain]
  return code === undefined ? countryNamed(plain) : countryCode(code)
}
