import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, root } from './install.mjs'

/**
 * `npm run bench -- <name> [--n 200000] [--keep <folder>]`: speed as a ratio to a limit that is measured in the same
 * run. What is loaded stays in the folder for the next benchmark, where one is given.
 */
ensureInstalled({ withTools: true })
ensureBuilt()
const folder = join(root, 'test', 'bench')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.replace('.bench.mjs', ''))
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { n: { type: 'string', default: '200000' }, keep: { type: 'string' } },
})
const [name] = positionals
const count = Number(values.n)
if (!names.includes(name) || !(count >= 100)) {
  console.error(`paidfor: name a benchmark: npm run bench -- ${names.join(' | ')} [--n 200000] [--keep <folder>]`)
  process.exit(1)
}
const { bench } = await import(pathToFileURL(join(folder, `${name}.bench.mjs`)).href)
await bench({ count, ...(values.keep === undefined ? {} : { kept: values.keep }) })
