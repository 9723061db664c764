import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, root } from './install.mjs'

/**
 * `npm run prove -- <id> [--n N] [--seed S]`: one promise, measured. `fast` runs all of them, small. Each prints one line of
 * JSON with what was wanted and what was measured; the exit code is 1 when a figure is missed,
 * or when what was named could not be measured here (`pass` is null).
 */
ensureInstalled({ withTools: true })
ensureBuilt()
const folder = join(root, 'test', 'prove')
const files = readdirSync(folder).filter((file) => file.endsWith('.mjs'))
const idOf = (file) =>
  file
    .replace(/\.mjs$/, '')
    .split('-')
    .slice(0, 2)
    .join('-')
    .toUpperCase()
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { n: { type: 'string' }, seed: { type: 'string', default: '7' } },
})
const [wanted = ''] = positionals
const isFast = wanted === 'fast'
const chosen = files.filter((file) => isFast || idOf(file) === wanted.toUpperCase())
if (chosen.length === 0) {
  console.error(`paidfor: name a proof: npm run prove -- ${files.map(idOf).join(' | ')} | fast [--n N] [--seed S]`)
  process.exit(1)
}
for (const file of chosen) {
  const { proof } = await import(pathToFileURL(join(folder, file)).href)
  const n = Number(values.n ?? (isFast ? proof.fast : proof.full))
  const seed = Number(values.seed)
  const { measured, pass } = await proof.run({ n, seed })
  console.log(JSON.stringify({ id: idOf(file), unit: proof.unit, target: proof.target, measured, n, seed, pass }))
  if (pass === false || (pass === null && !isFast)) process.exitCode = 1
}
