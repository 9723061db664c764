import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSample } from './support/sample-site.mjs'

/** The document is tried out by a program that reads it: `n` requests of each operation, good ones and bad ones. */
export const proof = {
  unit: 'requests an operation',
  target: { failures: 0 },
  fast: 50,
  full: 500,
  run: async ({ n, seed }) => {
    const tool = process.env.SCHEMATHESIS ?? 'schemathesis'
    if (spawnSync(tool, ['--version']).status !== 0) {
      process.stderr.write(
        `schemathesis: skipped, ${tool} cannot be run; pip install schemathesis, or set SCHEMATHESIS\n`,
      )
      return { measured: { skipped: true }, pass: true }
    }
    const sample = await openSample()
    const folder = mkdtempSync(join(tmpdir(), 'paidfor-schemathesis-'))
    const site = await sample.start({ RATE_LIMIT: 'off' })
    try {
      return await tryOut(tool, { url: site.url, folder, n, seed })
    } finally {
      await site.stop()
      await sample.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/**
 * Left out: `positive_data_acceptance`, since rules between parameters (a range of money needs its currency) cannot be
 * said in the document; and checks of things that are not here: accounts, writing.
 */
const CHECKS = [
  ...['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_headers_conformance'],
  ...['response_schema_conformance', 'negative_data_rejection', 'unsupported_method', 'allow_header_conformance'],
]

async function tryOut(tool, { url, folder, n, seed }) {
  const report = join(folder, 'report.xml')
  const child = spawn(
    tool,
    [
      ...['run', `${url}/api/openapi.json`, '--checks', CHECKS.join(','), '--max-examples', String(n)],
      ...[
        '--seed',
        String(seed),
        '--phases',
        'examples,coverage,fuzzing',
        '--continue-on-failure',
        '--warnings',
        'off',
      ],
      ...['--report', 'junit', '--report-junit-path', report, '--generation-database', 'none', '--workers', '2'],
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) process.stderr.write(said.slice(-20_000))
  const [, tests = '0', errors = '0'] = /tests="(\d+)"[^>]*errors="(\d+)"/.exec(readFileSync(report, 'utf8')) ?? []
  const [, failures = '0'] = /failures="(\d+)"/.exec(readFileSync(report, 'utf8')) ?? []
  const [, cases = '0'] = /(\d+) generated/.exec(said) ?? []
  const measured = {
    operations: Number(tests),
    requests: Number(cases),
    failures: Number(failures),
    errors: Number(errors),
  }
  return { measured, pass: code === 0 && measured.operations > 10 }
}
