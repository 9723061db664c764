import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type CalendarDate, calendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import { addressSetting } from '../domain/ids.ts'
import { type Sandbox, startSandbox } from './server.ts'
import { SWITCHES } from './switches.ts'

const PORT = '4600'

const USAGE = `npm run sandbox -- [--day 2026-11-20] [--seed 7] [--port ${PORT}] [--switch snap.429]… [--env sandbox.env] [--list]

Tells a made-up election as each platform tells its own, on this machine alone, until it is stopped (Ctrl+C).
--env writes the settings to collect from it into a file.
`

/** `npm run sandbox`: serves until a signal comes. Settles with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const options = optionsIn(args)
    if (typeof options === 'string') {
      process.stdout.write(options)
      return 0
    }
    const sandbox = await startSandbox(options)
    if (options.file !== null) await writeFile(options.file, settingsText(sandbox))
    process.stdout.write(greeting(sandbox, options.day, options.switches, options.file))
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    await sandbox[Symbol.asyncDispose]()
    return 0
  } catch (error) {
    const sentence = sentenceOf(error)
    if (sentence === null) throw error
    process.stderr.write(`sandbox: ${sentence}\n`)
    return 2
  }
}

/** Text: what is to be printed instead of serving. @throws {Problem} `config.invalid` */
function optionsIn(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      day: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      seed: { type: 'string', default: '7' },
      port: { type: 'string', default: PORT },
      switch: { type: 'string', multiple: true, default: [] },
      env: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return USAGE
  if (values.list) return listing()
  return {
    day: dayIn(values.day),
    seed: wholeNumber('--seed', values.seed, 2 ** 31),
    port: wholeNumber('--port', values.port, 65_535),
    switches: values.switch,
    file: values.env ?? null,
  }
}

function dayIn(text: string): CalendarDate {
  try {
    return calendarDate(text)
  } catch (cause) {
    throw new Problem('config.invalid', `--day: ${(cause as Error).message}`, { cause })
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (number <= most) return number
  throw new Problem('config.invalid', `${name} is no whole number from 0 to ${most}: “${text}”`)
}

function listing(): string {
  const width = Math.max(...Object.keys(SWITCHES).map((name) => name.length))
  return Object.entries(SWITCHES)
    .map(([name, sentence]) => `${name.padEnd(width)}  ${sentence}\n`)
    .join('')
}

function greeting(sandbox: Sandbox, day: CalendarDate, switches: readonly string[], file: string | null): string {
  const addresses = Object.entries(allAddresses(sandbox))
  const width = Math.max(...addresses.map(([name]) => name.length))
  const command = `node --env-file=${file ?? 'sandbox.env'} scripts/paidfor.mjs serve`
  const how =
    file === null ? 'put these lines into a file sandbox.env, and start:' : `${file} holds the settings; start:`
  return [
    `The made-up election of ${day}${switches.length === 0 ? '' : `, with ${switches.join(', ')}`}:`,
    ...addresses.map(([name, address]) => `  ${name.padEnd(width)}  ${address}`),
    `To collect all of it, into a folder of its own, ${how}`,
    `  ${command}`,
    ...(file === null ? ['', settingsText(sandbox)] : []),
    'Ctrl+C stops it.',
    '',
  ].join('\n')
}

function allAddresses({ addresses, apiAddresses }: Sandbox): Readonly<Record<string, string>> {
  return { ...addresses, ...apiAddresses }
}

/** What a collector needs to pull every library of the sandbox; the secrets in it are none. */
function settingsText(sandbox: Sandbox): string {
  const addresses = Object.entries(allAddresses(sandbox))
  const urls = addresses.map(([name, url]) => [addressSetting(name), url])
  const all = [['DATA_DIR', './data-sandbox'], ['COLLECT', addresses.map(([name]) => name).join(',')], ...urls]
  return [...all, ...Object.entries(sandbox.settings)].map(([name, value]) => `${name}='${value}'\n`).join('')
}

/** What a person can act on; null: a fault of ours. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof Problem || error instanceof RangeError) return error.message
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return 'the port is taken: choose another with --port.'
  return code?.startsWith('ERR_PARSE_ARGS') === true ? message : null
}
