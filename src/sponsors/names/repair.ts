/** Windows-1252 where it differs from Latin-1: the letters that stand for bytes 0x80 to 0x9f. */
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const BYTE_OF = new Map([...CP1252].map((letter, index) => [letter, 0x80 + index]))

/** Two to four letters that are one letter's UTF-8 bytes, read as Windows-1252 or Latin-1. */
const MANGLED = new RegExp(
  `[\\u00c2-\\u00df][\\u0080-\\u00bf${CP1252}]|[\\u00e0-\\u00ef][\\u0080-\\u00bf${CP1252}]{2}|[\\u00f0-\\u00f4][\\u0080-\\u00bf${CP1252}]{3}`,
  'g',
)

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A text whose UTF-8 was read as another encoding somewhere, put right where that is beyond doubt; `REALTORSÂ®`. */
export function repaired(text: string): string {
  if (!/[\u00c2-\u00f4]/.test(text)) return text
  const once = text.replace(MANGLED, decoded)
  return once === text ? text : once.replace(MANGLED, decoded)
}

function decoded(letters: string): string {
  const bytes = Uint8Array.from(letters, (letter) => BYTE_OF.get(letter) ?? letter.charCodeAt(0))
  try {
    return utf8.decode(bytes)
  } catch {
    return letters
  }
}
