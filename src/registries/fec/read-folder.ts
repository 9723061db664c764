import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { RegistryRecord, RegistryRelation } from '../../ports/registries.ts'
import type { RegistryEntry } from '../../sponsors/resolution.ts'
import { withoutMark } from '../shared/whole-lines.ts'
import { fecEntries } from './entries.ts'
import { fecFormats } from './formats.ts'

/**
 * The committees of a folder of FEC's files (`cm`, `cn`, `ccl`, plain or .gz, whichever are there), of all their cycles,
 * by id. Rows that cannot be read are passed over, and so is what is none of these files. No database is needed.
 */
export async function readFecFolder(folder: string): Promise<RegistryEntry[]> {
  const said = { records: [] as RegistryRecord[], relations: [] as RegistryRelation[] }
  for (const name of (await readdir(folder)).sort()) {
    if (/\.(?:txt|csv)(?:\.gz)?$/i.test(name)) await readInto(said, folder, name)
  }
  return fecEntries(said)
}

async function readInto(
  said: { readonly records: RegistryRecord[]; readonly relations: RegistryRelation[] },
  folder: string,
  name: string,
): Promise<void> {
  const head = { name, start: await startOf(open(folder, name)) }
  const format = fecFormats.find(({ recognises }) => recognises(head))
  if (format === undefined) return
  for await (const row of format.rows(open(folder, name), head)) {
    if ('reason' in row) continue
    said.records.push(...row.records)
    said.relations.push(...row.relations)
  }
}

function open(folder: string, name: string): AsyncIterable<Buffer> {
  const file = createReadStream(join(folder, name))
  return name.toLowerCase().endsWith('.gz') ? file.pipe(createGunzip()) : file
}

async function startOf(content: AsyncIterable<Buffer>): Promise<string> {
  for await (const chunk of content) return withoutMark(chunk.toString('latin1'))
  return ''
}
