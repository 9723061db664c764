/** Telephone numbers, mail addresses and postal addresses behind a name. What is cut is no part of a name. */
const PHONE =
  /[\s,;(\-–—]*(?:\b(?:tel|phone|ph|call)\b[.:]?\s*)?(?:\+?1[\s.-]?)?\(?\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b/gu
const MAIL = /[\s,;(\-–—]*[\w.+-]+@[\w-]+\.[\w.-]+\)?/gu
const PO_BOX = /[\s,;(\-–—]*\b(?:p\.?\s*o\.?\s*box|post office box)\b.*$/iu
const STREET =
  /[\s,;(\-–—]+\d{1,6}(?:-\d+)?\s+(?:[nsew]\.?\s+)?(?:[\p{L}\d.'’]+\s+){1,4}(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|way|ct|court|pl|place|hwy|highway|pkwy|parkway|cir|circle|ter|terrace|suite|ste|sq|square|str|straße|strasse)\b\.?.*$/iu
const CITY_AND_ZIP = /[\s,;]+(?:[\p{L}.'’]+\s+){0,2}[\p{L}.'’]+,?\s+[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\s*$/u

export function withoutContacts(text: string): string {
  const bare = text.replace(PHONE, ' ').replace(MAIL, ' ').replace(PO_BOX, '').replace(STREET, '')
  const cut = bare === text ? bare : bare.replace(/[\s,;:(\-–—]+$/, '')
  return cut.replace(CITY_AND_ZIP, '')
}
