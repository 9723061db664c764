import { appendFileSync } from 'node:fs'

/** Measured figures for `npm run prove`, which adds up the lines; nothing in a run of all tests. */
export function proveReport(measured: Readonly<Record<string, number>>): void {
  const path = process.env['PROVE_REPORT']
  if (path !== undefined) appendFileSync(path, `${JSON.stringify(measured)}\n`)
}
