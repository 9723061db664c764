import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../../scripts/install.mjs'

/**
 * Runs a test at the size of a proof. What it reports is added up by name; `passed` and `failed` count its tests. Their
 * words go to stderr.
 */
export function jestProof(file, { n, seed }) {
  const folder = mkdtempSync(join(tmpdir(), 'paidfor-prove-'))
  const [report, results] = [join(folder, 'report.jsonl'), join(folder, 'results.json')]
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js')
  const args = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', jest, file]
  const options = ['--testTimeout=3600000', '--json', `--outputFile=${results}`]
  const env = { ...process.env, PROVE_N: String(n), PROVE_SEED: String(seed), PROVE_REPORT: report }
  try {
    spawnSync(process.execPath, [...args, ...options], { cwd: root, env, stdio: ['ignore', 'ignore', 2] })
    const { numPassedTests = 0, numFailedTests = 1 } = existsSync(results)
      ? JSON.parse(readFileSync(results, 'utf8'))
      : {}
    return { passed: numPassedTests, failed: numFailedTests, ...sums(report) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function sums(report) {
  const sum = {}
  if (!existsSync(report)) return sum
  for (const line of readFileSync(report, 'utf8').trim().split('\n')) {
    for (const [name, figure] of Object.entries(JSON.parse(line))) sum[name] = (sum[name] ?? 0) + figure
  }
  return sum
}
