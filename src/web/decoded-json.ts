/** The value behind an opaque text that we once wrote as base64url of JSON; null when it is no such text. */
export function decodedJson(text: string): unknown {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
