/** Mac OS Roman from 0x80 to 0xFF. Source: the WHATWG Encoding Standard, index macintosh. */
const UPPER_HALF =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü' +
  '†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø' +
  '¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ' +
  '‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ'

const byteOf = new Map([...UPPER_HALF].map((letter, index) => [letter, 0x80 + index]))
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * What the first byte of a dash, a quotation mark, an accented letter, a sign, an emoji turns into, before another such
 * letter: `‚Äô`, `√©`, `¬ª`, `ƒÉ`, `≈ü`, `Ô∏è`. French `–é` would also pass for two bytes of UTF-8, so a dash is no clue.
 */
const TELL_TALE = /[‚√¬ƒ≈Ô\uf8ff]\P{ASCII}/u

/**
 * The text as it was before someone read its UTF-8 as Mac Roman (MA-6), or null when that is not what happened to it:
 * every letter must go back to a byte, and all the bytes together must be UTF-8.
 */
export function unmangled(text: string): string | null {
  if (!TELL_TALE.test(text)) return null
  const bytes = macRomanBytes(text)
  if (bytes === null) return null
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return null
  }
}

function macRomanBytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    const byte = unit < 0x80 ? unit : byteOf.get(text.charAt(index))
    if (byte === undefined) return null
    bytes[index] = byte
  }
  return bytes
}
