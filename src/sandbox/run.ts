import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { type CalendarDate, calendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import { type Sandbox, startSandbox } from './server.ts'
import { SWITCHES } from './switches.ts'

const PORT = '4600'

const USAGE = `npm run sandbox -- [--day 2026-11-20] [--seed 7] [--port ${PORT}] [--switch snap.429]… [--list]

Tells a made-up election as Snap and Google tell theirs, on this machine alone, until it is stopped (Ctrl+C).
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
    process.stdout.write(greeting(sandbox, options.day, options.switches))
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

function greeting({ addresses }: Sandbox, day: CalendarDate, switches: readonly string[]): string {
  const settings = `COLLECT_SNAP_URL='${addresses.snap}' COLLECT_GOOGLE_URL='${addresses.google}'`
  return [
    `The made-up election of ${day}${switches.length === 0 ? '' : `, with ${switches.join(', ')}`}:`,
    `  Snap    ${addresses.snap}`,
    `  Google  ${addresses.google}`,
    'To collect from it, into a folder of its own:',
    `  DATA_DIR=./data-sandbox COLLECT=snap,google ${settings} npm start`,
    'Ctrl+C stops it.',
    '',
  ].join('\n')
}

/** What a person can act on; null: a fault of ours. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof Problem || error instanceof RangeError) return error.message
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return 'the port is taken: choose another with --port.'
  return code?.startsWith('ERR_PARSE_ARGS') === true ? message : null
}
