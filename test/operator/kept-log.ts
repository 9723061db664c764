import { createLog, type Log } from '../../src/log.ts'

/** A log whose lines are kept instead of printed. */
export function keptLog(
  settings: Partial<Parameters<typeof createLog>[0]> = {},
): Log & { readonly written: () => string } {
  const chunks: string[] = []
  const stream = { write: (chunk: string) => chunks.push(chunk) }
  const log = createLog({ level: 'debug', isTerminal: false, stream, ...settings })
  return { ...log, written: () => chunks.join('') }
}
