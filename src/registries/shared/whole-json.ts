import { Problem } from '../../domain/errors.ts'

/** An answer of an API is no larger. */
const MOST_BYTES = 64 * 1024 ** 2

/** A JSON object that is there as a whole, in UTF-8. @throws {Problem} `file.unreadable`, `file.too_large` */
export async function wholeJson(content: AsyncIterable<Buffer>): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MOST_BYTES) throw new Problem('file.too_large', `an answer of more than ${MOST_BYTES} bytes is not read`)
  }
  const parsed = parse(
    Buffer.concat(chunks)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  )
  if (isObject(parsed)) return parsed
  throw new Problem('file.unreadable', 'it is no JSON object: get it again')
}

/** One line of JSON; null where it is none, or no object. @param text bytes as Latin-1 text */
export function jsonLine(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'latin1').toString('utf8'))
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem('file.unreadable', 'it is JSON that breaks off, or is none: get it again', { cause })
  }
}
