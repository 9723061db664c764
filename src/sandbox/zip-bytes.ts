import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'

/** Local, since the format of zips knows no time zone: so the bytes are the same wherever they are made. */
const MADE_AT = new Date(2025, 0, 1)

/** A zip of these members, in their order; equal members make equal bytes. */
export async function zipBytes(members: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(members)) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    zip.addBuffer(bytes, name, { mtime: MADE_AT, mode: 0o100644, forceDosTimestamp: true })
  }
  zip.end()
  return buffer(zip.outputStream)
}
