import busboy from 'busboy'
import type { Request } from 'express'
import { HttpProblem } from './http-problem.ts'

/** A form as a browser sends it, or a bare CSV as curl does. */
export interface Upload {
  /** The CSV, decoded as UTF-8. */
  readonly text: string
  /** What else stood in the form. */
  readonly fields: Readonly<Record<string, string>>
}

const MOST_BYTES = 1_000_000

/** Nothing of it is kept: it is read, answered, and gone. @throws {HttpProblem} 400, 413 or 415 */
export async function readUpload(request: Request): Promise<Upload> {
  const type = request.headers['content-type'] ?? ''
  if (/^text\/csv\b/i.test(type)) return { text: utf8(await bodyOf(request)), fields: {} }
  if (/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) return readForm(request)
  throw new HttpProblem(415, 'Send the form of the page, or a CSV with “Content-Type: text/csv”.')
}

async function bodyOf(request: Request): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > MOST_BYTES) throw tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** A chosen file outranks the text field: the field is what an earlier answer carried along. */
function readForm(request: Request): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const form = busboy({
      headers: request.headers,
      limits: { fileSize: MOST_BYTES, fieldSize: MOST_BYTES, files: 1, fields: 12, parts: 14 },
    })
    const fields: Record<string, string> = {}
    const file: Buffer[] = []
    form.on('file', (_name, stream) => {
      stream.on('data', (part: Buffer) => file.push(part))
      stream.on('limit', () => reject(tooLarge()))
    })
    form.on('field', (name, value, { valueTruncated }) => {
      if (valueTruncated) reject(tooLarge())
      fields[name] = value
    })
    form.on('error', () => reject(new HttpProblem(400, 'This form cannot be read: send it again from the page.')))
    form.on('close', () => {
      try {
        const { returns = '', ...rest } = fields
        const chosen = Buffer.concat(file)
        resolve({ text: chosen.length > 0 ? utf8(chosen) : returns, fields: rest })
      } catch (problem) {
        reject(problem)
      }
    })
    request.pipe(form)
  })
}

function tooLarge(): HttpProblem {
  return new HttpProblem(413, `The file is larger than ${MOST_BYTES} bytes: cut it into several.`)
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new HttpProblem(400, 'The file is no UTF-8: save it as “CSV UTF-8” and send it again.')
  }
}
