import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, root } from './install.mjs'

/** `npm run bench -- <name> [rows]`: speed as a ratio to a limit that is measured in the same run. */
ensureInstalled({ withTools: true })
ensureBuilt()
const folder = join(root, 'test', 'bench')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.replace('.bench.mjs', ''))
const [name, rows] = process.argv.slice(2)
if (!names.includes(name)) {
  console.error(`paidfor: name a benchmark: npm run bench -- ${names.join(' | ')} [rows]`)
  process.exit(1)
}
const { bench } = await import(pathToFileURL(join(folder, `${name}.bench.mjs`)).href)
await bench(Number(rows ?? 50_000))
