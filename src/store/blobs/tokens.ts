/**
 * `access_token` in its spellings, with what may stand between it and its value in a URL, in JSON, in Python, and in any
 * of them encoded in another, once or twice.
 */
const NAMED =
  /(access(?:_|%5f|\\u005f)?token(?:\s*(?:%(?:25)*(?:3[da]|22|27|5b)|\\*u003d|&#61;|&quot;|\\*["']|[=:[]))+\s*)(?!REDACTED)(?:[\w.|~+/-]|%(?:25)*7c){6,}/gi

/** Meta's own tokens wherever they stand, also right behind an escape. */
const META = /(?:(?<![A-Za-z0-9])|(?<=%[\dA-Fa-f]{2}|\\[nrtbf]|\\u[\dA-Fa-f]{4}))EAA[A-Za-z0-9]{24,}/g

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
  const cut = (_all: string, key?: unknown) => {
    onCut()
    return `${typeof key === 'string' ? key : ''}${REPLACEMENT}`
  }
  return Buffer.from(text.replace(NAMED, cut).replace(META, cut), 'latin1')
}

/** The longest beginning that can be told from the letters before a token: an escape, or a key that is cut itself. */
const CONTEXT = 24

/** Where the text may be cut: before the tail in which a token may have begun. */
function safeEdge(text: string): number {
  const tail = Math.max(0, text.length - LONGEST_TOKEN)
  const begun = text.slice(tail).search(/access|EAA/i)
  return Math.max(0, (begun < 0 ? text.length : tail + begun) - CONTEXT)
}
