/** Words for the operator, on stderr. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** A result, on stdout: it may go into a file or a pipe. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
