import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, root } from './install.mjs'

/** All that must hold before a change lands, in the order of how soon it tells. CI runs this, nothing more. */
ensureInstalled({ withTools: true })

const bin = (name) => join(root, 'node_modules', '.bin', name)
const test = [process.execPath, [join(root, 'scripts', 'test.mjs')]]
const steps = [
  ['lint and format', bin('biome'), ['check', '.']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['imports', bin('depcruise'), ['src', 'jobs', '--config', '.dependency-cruiser.cjs']],
  ['unused code', bin('knip'), []],
  ['tests', ...test],
  // Each statement once more on the oldest server that is supported, where this machine has it; not what is about files,
  // or says of many generated cases what one of another suite says too.
  ...(existsSync('/usr/lib/postgresql/15/bin/postgres')
    ? [
        [
          'tests on PostgreSQL 15',
          test[0],
          [
            ...test[1],
            'test/search/(contract|lines|search)',
            'test/store/(?!ad-spend-ever|bounds|embedded|raw-archive|sponsors-traps|statement-ever|tokens)',
            'test/pipeline/replay',
          ],
          { TEST_POSTGRES: '15' },
        ],
      ]
    : []),
]

let passed = 0
const failed = []
for (const [name, command, args, environment] of steps) {
  console.log(`\n── ${name}`)
  const env = { ...process.env, ...environment }
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env, shell: process.platform === 'win32' })
  if (status === 0) passed++
  else failed.push(name)
}
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`)
console.log(`\n${passed} passed, ${failed.length} failed`)
process.exit(failed.length === 0 ? 0 : 1)
