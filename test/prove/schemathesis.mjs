import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSample } from './support/sample-site.mjs'

/** The document is tried out by a program that reads it: `n` requests of each operation, good ones and bad ones. */
export const proof = {
  unit: 'requests an operation',
  target: { failures: 0 },
  fast: 20,
  full: 500,
  run: async ({ n, seed }) => {
    const tool = process.env.SCHEMATHESIS ?? 'schemathesis'
    if (spawnSync(tool, ['--version']).status !== 0) {
      const hint = 'pip install schemathesis, or say where it is: SCHEMATHESIS=…'
      process.stderr.write(`schemathesis: skipped, ${tool} cannot be run; ${hint}\n`)
      return { measured: { skipped: true }, pass: null }
    }
    const folder = mkdtempSync(join(tmpdir(), 'paidfor-schemathesis-'))
    const sample = await openSample()
    let site
    try {
      site = await sample.start({ RATE_LIMIT: 'off' })
      return await tryOut(tool, { url: site.url, folder, n, seed })
    } finally {
      await site?.stop()
      await sample.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** All but those of what is not here: accounts and writing. */
const CHECKS = [
  ...['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_headers_conformance'],
  ...['response_schema_conformance', 'negative_data_rejection', 'positive_data_acceptance', 'unsupported_method'],
  'allow_header_conformance',
]

/**
 * Where rules hold between parameters (a range of money needs its currency), and where a code must be one of a table or a
 * day one of the calendar: the document cannot say so, and a request that is good by the document may be refused.
 */
const BEYOND_THE_DOCUMENT = [
  ...['/', '/search', '/recorded-abroad', '/spending', '/quality', '/bulk/changes'],
  ...['/advertisers/{platform}/{key}', '/advertisers/{platform}/{key}/statements/{number}'],
]

async function tryOut(tool, { url, folder, n, seed }) {
  const config = join(folder, 'schemathesis.toml')
  writeFileSync(config, BEYOND_THE_DOCUMENT.map(mayRefuse).join('\n'))
  const how = ['--max-examples', String(n), '--seed', String(seed), '--workers', '2', '--warnings', 'off']
  const what = ['--checks', CHECKS.join(','), '--phases', 'examples,coverage,fuzzing', '--continue-on-failure']
  const command = ['--config-file', config, 'run', `${url}/api/openapi.json`, ...what, ...how]
  const child = spawn(tool, [...command, '--generation-database', 'none', '--no-color'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) process.stderr.write(said.slice(-20_000))
  const told = (pattern) => Number(pattern.exec(said)?.[1] ?? 0)
  const measured = {
    operations: told(/Tested: (\d+)/),
    requests: told(/(\d+) generated/),
    failures: told(/=+ (\d+) failures?/),
    errors: told(/(\d+) errors? in/),
  }
  return { measured, pass: code === 0 && measured.operations > 10 && measured.requests > n }
}

function mayRefuse(path) {
  const expected = 'checks.positive_data_acceptance.expected-statuses = ["2xx", "3xx", 400, 404, 410, 503]'
  return `[[operations]]\ninclude-path = "${path}"\n${expected}\n`
}
