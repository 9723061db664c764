/**
 * `access_token` with what may stand between it and its value in a URL, in JSON, and in either of them encoded in the
 * other, once or twice; and Meta's own tokens wherever they stand.
 */
const TOKEN =
  /(access_token(?:%(?:25)*(?:3[dDaA]|22)|\\u003[dD]|\\*"|[=:]|[ \t])+)(?!REDACTED)[\w.|~+/-]{6,}|(?:(?<![A-Za-z0-9])|(?<=%[\dA-Fa-f]{2}))EAA[A-Za-z0-9]{24,}/g

const REPLACEMENT = 'REDACTED'

/** A token is no longer than this; as much of the text is held back, so that none is cut by a chunk's edge. */
const LONGEST_TOKEN = 65_536

/** The content without access tokens: they are secrets, and must not reach a disk. All other bytes pass unchanged. */
export async function* cutTokens(content: AsyncIterable<Buffer>, onCut: () => void): AsyncGenerator<Buffer> {
  let held = ''
  for await (const chunk of content) {
    const text = held + chunk.toString('latin1')
    const edge = safeEdge(text)
    yield clean(text.slice(0, edge), onCut)
    held = text.slice(edge)
  }
  if (held !== '') yield clean(held, onCut)
}

function clean(text: string, onCut: () => void): Buffer {
  const cleaned = text.replace(TOKEN, (_all, key: string | undefined) => {
    onCut()
    return `${key ?? ''}${REPLACEMENT}`
  })
  return Buffer.from(cleaned, 'latin1')
}

/** Where the text may be cut: before the tail in which a token may have begun. */
function safeEdge(text: string): number {
  const tail = Math.max(0, text.length - LONGEST_TOKEN)
  const key = text.indexOf('access_token', tail)
  const own = text.indexOf('EAA', tail)
  const begun = Math.min(key < 0 ? text.length : key, own < 0 ? text.length : own)
  // The key itself may be cut: `access_to` at the very end.
  return Math.max(0, Math.min(begun, text.length - 'access_token'.length))
}
