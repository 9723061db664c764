/**
 * An address that may stand in a link, or null: only http and https, and no name or password in front of the host,
 * which would make `https://bank.example@evil.example` look like the bank.
 */
export function safeUrl(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
  return isWeb && url.username === '' && url.password === '' ? url.href : null
}
