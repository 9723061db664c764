import type { Verdict } from '../../ports/crawling.ts'

const REDACTED = 'REDACTED'

/**
 * A JSON document as one line, letter by letter but for line breaks, which stand between tokens alone and become blanks; and
 * without our own secrets, which some platforms write into what they answer (MA-12).
 */
export function cleanLine(document: string, secrets: readonly string[]): string {
  return withoutSecrets(document.replace(/[\r\n]+/g, ' '), secrets)
}

/** Its words go into the archive and onto pages, its positions onto the disk: a platform may have written our secret into them. */
export function cleanVerdict(verdict: Verdict, secrets: readonly string[]): Verdict {
  const kept = 'kept' in verdict ? { kept: verdict.kept } : {}
  const { kept: _kept, ...told } = { kept: undefined, ...verdict }
  return { ...JSON.parse(withoutSecrets(JSON.stringify(told), secrets)), ...kept }
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.flatMap(spellings).reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text)
}

/** As it is, in an address, in JSON, and in an address that stands in JSON. */
function spellings(secret: string): string[] {
  if (secret.length < 4) return []
  const inAddress = encodeURIComponent(secret)
  const all = [secret, inAddress, escaped(secret), escaped(inAddress), inAddress.replaceAll('%', '\\u0025')]
  return [...new Set(all)].sort((a, b) => b.length - a.length)
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/')
}
