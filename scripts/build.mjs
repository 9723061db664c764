import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

/** Compiles src to dist when a source has changed since. Several processes may do so at once: the last rename wins. */
export function ensureBuilt() {
  const wanted = stateOfSources()
  const mark = join(root, 'dist', '.built-from')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  const draft = join(root, `dist-${process.pid}`)
  const old = join(root, `dist-${process.pid}-old`)
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', draft], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    console.error('paidfor: the sources do not compile: see above.')
    process.exit(1)
  }
  writeFileSync(join(draft, '.built-from'), wanted)
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old)
  renameSync(draft, join(root, 'dist'))
  rmSync(old, { recursive: true, force: true })
}

/** Names, sizes and times of all that the compiler reads. */
function stateOfSources() {
  const hash = createHash('sha256')
  const files = ['src', 'jobs'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  for (const name of [...files, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].sort()) {
    const { size, mtimeMs } = statSync(join(root, name))
    hash.update(`${name} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}
