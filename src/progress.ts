import { Presets, SingleBar } from 'cli-progress'

/** How far an import is: a bar on a terminal, a line now and then elsewhere. Both on stderr. */
export interface Progress {
  readonly onProgress: (name: string, records: number) => void
  /** Takes the bar away, so that a line can be printed. */
  readonly clear: () => void
}

const LINE_EVERY = 50_000

export function progress(): Progress {
  return process.stderr.isTTY ? bar() : lines()
}

function lines(): Progress {
  return {
    onProgress: (name, records) => {
      if (records > 0 && records % LINE_EVERY === 0) process.stderr.write(`${name}: ${records} records read\n`)
    },
    clear: () => undefined,
  }
}

/** The number of records is not known before the end: the bar moves towards a guess that grows with them. */
function bar(): Progress {
  const format = '{bar} {value} records of {name}'
  const view = new SingleBar({ format, clearOnComplete: true, stream: process.stderr }, Presets.shades_classic)
  let current: string | null = null
  return {
    onProgress: (name, records) => {
      const guess = Math.max(10_000, 2 ** Math.ceil(Math.log2(records + 1)))
      if (current === null) view.start(guess, records, { name })
      current = name
      view.setTotal(guess)
      view.update(records, { name })
    },
    clear: () => {
      if (current !== null) view.stop()
      current = null
    },
  }
}
